package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that are kept in a file for the next time. */
class SavedMappingTest {

    private static final String HEADER = "completion_id,CSAT,verdict\n";
    private static final String ROW = "570b90e9-0724-5a2d-b2f7-81052e11b1ce,\"4,5\",ok\n";

    @TempDir
    Path folder;

    @Test
    void what_was_typed_is_saved_and_means_the_same_when_it_is_read() throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), HEADER + ROW);
        Path saved = folder.resolve("mine.json");

        Typed first = Typed.in(
                folder,
                "validate",
                file.toString(),
                "--metrics",
                "csat=CSAT",
                "--decimal-comma",
                "--values",
                "n/a=skip",
                "--skip-where",
                "verdict=bad",
                "--save-mapping",
                saved.toString());
        Typed second = Typed.in(folder, "validate", file.toString(), "--mapping", saved.toString());

        assertThat(first.out()).endsWith("f.csv: 1 row: 1 metric feedback.\n");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(Files.readString(saved)).isEqualTo("""
                {
                  "metrics": {
                    "csat": "CSAT"
                  },
                  "values": {
                    "n/a": "skip"
                  },
                  "decimal_comma": true,
                  "skip_where": [
                    "verdict=bad"
                  ]
                }
                """);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, saved);
        }
    }

    @Test
    void the_same_command_again_is_fine_and_another_mapping_is_not_written_over_it() throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), HEADER + ROW);
        Path saved = folder.resolve("mine.json");
        String[] command = {"validate", file.toString(), "--metrics", "CSAT", "--save-mapping", saved.toString()};

        assertThat(Typed.in(folder, command).exitCode()).isEqualTo(1);
        assertThat(Typed.in(folder, command).exitCode()).isEqualTo(1);
        String before = Files.readString(saved);
        command[3] = "verdict";
        Typed other = Typed.in(folder, command);

        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err())
                .isEqualTo("--save-mapping: " + saved
                        + " is there already and says something else. Choose another name, or remove it first.\n");
        assertThat(saved).hasContent(before);
    }

    @Test
    void the_ready_ones_are_listed_without_a_file() throws Exception {
        Typed listed = Typed.in(folder, "upload", "--mapping", "list");

        assertThat(listed.exitCode()).isZero();
        assertThat(listed.out().lines()).hasSize(18).anyMatch(line -> line.startsWith("pandalm   "));
        assertThat(Typed.in(folder, "validate", "--mapping=list").out()).isEqualTo(listed.out());
    }

    @Test
    void a_mapping_file_that_is_wrong_is_bad_usage() throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), HEADER + ROW);
        Path mapping = Files.writeString(folder.resolve("mine.json"), "{\n  \"metrcs\": []\n}\n");

        Typed wrong = Typed.in(folder, "validate", file.toString(), "--mapping", mapping.toString());

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .startsWith("mine.json line 2, column 3: found \"metrcs\"; expected one of about, kind, map, set,")
                .contains("Did you mean \"metrics\"?");
    }
}
