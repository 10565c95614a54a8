package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.feedback.ServerTime;
import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.ledger.Owner;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same row twice, the same file twice, and rows that an earlier run left on their way. */
class RepeatedUploadTest {

    private static final String ROW = UploadTest.ID + ",quality,1\n";

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;
    private Path register;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = Files.writeString(folder.resolve("ratings.csv"), UploadTest.HEADER + ROW + ROW);
        register = folder.resolve("state/uploads.jsonl");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SEND, 2, recorded, 0, 'and sent as well, since two people may agree; --on-duplicate skip leaves repetitions out.'",
        "SKIP, 1, skipped, 0, and skipped.",
        "REJECT, 1, invalid, 1, 'and not sent: --on-duplicate reject makes repetitions invalid.'"
    })
    void a_repetition_is_sent_left_out_or_refused(
            DuplicatePolicy policy, int requests, String status, int exitCode, String notice) throws Exception {
        UploadRun run = run(input).onDuplicate(policy);

        Summary summary = run.run();

        assertThat(deployment.takeFeedback()).hasSize(requests);
        assertThat(summary.statuses().get(status)).isPositive();
        assertThat(summary.statuses().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(2);
        assertThat(summary.exitCode()).isEqualTo(exitCode);
        assertThat(run.heard.notices).containsExactly("1 row is the same as an earlier one " + notice);
    }

    @Test
    void the_same_bytes_under_another_name_are_refused_unless_asked_for_again() throws Exception {
        run(input).register(register).run();
        deployment.takeFeedback();
        Path copy = Files.copy(input, folder.resolve("copy.csv"));

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> run(copy).register(register).run())
                .withMessageMatching(
                        "The same file was uploaded to http://127\\.0\\.0\\.1:\\d+ before: .*ratings\\.csv, 2 rows recorded"
                                + " by .*Z, with the run folder .*\\. To go on with that upload, use its run folder"
                                + " \\(--output-dir\\)\\. To upload the file a second time, add --again\\.");
        assertThat(deployment.takeFeedback()).isEmpty();

        assertThat(run(copy).register(register).again().run().exitCode()).isZero();
        assertThat(deployment.takeFeedback()).hasSize(2);
    }

    @Test
    void the_same_file_with_another_run_folder_is_refused_too() throws Exception {
        run(input).register(register).run();
        deployment.takeFeedback();
        Files.move(folder.resolve("ratings.csv.upload"), folder.resolve("elsewhere"));

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> run(input).register(register).run())
                .withMessageContaining("before: ");
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @Test
    void an_upload_that_recorded_nothing_is_in_nobodys_way() throws Exception {
        run(input).register(register).dry().run();
        assertThat(register).doesNotExist();
        deployment.answersFeedbackWith(ScriptedDeployment.REFUSED_KEY);
        run(input).register(register).run();
        assertThat(deployment.takeFeedback()).isNotEmpty();

        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        Path copy = Files.copy(input, folder.resolve("copy.csv"));
        assertThat(run(copy).register(register).run().exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"true, 0 rows recorded and up to 2 more by ", "false, 2 rows recorded by "})
    void a_ledger_that_was_lost_is_missed(boolean wasKilled, String rows) throws Exception {
        UploadRun first = run(input).register(register);
        if (wasKilled) {
            first.beforeReport(upload -> {
                throw new InterruptedIOException();
            });
            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(first::run);
        } else {
            first.run();
        }
        assertThat(deployment.takeFeedback()).hasSize(2);
        Path folder = UploadRun.folder(input).path();
        Files.write(folder.resolve("ledger.db"), new byte[0]);
        Files.delete(folder.resolve("ledger.db-seal"));

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> run(input).register(register).run())
                .withMessageContaining(rows)
                .withMessageContaining(
                        "The ledger in it is gone or has lost what it knew: restore the whole folder from a copy")
                .withMessageEndingWith("To upload the file a second time, add --again.");
        assertThat(deployment.takeFeedback()).isEmpty();
        assertThat(run(input).register(register).again().run().exitCode()).isZero();
        assertThat(deployment.takeFeedback()).hasSize(2);
    }

    @Test
    void a_register_that_cannot_be_used_is_a_notice_and_no_reason_to_stop() throws Exception {
        Files.createDirectories(register.resolve("in the way"));
        UploadRun run = run(input).register(register);

        assertThat(run.run().exitCode()).isZero();
        String name = "The register of uploads, " + register;
        assertThat(run.heard.notices.stream().filter(notice -> notice.startsWith(name)))
                .as("each once")
                .containsExactly(
                        name + ", cannot be read (something else of that name is in the way), so this run cannot tell"
                                + " whether the same file was uploaded from elsewhere.",
                        name + ", cannot be written (something else of that name is in the way): a copy of this file"
                                + " under another name would not be recognised.");
    }

    @Test
    void rows_of_a_killed_run_that_cannot_be_read_back_are_unknown_until_their_owner_decides() throws Exception {
        run(input).dry().run();
        leaveOneOnItsWay();
        UploadRun second = run(input);

        Summary summary = second.run();

        assertThat(second.heard.notices)
                .contains(
                        "An earlier run was killed while it was sending 1 row. Whether the server has it is to be found"
                                + " out.",
                        "Read back: 0 recorded, 0 not recorded, 1 that cannot be told.");
        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 1L, "unknown", 1L));
        assertThat(summary.exitCode()).isEqualTo(4);
        assertThat(deployment.takeFeedback()).hasSize(1);

        assertThat(run(input).run().exitCode()).isEqualTo(4);
        assertThat(deployment.takeFeedback()).as("never by itself").isEmpty();

        assertThat(run(input).resendingUnknown().run().statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(deployment.takeFeedback()).hasSize(1);
    }

    private void leaveOneOnItsWay() throws Exception {
        Path run = UploadRun.folder(input).path();
        try (Ledger ledger = Ledger.open(run, new Owner(input, deployment.url(), null));
                Outbox outbox = ledger.outbox()) {
            assertThat(outbox.exchange(List.of(), List.of(), 1, Long.MAX_VALUE, ServerTime.UNKNOWN))
                    .hasSize(1);
        }
    }

    private UploadRun run(Path file) {
        return new UploadRun(deployment.url(), file);
    }
}
