package feedbackuploader.cli.options;

import static feedbackuploader.input.Workbooks.ofTabs;
import static feedbackuploader.input.Workbooks.row;
import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.cli.Typed;
import feedbackuploader.input.Workbooks.Tab;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that are kept in a file for the next time. */
class SavedMappingTest {

    private static final String ID = "570b90e9-0724-5a2d-b2f7-81052e11b1ce";
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

    /** Next month's export has the same titles, sheet and quotes as this month's. */
    @Test
    void how_a_file_is_read_is_saved_too() throws Exception {
        String text =
                "Bericht\nvom Mai\n# ok\ncompletion_id;metric;value;details\n" + ID + ";quality;4;|caf\u00e9; noir|\n";
        Path file = Files.write(folder.resolve("mai.csv"), text.getBytes(Charset.forName("windows-1252")));
        Path saved = folder.resolve("mine.json");
        List<String> typed = List.of(
                "--skip-lines",
                "2",
                "--encoding",
                "windows-1252",
                "--delimiter",
                ";",
                "--quote",
                "|",
                "--escape",
                "none",
                "--comment",
                "#",
                "--save-mapping",
                saved.toString());

        Typed first = validate(file, typed);
        Typed second = validate(file, List.of("--mapping", saved.toString()));

        assertThat(first.out())
                .contains("\"details\":\"caf\u00e9; noir\"")
                .endsWith("mai.csv: 1 row: 1 metric feedback.\n");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(Files.readString(saved)).isEqualTo("""
                {
                  "encoding": "windows-1252",
                  "delimiter": ";",
                  "quote": "|",
                  "escape": "none",
                  "comment": "#",
                  "skip_lines": 2
                }
                """);
    }

    @Test
    void a_workbooks_sheet_is_saved_and_what_is_typed_wins() throws Exception {
        String header = row("", "completion_id", "metric", "value");
        Path file = ofTabs(
                folder.resolve("f.xlsx"),
                "",
                Tab.shown("Notes", header + row("", ID, "quality", "1")),
                Tab.shown("Data", row("", "Title") + header + row("", ID, "quality", "5")));
        Path saved = folder.resolve("mine.json");

        Typed first =
                validate(file, List.of("--sheet", "Data", "--skip-lines", "1", "--save-mapping", saved.toString()));
        Typed second = validate(file, List.of("--mapping", saved.toString()));
        Typed other = validate(file, List.of("--mapping", saved.toString(), "--sheet", "Notes", "--skip-lines", "0"));

        assertThat(first.out()).contains("{\"value\":5,");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(other.out()).contains("{\"value\":1,");
        assertThat(Files.readString(saved)).isEqualTo("{\n  \"skip_lines\": 1,\n  \"sheet\": \"Data\"\n}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"encoding\": \"klingon\"} | found \"klingon\"; expected the name of an encoding, such as windows-1252.",
                "{\"delimiter\": \"ab\"} | found \"ab\"; expected one character that is no letter or digit, or \"tab\".",
                "{\"quote\": \"x\"} | found \"x\"; expected one character that is no letter or digit, or \"none\".",
                "{\"skip_lines\": -1} | found \"-1\"; expected a number of lines from 0 to 999999.",
                "{\"Skip Lines\": \"many\"} | found \"many\"; expected a number of lines from 0 to 999999."
            })
    void what_is_wrong_in_it_is_told_with_its_place(String mapping, String problem) throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), HEADER + ROW);
        Path saved = Files.writeString(folder.resolve("mine.json"), mapping);

        assertThat(validate(file, List.of("--mapping", saved.toString())).err())
                .startsWith("mine.json line 1, column ")
                .contains(problem);
    }

    private Typed validate(Path file, List<String> options) {
        List<String> words = new ArrayList<>(List.of("validate", file.toString()));
        words.addAll(options);
        return Typed.in(folder, words.toArray(String[]::new));
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
                        + " already exists with other content. Choose another name, or remove the file first.\n");
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
