package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report says of its rows is heeded where it was true, and nowhere else. */
class ReportAtTargetTest {

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private ScriptedDeployment other;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        other = ScriptedDeployment.start();
    }

    @AfterEach
    void stop() {
        deployment.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void given_back_to_its_target_recorded_rows_are_skipped(String format) throws Exception {
        Path results = elsewhere(resultsOf(ratings(format, 3), format));

        Summary again = new UploadRun(deployment.url(), results).run();

        assertThat(again.statuses()).isEqualTo(Map.of("skipped", 3L));
        assertThat(again.exitCode()).isZero();
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    /** Databases and dataframes change the case of names. */
    @Test
    void recorded_rows_are_skipped_whatever_the_case_of_the_columns() throws Exception {
        Path results = elsewhere(resultsOf(ratings("csv", 3), "csv"));
        String text = Files.readString(results);
        int header = text.indexOf('\n');
        Files.writeString(
                results,
                text.substring(0, header).replace("upload_", "UPLOAD_").replace("status", "Status")
                        + text.substring(header));

        assertThat(new UploadRun(deployment.url(), results).run().statuses()).isEqualTo(Map.of("skipped", 3L));
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void given_to_another_target_it_is_a_file_like_any_other(String format) throws Exception {
        Path results = elsewhere(resultsOf(ratings(format, 3), format));

        Summary there = new UploadRun(other.url(), results).run();

        assertThat(there.statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(other.takeFeedback()).hasSize(3);
        assertThat(there.notices())
                .anySatisfy(
                        notice -> assertThat(notice).contains(deployment.url(), "this upload goes to " + other.url()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void a_rehearsal_in_a_sandbox_says_nothing_of_a_deployment(String format) throws Exception {
        Path input = ratings(format, 3);
        new UploadRun(other.url(), input).target("sandbox").run();
        Path results = elsewhere(UploadRun.folder(input).path().resolve("results." + format));

        Summary inEarnest = new UploadRun(deployment.url(), results).run();

        assertThat(inEarnest.statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.takeFeedback()).hasSize(3);
    }

    /** Metric feedback is the same whatever the project, since its request names none; a preference is not. */
    @Test
    void another_project_is_another_target_for_preferences_alone() throws Exception {
        String row = "{\"metric\":\"quality\",\"value\":1,\"completion_id\":\"" + new UUID(1, 1) + "\"}\n";
        String pair = "{\"metric\":\"quality\",\"preferred_completion\":\"" + new UUID(1, 2)
                + "\",\"other_completion\":\"" + new UUID(1, 3) + "\"}\n";
        Path input = Files.writeString(folder.resolve("both.jsonl"), row + pair);
        deployment.answersFeedbackWith(new ScriptedDeployment.Answer(
                201, "{\"feedback_id\":\"" + new UUID(1, 4) + "\",\"comparison_id\":\"" + new UUID(1, 5) + "\"}"));
        Path results = elsewhere(resultsOf(input, "jsonl"));

        Summary there =
                new UploadRun(deployment.url(), results).project("another").run();

        assertThat(there.statuses()).isEqualTo(Map.of("recorded", 1L, "skipped", 1L));
        assertThat(deployment.takeFeedback()).singleElement().asString().contains("preferred_completion", "another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void a_row_that_may_be_there_is_not_sent_and_the_exit_code_says_so(String format) throws Exception {
        Path results = elsewhere(resultsOf(ratings(format, 3), format));
        restate(results, 2, "unknown");
        restate(results, 3, "not_sent");

        for (int run = 0; run < 2; run++) {
            Summary again = new UploadRun(deployment.url(), results).run();

            assertThat(again.exitCode()).isEqualTo(4);
            assertThat(again.statuses()).isEqualTo(Map.of("skipped", 2L, "recorded", 1L));
        }
        assertThat(deployment.takeFeedback()).singleElement().asString().contains(new UUID(9, 2).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void the_report_of_a_report_says_the_same_of_rows_that_are_left_out(String format) throws Exception {
        Path results = elsewhere(resultsOf(ratings(format, 3), format));
        restate(results, 2, "unknown");

        for (int run = 0; run < 3; run++) {
            Summary again = new UploadRun(deployment.url(), results).run();

            assertThat(again.exitCode()).isEqualTo(4);
            assertThat(again.statuses()).isEqualTo(Map.of("skipped", 3L));
            Path next = Files.createDirectories(folder.resolve("again " + run));
            results =
                    Files.copy(Path.of(String.valueOf(again.results())), next.resolve("results " + run + "." + format));
            assertThat(Files.readString(results)).contains(" skipped:in_doubt").contains(" skipped:recorded");
        }
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @Test
    void rows_may_be_sorted_and_some_pasted_from_another_report() throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(resultsOf(ratings("csv", 3), "csv")));
        Path second = Files.writeString(
                folder.resolve("others.csv"), "completion_id,metric,value\n" + new UUID(8, 1) + ",quality,1\n");
        new UploadRun(other.url(), second).run();
        other.takeFeedback();
        lines.add(Files.readAllLines(UploadRun.folder(second).path().resolve("results.csv"))
                .get(1));
        Collections.reverse(lines.subList(1, lines.size()));
        Path pasted =
                Files.write(Files.createDirectories(folder.resolve("elsewhere")).resolve("pasted.csv"), lines);

        Summary mixed = new UploadRun(deployment.url(), pasted).run();

        assertThat(mixed.statuses()).isEqualTo(Map.of("recorded", 1L, "skipped", 3L));
        assertThat(deployment.takeFeedback()).singleElement().asString().contains(new UUID(8, 1).toString());
    }

    @Test
    void what_was_skipped_since_the_server_has_it_is_skipped_again() throws Exception {
        Path results = elsewhere(resultsOf(ratings("csv", 3), "csv"));
        Files.writeString(
                results,
                Files.readString(results)
                        .replaceAll("recorded,[^,]*,[^,]*,[^,]*,201,1,,(.*)", "skipped,,,,,0,No.,$1 skipped:recorded"));

        Summary again = new UploadRun(deployment.url(), results).run();

        assertThat(again.statuses()).isEqualTo(Map.of("skipped", 3L));
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    /** As reports of earlier versions are, and those whose column someone took out: rather not sent than sent twice. */
    @Test
    void a_report_that_does_not_say_of_which_target_it_is_is_heeded_everywhere() throws Exception {
        Path results = elsewhere(resultsOf(ratings("csv", 3), "csv"));
        Files.writeString(results, Files.readString(results).replaceAll(",[^,\r\n]*(\r?\n)", "$1"));

        Summary there = new UploadRun(other.url(), results).run();

        assertThat(Files.readString(results)).doesNotContain("upload_run");
        assertThat(there.statuses()).isEqualTo(Map.of("skipped", 3L));
        assertThat(other.takeFeedback()).isEmpty();
    }

    private Path ratings(String format, int rows) throws IOException {
        boolean csv = format.equals("csv");
        StringBuilder text = new StringBuilder(csv ? "completion_id,metric,value\n" : "");
        for (int i = 0; i < rows; i++) {
            text.append(
                    csv
                            ? new UUID(9, i) + ",quality,1\n"
                            : "{\"completion_id\":\"" + new UUID(9, i) + "\",\"metric\":\"quality\",\"value\":1}\n");
        }
        return Files.writeString(folder.resolve("ratings." + format), text);
    }

    private Path resultsOf(Path input, String format) throws Exception {
        new UploadRun(deployment.url(), input).run();
        deployment.takeFeedback();
        return UploadRun.folder(input).path().resolve("results." + format);
    }

    /** Where its ledger is not at hand. */
    private Path elsewhere(Path results) throws IOException {
        Path there = Files.createDirectories(folder.resolve("elsewhere"));
        return Files.copy(results, there.resolve(results.getFileName()));
    }

    private static void restate(Path results, int row, String status) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(results));
        int index = lines.get(0).startsWith("{") ? row - 1 : row;
        lines.set(index, lines.get(index).replace("recorded", status));
        Files.write(results, lines);
    }
}
