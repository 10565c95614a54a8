package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dead process left behind, and what the next run makes of rows that are not settled. */
class RecoveryTest {

    private final Path folder;

    RecoveryTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void rows_that_a_killed_process_had_claimed_are_ambiguous_and_no_others() throws Exception {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "a", "b", "c");
        }
        try (LedgerProcess process = LedgerProcess.start(folder, LedgerProcess.Task.CLAIM_AND_DIE, 2)) {
            process.awaitEnd();
        }
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            assertThat(ledger.recover("the program was killed")).isEqualTo(2);
            assertThat(ledger.recover("the program was killed")).isZero();
            assertThat(WordFile.entries(ledger))
                    .containsExactly(
                            new Entry(2, 0, 2, State.AMBIGUOUS, null, null, 1, "the program was killed"),
                            new Entry(3, 0, 3, State.AMBIGUOUS, null, null, 1, "the program was killed"),
                            new Entry(4, 0, 4, State.PLANNED, null, null, 0, null));
            assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("c");
        }
    }

    @Test
    void a_row_on_its_way_keeps_its_mark_though_its_row_vanished_and_came_back() throws LedgerException {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "a");
            WordFile.deliver(ledger, word -> null);
            WordFile.plan(ledger, "b");
            assertThat(ledger.recover("killed")).isEqualTo(1);
            assertThat(ledger.leaveUnknown()).as("it is not of this plan").isZero();
            WordFile.plan(ledger, "b", "a");

            assertThat(WordFile.states(ledger)).containsExactly(State.PLANNED, State.AMBIGUOUS);
        }
    }

    @Test
    void what_could_not_be_settled_is_unknown_and_is_sent_again_only_by_decision() throws LedgerException {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "a", "b", "c");
            WordFile.deliver(
                    ledger, word -> word.equals("b") ? WordFile.recorded(word) : new Outcome.Ambiguous(504, "gateway"));
            assertThat(ledger.planUnknownAgain()).isZero();
            assertThat(ledger.leaveUnknown()).isEqualTo(2);
            assertThat(WordFile.entries(ledger).get(0))
                    .isEqualTo(new Entry(2, 0, 2, State.UNKNOWN, null, 504, 1, "gateway"));
            assertThat(WordFile.deliver(ledger, WordFile::recorded)).isEmpty();

            assertThat(ledger.planUnknownAgain()).isEqualTo(2);
            assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("a", "c");
            assertThat(WordFile.entries(ledger).get(0))
                    .isEqualTo(new Entry(2, 0, 2, State.RECORDED, "id of a", 201, 2, null));
        }
    }

    @Test
    void refused_rows_and_only_they_are_planned_again() throws LedgerException {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "a", "b", "!c");
            WordFile.deliver(
                    ledger, word -> word.equals("b") ? new Outcome.Rejected(422, "no") : WordFile.recorded(word));
            assertThat(ledger.planRejectedAgain()).isEqualTo(1);

            assertThat(WordFile.states(ledger)).containsExactly(State.RECORDED, State.PLANNED, State.INVALID);
            assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("b");
        }
    }

    /** The first sending may have got through, whatever is heard of the second. */
    @Test
    void the_doubt_about_a_row_that_was_sent_again_ends_only_when_it_is_recorded() throws LedgerException {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "recorded", "refused", "not sent");
            WordFile.deliver(ledger, word -> new Outcome.Ambiguous(504, "gateway"));
            ledger.leaveUnknown();
            ledger.planUnknownAgain();
            WordFile.deliver(ledger, word -> switch (word) {
                case "recorded" -> WordFile.recorded(word);
                case "refused" -> new Outcome.Rejected(422, "no");
                default -> new Outcome.NotSent("refused");
            });
            WordFile.plan(ledger, "not sent", "refused", "recorded", "new");

            assertThat(ledger.leaveUnknown()).isEqualTo(2);
            assertThat(WordFile.states(ledger))
                    .containsExactly(State.UNKNOWN, State.UNKNOWN, State.RECORDED, State.PLANNED);
            assertThat(ledger.planRejectedAgain()).isZero();
        }
    }
}
