package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.ledger.Owner;
import feedbackuploader.report.Summary;
import feedbackuploader.server.ServerTime;
import feedbackuploader.upload.RecordingDeployment.Fate;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that an earlier run left open, after a kill, after Ctrl-C and with {@code --resend-unknown}. */
class RoundsNextRunTest extends RoundsCase {

    @Test
    void the_next_run_settles_at_its_start_what_is_quiet_by_the_servers_clock() throws Exception {
        leavesOneUnknown(Fate.RECORDED_BUT_LOST);
        time.skip(SETTLE_WAIT.plusSeconds(5));
        write(4);
        UploadRun second = run();

        assertThat(second.run().statuses()).isEqualTo(Map.of("recorded", 4L));

        assertThat(deployment.sent()).hasSize(4);
        assertThat(second.heard.notices)
                .contains(READ_BACK.formatted(1, 0, 0))
                .noneMatch(notice -> notice.startsWith("Checking "));
    }

    /** Nothing is planned when it begins, and something is once that is settled. */
    @Test
    void a_run_that_has_nothing_but_open_rows_sends_those_that_are_not_there() throws Exception {
        leavesOneUnknown(Fate.LOST);

        Summary next = run().run();

        assertThat(next.stopped()).isNull();
        assertThat(next.statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void and_at_its_end_what_is_not() throws Exception {
        leavesOneUnknown(Fate.LOST_AND_RECORDED_LATE);
        write(4);
        UploadRun second = run();

        assertThat(second.run().statuses()).isEqualTo(Map.of("recorded", 4L));

        assertThat(deployment.sent()).hasSize(4);
        assertThat(second.heard.notices).anyMatch(notice -> notice.contains("Checking 1 row"));
    }

    /** The dead process may have sent it a moment ago, whatever its ledger knows. */
    @Test
    void rows_of_a_killed_run_are_given_the_whole_settle_wait() throws Exception {
        run().dry().run();
        try (Ledger ledger = Ledger.open(
                        UploadRun.folder(input).path(), new Owner(input, deployment.url(), UploadRun.PROJECT));
                Outbox outbox = ledger.outbox()) {
            ServerTime now = new ServerTime(time.now(), time.now());
            assertThat(outbox.exchange(List.of(), List.of(), 1, Long.MAX_VALUE, now))
                    .singleElement()
                    .satisfies(claim -> {
                        deployment.treats(body -> Fate.LOST_AND_RECORDED_LATE);
                        deployment.receives(claim.submission().body());
                    });
        }
        deployment.treats(body -> Fate.RECORDED);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void after_ctrl_c_what_can_be_settled_within_the_grace_is_settled() throws Exception {
        UploadRun run = run().settleWait(Duration.ofSeconds(10));
        interruptAndLoseTheAnswer(run);

        Summary summary = run.run();

        assertThat(summary.exitCode()).isEqualTo(130);
        assertThat(summary.statuses().get("recorded"))
                .isEqualTo(deployment.sent().size());
        assertThat(summary.statuses()).doesNotContainKey("unknown");
    }

    @Test
    void and_what_cannot_is_left_for_the_next_run() throws Exception {
        UploadRun run = run();
        interruptAndLoseTheAnswer(run);

        Summary summary = run.run();

        assertThat(summary.exitCode()).isEqualTo(130);
        assertThat(summary.statuses().get("unknown")).isPositive();
        assertThat(deployment.readBack()).isEmpty();
        assertThat(time.now()).isBefore(SkippingTime.START.plus(SETTLE_WAIT));
    }

    @Test
    void a_settling_that_does_not_come_to_an_end_ends_with_the_grace() throws Exception {
        UploadRun run = run().settleWait(Duration.ZERO);
        interruptAndLoseTheAnswer(run);
        deployment.answersReadBacksWith(() -> {
            time.skip(Duration.ofSeconds(20)); // the server is slow, too
            return RecordingDeployment.BUSY;
        });

        Summary summary = run.run();

        assertThat(summary.exitCode()).isEqualTo(130);
        assertThat(summary.statuses().get("unknown")).isPositive();
        assertThat(time.now()).isBefore(SkippingTime.START.plusSeconds(90));
    }

    @Test
    void resend_unknown_sends_nothing_that_can_be_settled() throws Exception {
        leavesOneUnknown(Fate.RECORDED_BUT_LOST);
        UploadRun second = run().resendingUnknown();

        assertThat(second.run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.sent()).hasSize(3);
        assertThat(second.heard.notices).noneMatch(notice -> notice.startsWith("--resend-unknown"));
    }

    @Test
    void resend_unknown_sends_again_what_cannot_be_settled_and_says_so() throws Exception {
        leavesOneUnknown(Fate.RECORDED_BUT_LOST);
        deployment.answersReadBacksWith(() -> RecordingDeployment.HIDDEN);

        UploadRun second = run();
        assertThat(second.run().statuses()).isEqualTo(Map.of("recorded", 2L, "unknown", 1L));
        assertThat(deployment.sent()).as("never by itself").hasSize(3);

        UploadRun third = run().resendingUnknown();
        assertThat(third.run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.sent()).hasSize(4);
        assertThat(third.heard.notices)
                .contains("--resend-unknown sends 1 unknown row again. The server may then have it twice.");
    }

    @Test
    void a_lost_row_that_is_no_longer_in_the_file_is_settled_and_not_sent() throws Exception {
        deployment.treats(body -> isValue(body, 3) ? Fate.LOST : Fate.RECORDED);
        deployment.answersReadBacksWith(() -> RecordingDeployment.BUSY);
        run().run();
        deployment.answersReadBacksWith(() -> null);
        write(2);
        Files.writeString(input, A + ",quality,9,\n", StandardOpenOption.APPEND);
        deployment.treats(body -> Fate.RECORDED);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.kept()).hasSize(3).noneMatch(body -> isValue(body, 3));

        write(3);
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.kept()).filteredOn(body -> isValue(body, 3)).hasSize(1);
    }

    /** Its row is not in the plan when the run begins to look for what is open. */
    @Test
    void a_lost_row_that_comes_back_into_the_file_is_settled_by_the_run_that_finds_it_there() throws Exception {
        leavesOneUnknown(Fate.RECORDED_BUT_LOST);
        deployment.answersReadBacksWith(() -> RecordingDeployment.BUSY);
        write(1);
        run().run();
        deployment.answersReadBacksWith(() -> null);
        write(3);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.sent()).hasSize(3);
    }

    /** A first run of three rows, in which the second row's answer is lost and the server cannot be read back. */
    private void leavesOneUnknown(Fate fate) throws Exception {
        deployment.treats(body -> isValue(body, 2) ? fate : Fate.RECORDED);
        deployment.answersReadBacksWith(() -> RecordingDeployment.HIDDEN);
        assertThat(run().settleWait(Duration.ZERO).run().statuses()).isEqualTo(Map.of("recorded", 2L, "unknown", 1L));
        assertThat(deployment.sent()).hasSize(3);
        deployment.treats(body -> Fate.RECORDED);
        deployment.answersReadBacksWith(() -> null);
    }

    private void interruptAndLoseTheAnswer(UploadRun run) {
        run.beforePlan(upload -> deployment.treats(body -> {
            upload.interrupt();
            return Fate.RECORDED_BUT_LOST;
        }));
    }
}
