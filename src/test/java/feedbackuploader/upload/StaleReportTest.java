package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A report is as old as the run that wrote it. Beside a ledger that knows more, the ledger decides. */
class StaleReportTest {

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    /** The report of a run that was stopped early, to which a run that was killed has added nothing. */
    @ParameterizedTest
    @CsvSource({"csv,not_sent", "jsonl,not_sent", "csv,unknown", "jsonl,unknown", "csv,rejected"})
    void rows_that_were_recorded_since_are_not_sent_again(String format, String stale) throws Exception {
        Path results = resultsOf(ratings(format, "1", "1", "1"), format);
        restate(results, 2, stale);
        restate(results, 3, stale);

        Summary again = new UploadRun(deployment.url(), results).run();

        assertThat(again.statuses()).isEqualTo(Map.of("skipped", 3L));
        assertThat(again.exitCode()).isZero();
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"beside", "inside"})
    void rows_that_are_proved_absent_since_are_sent(String place) throws Exception {
        Path input = ratings("csv", "1", "1", "1");
        deployment.answersFeedbackWith(ScriptedDeployment.REFUSED_KEY);
        Path results = resultsOf(input, "csv");
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        restate(results, 2, "unknown");
        Path copy = place.equals("inside") ? results : Files.copy(results, folder.resolve("of yesterday.csv"));

        Summary again = new UploadRun(deployment.url(), copy).run();

        assertThat(again.statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.takeFeedback()).hasSize(3);
    }

    @Test
    void rows_that_are_open_are_not_sent_until_their_own_run_has_settled_them() throws Exception {
        Path input = ratings("csv", "1", "1");
        deployment.answersFeedbackWith(ScriptedDeployment.FAILED);
        new UploadRun(deployment.url(), input).withoutProject().run();
        deployment.takeFeedback();
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        Path results = UploadRun.folder(input).path().resolve("results.csv");
        Files.writeString(results, Files.readString(results).replace("unknown", "not_sent"));

        Summary open = new UploadRun(deployment.url(), results).run();

        assertThat(open.statuses()).isEqualTo(Map.of("skipped", 2L));
        assertThat(open.exitCode()).isEqualTo(4);
        assertThat(deployment.takeFeedback()).isEmpty();

        new UploadRun(deployment.url(), input).resendingUnknown().run();
        assertThat(deployment.takeFeedback()).hasSize(2);
        Summary settled = new UploadRun(deployment.url(), results).run();
        assertThat(settled.exitCode()).isZero();
        assertThat(settled.statuses()).isEqualTo(Map.of("skipped", 2L));
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    /** A spreadsheet that sorts rows and saves them writes 1 for 1.0. */
    @Test
    void rows_that_a_spreadsheet_sorted_and_wrote_in_its_own_way_are_known() throws Exception {
        Path results = resultsOf(ratings("csv", "1.0", "0.50", "3"), "csv");
        for (int row = 1; row <= 3; row++) {
            restate(results, row, "not_sent");
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(results));
        lines.add(1, lines.remove(3));
        Files.writeString(
                results, String.join("\r\n", lines).replace(",1.0,", ",1,").replace(",0.50,", ",0.5,") + "\r\n");

        assertThat(new UploadRun(deployment.url(), results).run().statuses()).isEqualTo(Map.of("skipped", 3L));
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @Test
    void a_row_that_was_changed_is_another_one() throws Exception {
        Path results = resultsOf(ratings("csv", "1", "2"), "csv");
        restate(results, 1, "not_sent");
        restate(results, 2, "not_sent");
        Files.writeString(results, Files.readString(results).replace("quality,2,", "quality,3,"));

        Summary changed = new UploadRun(deployment.url(), results).run();

        assertThat(changed.statuses()).isEqualTo(Map.of("skipped", 1L, "recorded", 1L));
        assertThat(deployment.takeValues()).containsExactly("3");
    }

    @Test
    void a_row_whose_details_were_taken_out_is_another_one() throws Exception {
        Path input = Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,metric,value,details\n" + new UUID(9, 1) + ",quality,1,well said\n");
        Path results = resultsOf(input, "csv");
        restate(results, 1, "not_sent");
        Files.writeString(results, Files.readString(results).replace("well said", ""));

        assertThat(new UploadRun(deployment.url(), results).run().statuses()).isEqualTo(Map.of("recorded", 1L));
    }

    /** Of rows that are the same, each stands for the one of its number. */
    @Test
    void of_three_that_are_the_same_those_are_sent_that_were_refused() throws Exception {
        String row = new UUID(9, 1) + ",quality,1\n";
        Path input = Files.writeString(folder.resolve("same.csv"), UploadTest.HEADER + row.repeat(3));
        List<Integer> asked = new ArrayList<>();
        deployment.runsWhenFeedbackArrives(() -> {
            synchronized (asked) {
                asked.add(1);
                deployment.answersFeedbackWith(
                        asked.size() == 1 ? ScriptedDeployment.RECORDED : ScriptedDeployment.NO_SUCH_COMPLETION);
            }
        });
        new UploadRun(deployment.url(), input).run();
        deployment.runsWhenFeedbackArrives(() -> {});
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        Path failed = UploadRun.folder(input).path().resolve("failed.csv");
        int refused = Files.readAllLines(failed).size() - 1;
        deployment.takeFeedback();

        new UploadRun(deployment.url(), failed).run();

        assertThat(refused).isBetween(1, 3);
        assertThat(deployment.takeFeedback()).hasSize(refused);
    }

    @Test
    void while_the_upload_goes_on_its_report_is_not_uploaded() throws Exception {
        Path input = ratings("csv", "1", "1");
        Path results = resultsOf(input, "csv");
        restate(results, 1, "not_sent");

        try (Ledger held = Ledger.openToReport(UploadRun.folder(input).path())) {
            assertThat(held.plan()).isPresent();
            assertThatThrownBy(() -> new UploadRun(deployment.url(), results).run())
                    .isInstanceOf(LedgerException.class);
        }
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    private Path ratings(String format, String... values) throws IOException {
        boolean csv = format.equals("csv");
        StringBuilder text = new StringBuilder(csv ? UploadTest.HEADER : "");
        for (int i = 0; i < values.length; i++) {
            text.append(
                    csv
                            ? new UUID(9, i) + ",quality," + values[i] + "\n"
                            : "{\"completion_id\":\"" + new UUID(9, i) + "\",\"metric\":\"quality\",\"value\":"
                                    + values[i] + "}\n");
        }
        return Files.writeString(folder.resolve("ratings." + format), text);
    }

    private Path resultsOf(Path input, String format) throws Exception {
        new UploadRun(deployment.url(), input).run();
        deployment.takeFeedback();
        return UploadRun.folder(input).path().resolve("results." + format);
    }

    /** As an older report would have it. */
    private static void restate(Path results, int row, String status) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(results));
        int index = lines.get(0).startsWith("{") ? row - 1 : row;
        lines.set(index, lines.get(index).replaceFirst("recorded|not_sent", status));
        Files.write(results, lines);
    }
}
