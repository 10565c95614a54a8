package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line for each run, which no later run takes away. */
class RunHistoryTest {

    private static final Invocation ANN = new Invocation(
            "test 1", List.of("upload", "ratings.csv", "--use-case", "support"), "ann", "lab", null, "/data");

    private static final String BEGUN =
            "{\"program\":\"test 1\",\"options\":[\"upload\",\"ratings.csv\",\"--use-case\",\"support\"],"
                    + "\"user\":\"ann\",\"host\":\"lab\",\"folder\":\"/data\",\"began\":\"2026-01-01T00:00:00Z\",";
    private static final String TARGET = "\"target\":\"https://example.test\",\"project\":\"support\"";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("history.jsonl");
    }

    private RunHistory begin() {
        return RunHistory.begin(file, ANN, "2026-01-01T00:00:00Z", "https://example.test", null, "support");
    }

    @Test
    void a_run_that_ended_says_how_and_one_that_was_killed_has_no_end() throws IOException {
        begin().end("2026-01-01T00:01:00Z", 3, "The key was refused.", Map.of("not_sent", 2L), "/r/results.csv");
        begin();

        assertThat(file)
                .hasContent(BEGUN + "\"ended\":\"2026-01-01T00:01:00Z\",\"exit_code\":3,"
                        + "\"stopped\":\"The key was refused.\"," + TARGET
                        + ",\"statuses\":{\"not_sent\":2},\"results\":\"/r/results.csv\"}\n" + BEGUN + TARGET + "}\n");
        assertThat(RunHistory.last(file)).hasValueSatisfying(last -> {
            assertThat(last.began()).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(last.ended()).isNull();
            assertThat(last.exitCode()).isNull();
        });
    }

    @Test
    void what_goes_wrong_after_the_end_is_no_part_of_the_run() throws IOException {
        RunHistory history = begin();
        history.end("2026-01-01T00:01:00Z", 0, null, Map.of("recorded", 2L), null);
        history.end("2026-01-01T00:02:00Z", 3, "Later.", null, null);

        assertThat(Files.readAllLines(file)).singleElement().asString().contains("\"exit_code\":0");
        assertThat(RunHistory.last(file))
                .hasValueSatisfying(last -> assertThat(last.exitCode()).isZero());
    }

    @Test
    void half_a_line_of_a_killed_run_harms_no_other() throws IOException {
        begin().end("2026-01-01T00:01:00Z", 0, null, null, null);
        Files.writeString(file, "{\"program\":\"te", StandardOpenOption.APPEND);

        assertThat(RunHistory.last(file)).isPresent();
        begin().end("2026-01-01T00:03:00Z", 4, null, null, null);

        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(RunHistory.last(file))
                .hasValueSatisfying(last -> assertThat(last.exitCode()).isEqualTo(4));
    }

    @Test
    void one_that_cannot_be_written_stops_nothing_and_is_told_of() throws IOException {
        Files.createDirectory(file);

        RunHistory history = begin();
        history.end("2026-01-01T00:01:00Z", 0, null, null, null);

        assertThat(history.failure())
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("The history of runs " + file + " cannot be written (")
                        .endsWith("). The upload continues without it."));
        assertThat(RunHistory.last(file)).isEmpty();
    }
}
