package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known to be recorded shows whether an empty list proves anything. */
class ReconcilerCanaryTest extends ReconcilerCase {

    ReconcilerCanaryTest(@TempDir Path folder) throws LedgerException {
        super(folder);
    }

    @Test
    void a_server_that_does_not_show_what_it_recorded_proves_nothing_by_what_it_does_not_show() throws Exception {
        WordFile.plan(ledger, "known:good", "a:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "5") : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> shown());

        assertThat(asked).containsExactly("known");
        assertThat(states()).containsExactly(State.RECORDED, State.UNKNOWN);
        assertThat(entry(1).reason()).contains("does not show feedback that it has recorded (id 5)");
    }

    @Test
    void the_same_feedback_under_another_id_is_not_what_it_recorded() throws Exception {
        WordFile.plan(ledger, "known:good", "a:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "5") : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> completion.equals("known") ? shown("6", "good") : shown());

        assertThat(states()).containsExactly(State.RECORDED, State.UNKNOWN);
    }

    @Test
    void one_that_does_is_believed() throws Exception {
        WordFile.plan(ledger, "known:good", "a:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "5") : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> completion.equals("known") ? shown("5", "good") : shown());

        assertThat(asked).containsExactly("known", "a");
        assertThat(states()).containsExactly(State.RECORDED, State.PLANNED);
    }

    @Test
    void without_anything_known_to_be_recorded_an_empty_list_proves_nothing() throws Exception {
        WordFile.plan(ledger, "a:good", "b:good");
        deliver(n -> new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> completion.equals("a") ? shown() : shown("7", "good"));

        assertThat(states()).containsExactly(State.UNKNOWN, State.RECORDED);
        assertThat(entry(0).reason())
                .startsWith("The server has not yet shown any feedback that it certainly recorded");
    }

    @Test
    void one_that_was_recorded_long_before_proves_nothing_of_a_server_that_may_show_rows_late() throws Exception {
        WordFile.plan(ledger, "known:good");
        deliver(n -> new Outcome.Recorded(201, "5"));
        time.pass(Duration.ofMinutes(11));
        WordFile.plan(ledger, "known:good", "a:good");
        deliver(n -> new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> completion.equals("known") ? shown("5", "good") : shown());

        assertThat(states()).containsExactly(State.RECORDED, State.UNKNOWN);
        assertThat(entry(1).reason()).startsWith("The latest feedback that the server shows was sent at ");
    }

    @Test
    void one_that_is_shown_otherwise_leaves_only_empty_lists_to_prove_anything() throws Exception {
        WordFile.plan(ledger, "known:a<b", "a:good", "b:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "5") : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> switch (completion) {
            case "known" -> shown("5", "a&lt;b");
            case "a" -> shown("7", "good");
            default -> shown();
        });

        assertThat(states()).containsExactly(State.RECORDED, State.UNKNOWN, State.PLANNED);
    }

    /** The server may take its time with what it shows, as with what it records. */
    @Test
    void one_that_is_not_there_yet_is_looked_for_again_when_it_must_be() throws Exception {
        WordFile.plan(ledger, "known:good", "a:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "5") : new Outcome.Ambiguous(504, "gateway"));
        Quiet quiet = new Quiet(time.nanos() + seconds(60), null);

        settle(quiet, (completion, n) -> completion.equals("known") && n > 1 ? shown("5", "good") : shown());

        assertThat(asked).startsWith("known", "known", "a").endsWith("a");
        assertThat(askedAt.get(asked.size() - 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(states()).containsExactly(State.RECORDED, State.PLANNED);
    }

    @Test
    void every_control_must_be_there() throws Exception {
        WordFile.plan(ledger, "known:good", "too:good", "a:good");
        deliver(n -> n < 3 ? new Outcome.Recorded(201, "5" + n) : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> completion.equals("too") ? shown("52", "good") : shown());

        assertThat(asked).containsExactly("too", "known");
        assertThat(states()).containsExactly(State.RECORDED, State.RECORDED, State.UNKNOWN);
    }

    @Test
    void one_whose_completion_is_hidden_says_nothing_of_others() throws Exception {
        WordFile.plan(ledger, "known:good", "too:good", "a:good");
        deliver(n -> n < 3 ? new Outcome.Recorded(201, "5" + n) : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> switch (completion) {
            case "too" -> shown("52", "good");
            case "known" -> new ReadBack.Answer.Hidden("It is hidden.");
            default -> shown();
        });

        assertThat(states()).containsExactly(State.RECORDED, State.RECORDED, State.PLANNED);
    }

    @Test
    void a_list_without_what_it_is_known_to_hold_is_cut_off() throws Exception {
        WordFile.plan(ledger, "known:good", "a:fine", "b:good", "a:good");
        time.pass(Duration.ofSeconds(1));
        deliver(n -> n < 3 ? new Outcome.Recorded(201, "5" + n) : new Outcome.Ambiguous(504, "gateway"));
        WordFile.plan(ledger, "known:good", "a:fine", "b:good", "a:good", "c:1", "c:2", "c:3", "d:4");
        time.pass(Duration.ofSeconds(1));
        deliver(n -> n < 4 ? new Outcome.Recorded(201, "6" + n) : new Outcome.Ambiguous(504, "gateway"));

        settle(
                quietNow(),
                (completion, n) -> completion.equals("c")
                        ? new ReadBack.Answer.Shown(IntStream.rangeClosed(1, 3)
                                .mapToObj(i -> new ObservedFeedback(
                                        "6" + i, time.clock().instant(), WordFile.matchKey("" + i)))
                                .toList())
                        : shown());

        assertThat(states().subList(2, 4)).containsExactly(State.PLANNED, State.UNKNOWN);
        assertThat(entry(3).reason()).startsWith("The server shows 0 of 1 pieces of feedback that it has recorded");
    }

    @Test
    void a_list_as_long_as_a_page_may_be_cut_off_until_a_longer_one_is_shown() throws Exception {
        lost("a:good", "b:good");

        settle(
                quietNow(),
                (completion, n) -> new ReadBack.Answer.Shown(IntStream.range(0, completion.equals("a") ? 25 : 26)
                        .mapToObj(i -> new ObservedFeedback(
                                "other" + i, Instant.EPOCH.minusSeconds(9_999), WordFile.matchKey("" + i)))
                        .toList()));

        assertThat(states()).containsExactly(State.UNKNOWN, State.PLANNED);
        assertThat(entry(0).reason()).startsWith("The server shows 25 pieces of feedback on this completion");
    }
}
