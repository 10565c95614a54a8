package feedbackuploader.ledger;

import static feedbackuploader.ledger.State.AMBIGUOUS;
import static feedbackuploader.ledger.State.INVALID;
import static feedbackuploader.ledger.State.PLANNED;
import static feedbackuploader.ledger.State.RECORDED;
import static feedbackuploader.ledger.State.REJECTED;
import static feedbackuploader.ledger.State.SENDING;
import static feedbackuploader.ledger.State.SKIPPED;
import static feedbackuploader.ledger.State.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.Outcome;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Running again after the input was edited. */
class ReplanTest {

    private static final Outcome NOT_SENT = new Outcome.NotSent("refused");

    private final Ledger ledger;

    ReplanTest(@TempDir Path folder) throws LedgerException {
        ledger = Ledger.open(folder, WordFile.OWNER);
    }

    @AfterEach
    void close() throws LedgerException {
        ledger.close();
    }

    /** Brings the ledger to one row in each state that a sent row can be in: recorded, rejected, planned, … */
    private void deliverOneOfEach() throws LedgerException {
        WordFile.plan(ledger, "recorded", "rejected", "not_sent", "unknown");
        WordFile.deliver(
                ledger, word -> word.equals("unknown") ? new Outcome.Ambiguous(504, "gateway") : outcomeNamed(word));
        ledger.leaveUnknown();
        WordFile.plan(ledger, "recorded", "rejected", "not_sent", "unknown", "ambiguous", "sending");
        WordFile.deliver(ledger, word -> switch (word) {
            case "ambiguous" -> new Outcome.Ambiguous(null, "cut off");
            case "sending" -> null;
            default -> outcomeNamed(word);
        });
    }

    private static Outcome outcomeNamed(String word) {
        return switch (word) {
            case "recorded" -> WordFile.recorded(word);
            case "rejected" -> new Outcome.Rejected(422, "no such metric");
            default -> NOT_SENT;
        };
    }

    @Test
    void every_state_follows_its_row_wherever_it_moved_with_all_that_is_known_of_it() throws LedgerException {
        deliverOneOfEach();
        PlanWriter.Finished finished =
                WordFile.plan(ledger, "new", "sending", "ambiguous", "unknown", "not_sent", "rejected", "recorded");

        assertThat(WordFile.entries(ledger))
                .containsExactly(
                        new Entry(2, 0, 2, PLANNED, null, null, 0, null),
                        new Entry(3, 0, 3, SENDING, null, null, 0, null),
                        new Entry(4, 0, 4, AMBIGUOUS, null, null, 1, "cut off"),
                        new Entry(5, 0, 5, UNKNOWN, null, 504, 1, "gateway"),
                        new Entry(6, 0, 6, PLANNED, null, null, 2, "refused"),
                        new Entry(7, 0, 7, REJECTED, null, 422, 1, "no such metric"),
                        new Entry(8, 0, 8, RECORDED, "id of recorded", 201, 1, null));
        assertThat(finished.vanished()).isZero();
        assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("new", "not_sent");
    }

