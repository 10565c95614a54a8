package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.StopReason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a row by what its completion shows, and how completions are asked for. */
class ReconcilerTest extends ReconcilerCase {

    ReconcilerTest(@TempDir Path folder) throws LedgerException {
        super(folder);
    }

    @Test
    void each_row_becomes_what_its_completion_shows() throws Exception {
        lost("a:good", "b:good", "c:good");

        assertThat(settle(quietNow(), (completion, n) -> switch (completion) {
                    case "a" -> shown("7", "good");
                    case "b" -> shown();
                    default -> new ReadBack.Answer.Hidden("It is hidden.");
                }))
                .isEqualTo(FINISHED);

        assertThat(states()).containsExactly(State.RECORDED, State.PLANNED, State.UNKNOWN);
        assertThat(entry(0).uploadId()).isEqualTo("7");
        assertThat(entry(2).reason()).isEqualTo("It is hidden.");
        assertThat(tally()).isEqualTo(new Settling.Tally(1, 1, 1, 0));
        assertThat(running().obstacle()).isNull();
    }

    @Test
    void what_other_rows_own_is_left_out() throws Exception {
        WordFile.plan(ledger, "a:good", "a:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "7") : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> shown("7", "good"));

        assertThat(states()).containsExactly(State.RECORDED, State.PLANNED);
    }

    @Test
    void rows_of_one_completion_are_asked_for_once_and_no_more_at_a_time_than_allowed() throws Exception {
        String[] words =
                IntStream.range(0, 60).mapToObj(i -> "c" + i / 2 + ":good").toArray(String[]::new);
        lost(words);

        settle(quietNow(), (completion, n) -> shown());

        assertThat(asked).hasSize(30).doesNotHaveDuplicates();
        assertThat(mostInFlight).isEqualTo(4);
        assertThat(states()).containsOnly(State.PLANNED);
    }

    /** The user's limit holds for all requests, and the canary is one of them. */
    @Test
    void no_more_read_backs_leave_in_a_second_than_allowed() throws Exception {
        options = new DeliveryOptions(
                new Concurrency.Fixed(4), new Rate(2), 3, Duration.ZERO, DeliveryOptions.ANSWER_WITHIN, false);
        lost("a:good", "b:good", "c:good");

        settle(quietNow(), (completion, n) -> shown());

        assertThat(askedAt).containsExactly(Duration.ofMillis(500), Duration.ofMillis(1_000), Duration.ofMillis(1_500));
        assertThat(states()).containsOnly(State.PLANNED);
    }

    @Test
    void a_refused_key_ends_it_and_what_was_settled_stays_so() throws Exception {
        options = new DeliveryOptions(1, 3, Duration.ZERO);
        lost("a:good", "b:good", "c:good");

        assertThat(settle(
                        quietNow(),
                        (completion, n) -> asked.size() == 1
                                ? shown()
                                : new ReadBack.Answer.Stopped(
                                        new Outcome.Stopped(401, StopReason.KEY_REFUSED, "refused"))))
                .isEqualTo(new Ending.Stopped(StopReason.KEY_REFUSED, "refused"));

        assertThat(states()).containsOnlyOnce(State.PLANNED).contains(State.AMBIGUOUS);
        assertThat(tally()).isEqualTo(new Settling.Tally(0, 1, 0, 2));
    }

    /** What a crash would lose is bounded, and the disk is asked seldom. */
    @Test
    void verdicts_are_committed_in_groups() throws Exception {
        lost(IntStream.range(0, 1_000).mapToObj(i -> "c" + i + ":good").toArray(String[]::new));
        List<Long> committed = new ArrayList<>();
        try (Ledger reader = Ledger.openToRead(folder)) {
            settle(quietNow(), (completion, n) -> {
                long now = count(reader);
                if (committed.isEmpty() || committed.get(committed.size() - 1) != now) {
                    committed.add(now);
                }
                return shown();
            });
        }

        assertThat(committed).hasSizeBetween(5, 260);
        assertThat(states()).containsOnly(State.PLANNED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"planned", "recorded"})
    void a_ledger_that_cannot_be_written_ends_it(String verdict) throws Exception {
        lost("a:good");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TRIGGER disk_full BEFORE UPDATE ON feedback WHEN NEW.state = '" + verdict
                    + "' BEGIN SELECT raise(ABORT, 'disk full'); END");
        }

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() ->
                        settle(quietNow(), (completion, n) -> verdict.equals("planned") ? shown() : shown("7", "good")))
                .withMessageContaining("disk full");

        assertThat(states()).containsExactly(State.AMBIGUOUS);
    }

    private static long count(Ledger ledger) {
        try {
            return ledger.counts().of(State.PLANNED);
        } catch (LedgerException e) {
            throw new AssertionError(e);
        }
    }
}
