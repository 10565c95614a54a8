package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.report.Summary;
import feedbackuploader.server.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is to agree to before a run sends it, and what becomes of a run that they do not agree to. */
class AgreementTest {

    private static final String ROW = UploadTest.ID + ",quality,";

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = Files.writeString(folder.resolve("ratings.csv"), UploadTest.HEADER + ROW + "1\n" + ROW + "2\n");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void a_new_plan_is_to_be_agreed_to_until_its_first_row_is_sent() throws Exception {
        assertThat(toBeAgreedTo(run().dry())).isEmpty();
        assertThat(toBeAgreedTo(run())).isEqualTo(Map.of(Kind.METRIC, 2L));
    }

    @Test
    void going_on_is_agreed_to_and_what_is_new_in_the_file_is_not() throws Exception {
        run().run();
        deployment.takeFeedback();
        assertThat(toBeAgreedTo(run())).as("nothing is left").isEmpty();

        Files.writeString(input, UploadTest.HEADER + ROW + "1\n" + ROW + "3\n");
        deployment.answersFeedbackWith(ScriptedDeployment.REFUSED_KEY);
        assertThat(toBeAgreedTo(run())).as("one row is new").isEqualTo(Map.of(Kind.METRIC, 1L));

        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        assertThat(toBeAgreedTo(run())).as("the same plan goes on").isEmpty();
        assertThat(deployment.takeValues()).contains("3");
    }

    @Test
    void a_declined_run_sends_nothing_and_the_next_one_goes_on() throws Exception {
        Summary declined = run().beforeDelivery(Upload::decline).run();

        assertThat(declined.stopCause()).isEqualTo(StopReason.DECLINED);
        assertThat(declined.exitCode()).isEqualTo(3);
        assertThat(declined.statuses()).isEqualTo(Map.of("not_sent", 2L));
        assertThat(deployment.takeFeedback()).isEmpty();

        assertThat(toBeAgreedTo(run())).as("asked again").isEqualTo(Map.of(Kind.METRIC, 2L));
        assertThat(deployment.takeFeedback()).hasSize(2);
    }

    private static Map<Kind, Long> toBeAgreedTo(UploadRun run) throws Exception {
        Map<Kind, Long> feedback = new HashMap<>();
        run.beforeDelivery(upload -> feedback.putAll(upload.toBeAgreedTo())).run();
        return feedback;
    }

    private UploadRun run() {
        return new UploadRun(deployment.url(), input);
    }
}
