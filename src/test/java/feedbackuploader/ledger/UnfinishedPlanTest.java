package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that never finished leaves the one before whole. */
class UnfinishedPlanTest {

    /** More than the writer commits at a time, so that some are on the disk. */
    private static final int MANY = 12_000;

    private final Path folder;

    UnfinishedPlanTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void one_row_is_recorded_and_one_is_not() throws LedgerException {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "a", "b");
            WordFile.deliver(
                    ledger, word -> word.equals("a") ? WordFile.recorded(word) : new Outcome.NotSent("refused"));
        }
    }

    private void giveUpAPlan() throws LedgerException {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER);
                PlanWriter writer = ledger.beginPlan()) {
            WordFile.write(writer, WordFile.numbered(MANY));
        }
    }

    private void killAPlan() throws Exception {
        try (LedgerProcess process = LedgerProcess.start(folder, LedgerProcess.Task.PLAN_AND_DIE, MANY)) {
            process.awaitEnd();
        }
    }

    private void theEarlierPlanStillWorks() throws LedgerException {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            assertThat(ledger.plan()).get().extracting(Plan::generation).isEqualTo(1L);
            assertThat(WordFile.states(ledger)).containsExactly(State.RECORDED, State.PLANNED);
            assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("b");
        }
    }

    private void theNextPlanKnowsEveryRowAndNothingIsLeftOver() throws LedgerException {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "c", "b", "a");
            assertThat(WordFile.states(ledger)).containsExactly(State.PLANNED, State.RECORDED, State.RECORDED);
        }
        assertThat(numbers("SELECT count(*) FROM feedback", "SELECT count(*) FROM body"))
                .containsExactly(3L, 3L);
    }

    private List<Long> numbers(String first, String second) throws LedgerException {
        try (Database database = Database.openToRead(folder.resolve("ledger.db"))) {
            return List.of(database.number(first), database.number(second));
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void given_up() throws LedgerException {
        giveUpAPlan();
        assertThat(numbers("SELECT count(*) > 2 FROM feedback", "SELECT count(*) > 2 FROM body"))
                .as("the test is about rows that are left over")
                .containsExactly(1L, 1L);
        theEarlierPlanStillWorks();
        theNextPlanKnowsEveryRowAndNothingIsLeftOver();
    }

    @Test
    void killed() throws Exception {
        killAPlan();
        assertThat(numbers("SELECT count(*) > 2 FROM feedback", "SELECT count(*) > 2 FROM body"))
                .containsExactly(1L, 1L);
        theEarlierPlanStillWorks();
        theNextPlanKnowsEveryRowAndNothingIsLeftOver();
    }

    @Test
    void given_up_twice_and_killed_once() throws Exception {
        giveUpAPlan();
        giveUpAPlan();
        killAPlan();
        theEarlierPlanStillWorks();
        theNextPlanKnowsEveryRowAndNothingIsLeftOver();
    }

    @Test
    void the_first_plan_of_all_given_up_leaves_an_empty_ledger(@TempDir Path empty) throws LedgerException {
        try (Ledger ledger = Ledger.open(empty, WordFile.OWNER)) {
            try (PlanWriter writer = ledger.beginPlan()) {
                WordFile.write(writer, WordFile.numbered(MANY));
            }
            assertThat(ledger.plan()).isEmpty();
            assertThat(ledger.counts().total()).isZero();
            assertThat(WordFile.deliver(ledger, WordFile::recorded)).isEmpty();
            WordFile.plan(ledger, "word1");
            assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("word1");
        }
    }

    @Test
    void the_index_of_identities_is_there_after_every_finished_plan() throws LedgerException {
        giveUpAPlan();
        assertThat(numbers(INDICES, "SELECT 1")).containsExactly(0L, 1L);
        theNextPlan();
        assertThat(numbers(INDICES, "SELECT 1")).containsExactly(1L, 1L);
    }

    private void theNextPlan() throws LedgerException {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "a");
        }
    }

    private static final String INDICES =
            "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name = 'feedback_identity'";
}
