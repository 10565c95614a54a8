package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.delivery.ScriptedServer.Answer;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bugs and a ledger that cannot be written: no row is lost, and nothing is sent blindly. */
class DeliveryTroubleTest {

    private static final Ending FINISHED = new Ending.Finished();

    private final Path folder;

    DeliveryTroubleTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_request_that_ends_in_an_unforeseen_way_is_ambiguous() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                request -> request.word().equals("b")
                        ? Answer.failed(new IllegalStateException("a bug"))
                        : Answer.recorded(request),
                "a",
                "b",
                "c")) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.states()).containsExactly(State.RECORDED, State.AMBIGUOUS, State.RECORDED);
            assertThat(run.entry(1).reason()).contains("unexpectedly", "a bug");
        }
    }

    @Test
    void a_recorder_that_throws_makes_its_row_ambiguous_and_loses_no_other_answer() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                request -> {
                    if (request.word().equals("b")) {
                        throw new IllegalStateException("a bug");
                    }
                    return Answer.recorded(request);
                },
                "a",
                "b",
                "c")) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.states()).containsExactly(State.RECORDED, State.AMBIGUOUS, State.RECORDED);
        }
    }

    @Test
    void nothing_is_sent_once_the_ledger_cannot_be_written() throws Exception {
        try (Run run = new Run(folder, Run.options(4, 3), Answer::recorded, WordFile.numbered(100))) {
            run.server.onRequest(request -> {
                if (request.word().equals("word20")) {
                    failEveryWrite();
                }
            });
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(run.delivery::run)
                    .withMessageContaining("the disk is gone");

            List<String> sent = run.server.words();
            assertThat(sent).hasSizeBetween(21, 21 + 2 * 4);
            for (int i = 0; i < 100; i++) {
                State state = run.states().get(i);
                assertThat(state)
                        .as("word%d", i)
                        .isIn(
                                sent.contains("word" + i)
                                        ? List.of(State.RECORDED, State.SENDING)
                                        : List.of(State.SENDING, State.PLANNED));
            }
        }
    }

    private void failEveryWrite() {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                Statement statement = other.createStatement()) {
            statement.execute("""
                    CREATE TRIGGER gone BEFORE UPDATE ON feedback
                    BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END""");
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_ledger_that_fails_before_the_first_commit_sends_nothing() throws Exception {
        try (Run run = new Run(folder, Run.options(4, 3), Answer::recorded, WordFile.numbered(9))) {
            failEveryWrite();
            assertThatExceptionOfType(LedgerException.class).isThrownBy(run.delivery::run);
            assertThat(run.server.requests()).isEmpty();
            Run.allAre(State.PLANNED, run.states());
        }
    }
}
