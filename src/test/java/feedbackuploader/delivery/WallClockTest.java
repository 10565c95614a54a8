package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wall clock that someone sets, or that a computer finds set when it wakes, is no measure of how long to wait. */
class WallClockTest {

    private static final Duration HOURS = Duration.ofHours(7);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "-P1D", "PT6H59M", "-PT1S", "P3650D"})
    void a_wait_of_hours_is_neither_cut_nor_prolonged_by_it(Duration jump) throws Exception {
        HandSetTime time = HandSetTime.startingAt(Long.MAX_VALUE - 1);
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                time,
                request -> request.attempt() == 1
                        ? ScriptedServer.Answer.of(
                                new Outcome.NotProcessed(503, Outcome.NotProcessed.Cause.UNAVAILABLE, HOURS, "later"))
                        : ScriptedServer.Answer.of(new Outcome.Recorded(201, request.word())),
                WordFile.numbered(2))) {
            time.after(Duration.ofMinutes(1), () -> time.setWallClock(jump));
            time.after(Duration.ofHours(3), () -> time.setWallClock(jump.negated()));

            assertThat(run.delivery.run()).isEqualTo(new Ending.Finished());

            assertThat(time.wallClockJumps()).isEqualTo(2);
            assertThat(run.states()).containsOnly(State.RECORDED);
            assertThat(time.elapsed()).isBetween(HOURS, HOURS.plusSeconds(10));
        }
    }

    @Test
    void the_grace_after_an_interrupt_is_not_measured_by_it_either() throws Exception {
        HandSetTime time = HandSetTime.startingAt(0);
        try (Run run = new Run(folder, Run.options(2, 3), time, request -> ScriptedServer.Answer.never(), "a", "b")) {
            time.after(Duration.ofSeconds(1), run.delivery::interrupt);
            time.after(Duration.ofSeconds(2), () -> time.setWallClock(Duration.ofDays(1)));

            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());

            assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1).plus(Run.GRACE));
        }
    }
}
