package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trial on the command line, and what it says to go on with. */
@Timeout(60)
class FirstOptionTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        StringBuilder csv = new StringBuilder("completion_id,metric,value\n");
        for (int i = 0; i < 4; i++) {
            csv.append(new UUID(7, i)).append(",quality,").append(i).append('\n');
        }
        file = Files.writeString(folder.resolve("ratings.csv"), csv);
    }

    private Typed typed(String... arguments) {
        return Typed.in(folder.resolve("state"), arguments);
    }

    private List<String> statuses() throws IOException {
        return Files.readAllLines(folder.resolve("ratings.csv.sandbox").resolve("results.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1)[5])
                .toList();
    }

    @Test
    void it_stops_after_the_first_rows_and_says_how_to_send_the_rest() throws IOException {
        Typed trial = typed("upload", file.toString(), "--first", "3", "--sandbox");

        assertThat(trial.exitCode()).isEqualTo(3);
        assertThat(trial.out() + trial.err())
                .contains("Only the first 3 rows were to be sent in this run (--first 3).")
                .contains("To send the rest: feedback-uploader upload " + file + " --sandbox\n");
        assertThat(statuses()).containsExactly("recorded", "recorded", "recorded", "not_sent");

        assertThat(typed("upload", file.toString(), "--sandbox").exitCode()).isZero();
        assertThat(statuses()).containsOnly("recorded");
    }

    @Test
    void it_wants_a_number_of_rows() {
        for (String wrong : List.of("0", "-1", "half")) {
            Typed refused = typed("upload", file.toString(), "--first=" + wrong, "--sandbox");

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .startsWith("--first: found '" + wrong + "'; expected a number of rows, 1 or more.");
        }
    }
}
