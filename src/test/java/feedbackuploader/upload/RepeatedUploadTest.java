package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.ledger.Owner;
import feedbackuploader.report.Summary;
import feedbackuploader.server.ServerTime;
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

/** The same row twice in one file, and rows that an earlier run left on their way. */
class RepeatedUploadTest {

    private static final String ROW = UploadTest.ID + ",quality,1\n";

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = Files.writeString(folder.resolve("ratings.csv"), UploadTest.HEADER + ROW + ROW);
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SEND, 2, recorded, 0, 'and is sent as well: two people may agree. To skip repetitions, upload with --on-duplicate skip.'",
        "SKIP, 1, skipped, 0, and is skipped.",
        "REJECT, 1, invalid, 1, 'and is not sent: --on-duplicate reject makes repetitions invalid.'"
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
        assertThat(run.heard.notices).containsExactly("1 row repeats an earlier one " + notice);
    }

    @Test
    void a_repetition_that_names_its_user_is_not_taken_for_another_persons() throws Exception {
        String user = new UUID(7, 7).toString();
        String row = new UUID(5, 5) + ",quality,1," + user + "\n";
        String other = new UUID(5, 6) + ",quality,1,\n";
        Files.writeString(input, "completion_id,metric,value,user\n" + row + row);
        UploadRun named = run(input).dry();
        named.run();
        Files.writeString(input, "completion_id,metric,value,user\n" + row + row + other + other);
        UploadRun both = run(input).dry();
        both.run();

        assertThat(named.heard.notices)
                .anyMatch(notice -> notice.startsWith("1 row repeats an earlier one and is sent as well: the same user"
                        + " gave the same feedback twice."));
        assertThat(both.heard.notices)
                .anyMatch(notice -> notice.contains("in 1 of them, the same user gave the same feedback twice; of the"
                        + " others, two people may agree."));
    }

    /** The run ends before that. */
    @Test
    void nothing_is_said_to_be_checked_that_this_run_does_not_check() throws Exception {
        run(input).dry().run();
        leaveOneOnItsWay();
        UploadRun dry = run(input).dry();

        assertThat(dry.run().statuses()).containsEntry("unknown", 1L);

        assertThat(dry.heard.notices).noneMatch(notice -> notice.contains("Checking whether"));
    }

    @Test
    void rows_of_a_killed_run_that_cannot_be_read_back_are_unknown_until_their_owner_decides() throws Exception {
        run(input).dry().run();
        leaveOneOnItsWay();
        UploadRun second = run(input);

        Summary summary = second.run();

        assertThat(second.heard.notices)
                .contains(
                        "An earlier run was killed while it was sending 1 row. Checking whether the server has it.",
                        "Checked the rows whose answer was lost: 0 recorded, 0 not recorded, 1 unknown.");
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
