package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.delivery.ScriptedServer.Answer;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user interrupts. */
class DeliveryInterruptTest {

    private static final Ending FINISHED = new Ending.Finished();

    private final Path folder;

    DeliveryInterruptTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void an_interrupt_before_the_start_sends_nothing() throws Exception {
        try (Run run = new Run(folder, Run.options(4, 3), Answer::recorded, WordFile.numbered(9))) {
            run.delivery.interrupt();
            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());
            assertThat(run.server.requests()).isEmpty();
            Run.allAre(State.PLANNED, run.states());
        }
    }

    @Test
    void an_interrupt_in_the_middle_waits_for_what_is_in_flight_and_sends_no_more() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(4, 3),
                request -> Answer.recorded(request).after(Duration.ofSeconds(29)),
                WordFile.numbered(50))) {
            run.time.after(Duration.ofSeconds(30), run.delivery::interrupt);
            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());

            assertThat(run.server.requests()).hasSize(8);
            assertThat(run.time.elapsed()).isEqualTo(Duration.ofSeconds(58));
            assertThat(run.ledger.counts().of(State.RECORDED)).isEqualTo(8);
            assertThat(WordFile.entries(run.ledger).subList(8, 50))
                    .allMatch(entry -> entry.state() == State.PLANNED && entry.attempts() == 0);
        }
    }

    @Test
    void an_interrupted_row_that_was_not_sent_is_not_tried_again() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                request -> Answer.notSent().after(Duration.ofSeconds(2)),
                WordFile.numbered(9))) {
            run.time.after(Duration.ofSeconds(1), run.delivery::interrupt);
            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());
            assertThat(run.server.requests()).hasSize(2);
            Run.allAre(State.PLANNED, run.states());
        }
    }

    @Test
    void what_is_not_answered_within_the_grace_is_ambiguous_and_a_late_answer_is_ignored() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                request -> Answer.recorded(request)
                        .after(Duration.ofSeconds(request.word().equals("word0") ? 25 : 99)),
                WordFile.numbered(9))) {
            run.time.after(Duration.ofSeconds(10), run.delivery::interrupt);
            run.time.after(Duration.ofSeconds(39), run.delivery::interrupt);
            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());

            assertThat(run.time.elapsed())
                    .as("a second interrupt does not begin a new grace")
                    .isEqualTo(Duration.ofSeconds(10).plus(Run.GRACE));
            assertThat(run.entry(0).state()).isEqualTo(State.RECORDED);
            assertThat(run.entry(1))
                    .isEqualTo(new Entry(
                            3,
                            0,
                            3,
                            State.AMBIGUOUS,
                            null,
                            null,
                            1,
                            "the run was interrupted before the server answered"));
            List<State> before = run.states();
            run.time.pass(Duration.ofMinutes(5));
            assertThat(run.states()).isEqualTo(before);
            assertThat(run.answered).hasSize(2);
        }
    }

    @Test
    void an_answer_that_comes_while_others_are_given_up_is_kept() throws Exception {
        DeliveryOptions noGrace = new DeliveryOptions(2, 3, Duration.ZERO);
        try (Run run = new Run(
                folder,
                noGrace,
                request -> request.word().equals("a")
                        ? Answer.recorded(request).after(Duration.ofSeconds(10))
                        : Answer.never(),
                "a",
                "b",
                "c")) {
            run.time.after(Duration.ofSeconds(10), run.delivery::interrupt);
            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());
            assertThat(run.states()).containsExactly(State.RECORDED, State.AMBIGUOUS, State.PLANNED);
        }
    }

    @Test
    void a_run_that_is_stopping_can_be_interrupted_and_keeps_the_reason_why_it_stopped() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                request -> request.word().equals("a")
                        ? Answer.of(new Outcome.Stopped(403, StopReason.KEY_REFUSED, "refused"))
                        : Answer.never(),
                "a",
                "b",
                "c")) {
            run.time.after(Duration.ofSeconds(10), run.delivery::interrupt);
            assertThat(run.delivery.run()).isEqualTo(new Ending.Stopped(StopReason.KEY_REFUSED, "refused"));
            assertThat(run.states()).containsExactly(State.PLANNED, State.AMBIGUOUS, State.PLANNED);
            assertThat(run.time.elapsed()).isEqualTo(Duration.ofSeconds(10).plus(Run.GRACE));
        }
    }

    @Test
    void time_that_wraps_round_changes_nothing() throws Exception {
        long almostOver = Long.MAX_VALUE - Duration.ofMillis(700).toNanos();
        try (Run run = new Run(
                folder,
                Run.options(4, 3),
                HandSetTime.startingAt(almostOver),
                request -> switch (request.word() + request.attempt()) {
                    // Due before the clock wraps, and after.
                    case "word01" -> Answer.notSent();
                    case "word11" -> Answer.notSent().after(Duration.ofMillis(250));
                    case "word21" -> Answer.overloaded(Duration.ofSeconds(3)).after(Duration.ofMillis(900));
                    default -> Answer.recorded(request);
                },
                WordFile.numbered(20))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.server.requests())
                    .filteredOn(request -> request.word().matches("word[01]"))
                    .filteredOn(request -> request.attempt() == 2)
                    .extracting(request -> request.at().toMillis())
                    .containsExactly(520L, 750L);
            Run.allAre(State.RECORDED, run.states());
        }
    }
}