    @Test
    void an_unchanged_file_keeps_every_row_as_it_was() throws LedgerException {
        deliverOneOfEach();
        List<Entry> before = WordFile.entries(ledger);
        PlanWriter.Finished finished =
                WordFile.plan(ledger, "recorded", "rejected", "not_sent", "unknown", "ambiguous", "sending");

        assertThat(WordFile.entries(ledger)).isEqualTo(before);
        assertThat(finished).isEqualTo(new PlanWriter.Finished(finished.plan(), 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(ledger.plan()).contains(finished.plan());
        assertThat(finished.plan().generation()).isEqualTo(3);
    }

    @Test
    void an_edited_row_is_sent_and_the_one_it_was_is_told_as_vanished() throws LedgerException {
        WordFile.plan(ledger, "a", "b", "c");
        WordFile.deliver(ledger, word -> word.equals("c") ? NOT_SENT : WordFile.recorded(word));
        PlanWriter.Finished finished = WordFile.plan(ledger, "a", "B");

        assertThat(finished.vanished()).as("c was never sent").isEqualTo(1);
        assertThat(finished.vanishedRecorded()).isEqualTo(1);
        assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("B");
        assertThat(ledger.counts().total()).isEqualTo(2);
    }

    @Test
    void a_row_that_comes_back_two_plans_later_is_still_what_it_was() throws LedgerException {
        deliverOneOfEach();
        WordFile.plan(ledger, "other");
        WordFile.plan(ledger, "another");
        WordFile.plan(ledger, "recorded", "unknown", "ambiguous", "sending", "rejected", "not_sent");

        assertThat(WordFile.states(ledger))
                .as("what was refused or not sent is forgotten with its row")
                .containsExactly(RECORDED, UNKNOWN, AMBIGUOUS, SENDING, PLANNED, PLANNED);
    }

    @Test
    void a_file_that_was_emptied_and_filled_again_sends_nothing_twice() throws LedgerException {
        WordFile.plan(ledger, "a", "b");
        WordFile.deliver(ledger, word -> word.equals("a") ? WordFile.recorded(word) : NOT_SENT);
        WordFile.plan(ledger);
        assertThat(ledger.counts().total()).isZero();
        WordFile.plan(ledger, "b", "a");

        assertThat(WordFile.states(ledger)).containsExactly(PLANNED, RECORDED);
    }

    @Test
    void a_file_that_never_sent_anything_can_be_emptied_and_filled_again() throws LedgerException {
        WordFile.plan(ledger, "a", "b");
        WordFile.plan(ledger);
        WordFile.plan(ledger, "c");

        assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("c");
    }

    @Test
    void a_mended_row_is_planned_and_a_broken_one_is_invalid() throws LedgerException {
        WordFile.plan(ledger, "!a", "b", "-c");
        WordFile.plan(ledger, "a", "!b", "c");

        assertThat(WordFile.states(ledger)).containsExactly(PLANNED, INVALID, PLANNED);
    }

    @Test
    void a_recorded_row_that_is_broken_for_a_while_is_not_sent_again() throws LedgerException {
        WordFile.plan(ledger, "a");
        WordFile.deliver(ledger, WordFile::recorded);
        WordFile.plan(ledger, "!a");
        assertThat(WordFile.states(ledger)).containsExactly(INVALID);
        WordFile.plan(ledger, "a");

        assertThat(WordFile.states(ledger)).containsExactly(RECORDED);
    }

    @Test
    void identical_rows_are_all_sent_and_counted() throws LedgerException {
        PlanWriter.Finished finished = WordFile.plan(ledger, "a", "b", "a", "a");

        assertThat(finished.duplicates()).isEqualTo(2);
        assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("a", "b", "a", "a");
    }

    @Test
    void more_identical_rows_than_before_send_only_the_new_ones() throws LedgerException {
        WordFile.plan(ledger, "a", "a");
        WordFile.deliver(ledger, WordFile::recorded);
        WordFile.plan(ledger, "a", "b", "a", "a");

        assertThat(WordFile.states(ledger)).containsExactly(RECORDED, PLANNED, RECORDED, PLANNED);
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                // answers to three identical rows, how many of them are left, their states, how many vanished
                Arguments.of("rec rec rec", 2, List.of(RECORDED, RECORDED), 1),
                Arguments.of("rec rec not", 2, List.of(RECORDED, RECORDED), 0),
                Arguments.of("not rec rec", 2, List.of(RECORDED, RECORDED), 0),
                Arguments.of("not rec rec", 3, List.of(PLANNED, RECORDED, RECORDED), 0),
                Arguments.of("not not rec", 1, List.of(RECORDED), 0),
                Arguments.of("rej amb rec", 2, List.of(RECORDED, AMBIGUOUS), 0),
                Arguments.of("not amb not", 1, List.of(AMBIGUOUS), 0),
                Arguments.of("not rej not", 1, List.of(REJECTED), 0),
                Arguments.of("not not not", 1, List.of(PLANNED), 0));
    }

    @ParameterizedTest(name = "{0}, {1} left")
    @MethodSource("losses")
    void of_identical_rows_the_one_that_was_deleted_is_never_one_that_the_server_may_have(
            String answers, int left, List<State> states, int vanishedRecorded) throws LedgerException {
        WordFile.plan(ledger, "a", "a", "a");
        Iterator<String> answer = List.of(answers.split(" ")).iterator();
        WordFile.deliver(ledger, word -> switch (answer.next()) {
            case "rec" -> WordFile.recorded(word);
            case "rej" -> new Outcome.Rejected(422, "no");
            case "amb" -> new Outcome.Ambiguous(504, "gateway");
            default -> NOT_SENT;
        });
        PlanWriter.Finished finished =
                WordFile.plan(ledger, Stream.of("a", "a", "a").limit(left).toArray(String[]::new));

        assertThat(WordFile.states(ledger)).isEqualTo(states);
        assertThat(finished.vanished()).as("those that were sent").isEqualTo(vanishedRecorded);
        assertThat(finished.vanishedRecorded()).isEqualTo(vanishedRecorded);
    }

    @Test
    void a_recorded_row_whose_unsent_twin_stood_before_it_is_known_when_one_of_them_comes_back()
            throws LedgerException {
        WordFile.plan(ledger, "a", "a");
        Iterator<Outcome> answers = List.of(NOT_SENT, WordFile.recorded("a")).iterator();
        WordFile.deliver(ledger, word -> answers.next());
        WordFile.plan(ledger, "b");
        WordFile.plan(ledger, "b", "a");

        assertThat(WordFile.states(ledger)).containsExactly(PLANNED, RECORDED);
    }

    @Test
    void duplicates_are_skipped_or_rejected_when_the_user_says_so() throws LedgerException {
        PlanWriter.Finished finished = WordFile.plan(ledger, DuplicatePolicy.SKIP, "a", "b", "a");
        assertThat(finished.duplicates()).isEqualTo(1);
        assertThat(WordFile.entries(ledger).get(2))
                .isEqualTo(new Entry(4, 0, 4, SKIPPED, null, null, 0, "the same as row 2"));

        WordFile.plan(ledger, DuplicatePolicy.REJECT, "a", "b", "a");
        assertThat(WordFile.entries(ledger).get(2))
                .isEqualTo(new Entry(4, 0, 4, INVALID, null, null, 0, "the same as row 2"));

        WordFile.plan(ledger, DuplicatePolicy.SEND, "a", "b", "a");
        assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("a", "b", "a");
    }

    @Test
    void a_duplicate_that_was_recorded_stays_recorded_whatever_the_user_says_now() throws LedgerException {
        WordFile.plan(ledger, "a", "a");
        WordFile.deliver(ledger, WordFile::recorded);
        WordFile.plan(ledger, DuplicatePolicy.REJECT, "a", "a");

        assertThat(WordFile.states(ledger)).containsExactly(RECORDED, RECORDED);
    }

    @ParameterizedTest
    @EnumSource(
            value = DuplicatePolicy.class,
            names = {"SKIP", "REJECT"})
    void one_of_two_is_enough_whichever_the_server_has(DuplicatePolicy policy) throws LedgerException {
        WordFile.plan(ledger, "a", "a");
        Iterator<Outcome> answers = List.of(NOT_SENT, WordFile.recorded("a")).iterator();
        WordFile.deliver(ledger, word -> answers.next());
        WordFile.plan(ledger, policy, "a", "a");

        assertThat(WordFile.states(ledger).get(0)).isEqualTo(RECORDED);
        assertThat(WordFile.deliver(ledger, WordFile::recorded)).isEmpty();
    }

    @Test
    void a_duplicate_that_was_refused_is_left_out_too_and_not_sent_again() throws LedgerException {
        WordFile.plan(ledger, "a", "a");
        WordFile.deliver(ledger, word -> new Outcome.Rejected(422, "no"));
        WordFile.plan(ledger, DuplicatePolicy.SKIP, "a", "a");
        ledger.planRejectedAgain();

        assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("a");
    }
}
