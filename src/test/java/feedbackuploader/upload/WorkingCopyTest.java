package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows to mend are a working copy: mended there, in the original or in both, each row is sent once. */
class WorkingCopyTest {

    private static final String SAME = new UUID(5, 9) + ",quality,1\n";

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;
    private Path failed;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = folder.resolve("ratings.csv");
        failed = UploadRun.folder(input).path().resolve("failed.csv");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private static String row(int number, String value) {
        return new UUID(5, number) + ",quality," + value + "\n";
    }

    private Summary upload(Path file) throws Exception {
        return new UploadRun(deployment.url(), file)
                .memory(folder.resolve("state/sent.db"))
                .run();
    }

    private static void mend(Path file) throws IOException {
        Files.writeString(file, Files.readString(file).replace(",x", ",4"));
    }

    @ParameterizedTest
    @CsvSource({"copy,original", "original,copy", "copy,copy", "copy,nothing", "original,nothing"})
    void a_row_that_is_mended_is_sent_once_wherever_that_was(String first, String then) throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(3, "x") + row(6, "1"));
        assertThat(upload(input).statuses()).isEqualTo(Map.of("recorded", 2L, "invalid", 2L));
        deployment.takeFeedback();
        Path aside = Files.copy(failed, failed.resolveSibling("aside.csv"));

        for (String where : List.of(first, then)) {
            switch (where) {
                case "copy" -> {
                    if (!Files.exists(failed)) {
                        Files.copy(aside, failed);
                    }
                    mend(failed);
                    assertThat(upload(failed).exitCode()).as(where).isZero();
                }
                case "original" -> {
                    mend(input);
                    assertThat(upload(input).exitCode()).as(where).isZero();
                }
                default -> {}
            }
        }

        assertThat(deployment.takeValues()).containsExactly("4", "4");
    }

    @Test
    void rows_that_the_server_refused_and_takes_now_are_sent_once() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "2"));
        deployment.answersFeedbackWith(ScriptedDeployment.NO_SUCH_COMPLETION);
        upload(input);
        deployment.takeFeedback();
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);

        assertThat(upload(failed).statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(upload(input).exitCode()).isZero();

        assertThat(deployment.takeValues()).containsExactly("1", "2");
    }

    /** Two people may agree: what was recorded of one is nothing that was refused of the other. */
    @Test
    void of_rows_that_are_the_same_each_is_sent_once() throws Exception {
        Files.writeString(input, UploadTest.HEADER + SAME);
        upload(input);
        Files.writeString(input, UploadTest.HEADER + SAME.repeat(3));
        deployment.answersFeedbackWith(ScriptedDeployment.NO_SUCH_COMPLETION);
        assertThat(upload(input).statuses()).isEqualTo(Map.of("recorded", 1L, "rejected", 2L));
        deployment.takeFeedback();
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);

        assertThat(upload(failed).statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(deployment.takeFeedback()).hasSize(2);
        assertThat(upload(input).exitCode()).isZero();

        assertThat(deployment.takeFeedback()).isEmpty();
    }
}
