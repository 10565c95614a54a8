package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.report.Summary;
import feedbackuploader.server.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial of the rows at the beginning of a file, and the run after it. */
class FirstRowsTest {

    private static final String ROW = UploadTest.ID + ",quality,";

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = Files.writeString(
                folder.resolve("ratings.csv"),
                UploadTest.HEADER + ROW + "1\n\n" + ROW + "2\n" + ROW + "none\n" + ROW + "4\n" + ROW + "5\n");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private UploadRun run() {
        return new UploadRun(deployment.url(), input);
    }

    @Test
    void rows_after_the_first_are_left_for_the_next_run() throws Exception {
        Summary trial = run().first(2).run();

        assertThat(deployment.takeValues()).containsExactly("1", "2");
        assertThat(trial.statuses()).isEqualTo(Map.of("recorded", 2L, "invalid", 1L, "not_sent", 2L));
        assertThat(trial.stopCause()).isEqualTo(StopReason.FIRST_ROWS);
        assertThat(trial.exitCode()).isEqualTo(3);

        Summary rest = run().run();
        assertThat(deployment.takeValues()).as("none of the first again").containsExactlyInAnyOrder("4", "5");
        assertThat(rest.statuses()).isEqualTo(Map.of("recorded", 4L, "invalid", 1L));
        assertThat(rest.exitCode()).isEqualTo(1);
    }

    @Test
    void the_same_trial_again_sends_nothing_more() throws Exception {
        run().first(2).run();
        deployment.takeValues();

        Summary again = run().first(2).run();

        assertThat(deployment.takeValues()).isEmpty();
        assertThat(again.stopCause()).isEqualTo(StopReason.FIRST_ROWS);
    }

    @Test
    void invalid_rows_are_among_the_first_and_blank_ones_are_not() throws Exception {
        run().first(3).run();

        assertThat(deployment.takeValues()).containsExactly("1", "2");
    }

    @Test
    void a_file_that_is_no_longer_ends_as_without_it() throws Exception {
        Summary all = run().first(5).run();

        assertThat(all.stopCause()).isNull();
        assertThat(all.statuses()).isEqualTo(Map.of("recorded", 4L, "invalid", 1L));
    }

    @Test
    void a_first_row_that_the_server_refuses_is_told_as_any_other() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.REFUSED_KEY);

        Summary refused = run().first(1).run();

        assertThat(refused.stopCause()).isEqualTo(StopReason.KEY_REFUSED);
    }

    @Test
    void whoever_is_asked_is_asked_for_as_many() throws Exception {
        Map<Kind, Long> asked = new HashMap<>();

        run().first(2)
                .beforeDelivery(upload -> asked.putAll(upload.toBeAgreedTo()))
                .run();

        assertThat(asked).isEqualTo(Map.of(Kind.METRIC, 2L));
    }

    /** Proof comes for every row, wherever it stands: one after the first is not sent again, but it is settled. */
    @Test
    void what_an_earlier_run_left_open_is_settled_wherever_it_stands() throws Exception {
        try (RecordingDeployment recording = new RecordingDeployment(new SkippingTime())) {
            recording.treats(body -> body.contains("\"value\":5")
                    ? RecordingDeployment.Fate.RECORDED_BUT_LOST
                    : RecordingDeployment.Fate.RECORDED);
            recording.answersReadBacksWith(() -> RecordingDeployment.HIDDEN);
            assertThat(new UploadRun(recording, input).run().statuses()).containsEntry("unknown", 1L);
            List<String> sent = List.copyOf(recording.sent());
            recording.answersReadBacksWith(() -> null);

            Summary trial = new UploadRun(recording, input).first(1).run();

            assertThat(recording.sent()).as("nothing is sent again").isEqualTo(sent);
            assertThat(trial.statuses()).isEqualTo(Map.of("recorded", 4L, "invalid", 1L));
        }
    }
}
