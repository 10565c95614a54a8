package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Allowance;
import feedbackuploader.server.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowanceTest {

    private static final long QUOTA = 10;
    private static final long PERIOD_MILLIS = 60_000;

    /** Takes ten in a minute, and says with each answer how many are left. */
    private static ScriptedServer.Script tenAMinute() {
        long[] taken = new long[4];
        return request -> {
            long at = request.at().toMillis();
            long left = QUOTA - ++taken[(int) (at / PERIOD_MILLIS)];
            Outcome outcome = left < 0
                    ? new Outcome.NotProcessed(429, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS, null, "too many")
                    : new Outcome.Recorded(201, request.word());
            return ScriptedServer.Answer.of(outcome)
                    .with(new Allowance(Math.max(0, left), Duration.ofMillis(PERIOD_MILLIS - at % PERIOD_MILLIS)));
        };
    }

    private final Path folder;

    AllowanceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void nothing_more_leaves_once_what_is_in_flight_uses_it_up() throws Exception {
        try (Run run = new Run(folder, Run.options(4, 3), tenAMinute(), WordFile.numbered(25))) {
            assertThat(run.delivery.run()).isEqualTo(new Ending.Finished());

            assertThat(run.answered).hasSize(25).allMatch(Outcome.Recorded.class::isInstance);
            assertThat(run.server.requests())
                    .extracting(request -> request.at().toMinutes())
                    .containsOnly(0L, 1L, 2L, 3L);
            assertThat(run.pauses).hasSize(3).allMatch(pause -> pause.toMillis() > PERIOD_MILLIS - 1_000);
        }
    }

    @Test
    void as_long_as_there_is_more_nothing_waits() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(4, 3),
                request -> ScriptedServer.Answer.of(new Outcome.Recorded(201, request.word()))
                        .with(new Allowance(4, Duration.ofMinutes(5))),
                WordFile.numbered(40))) {
            assertThat(run.delivery.run()).isEqualTo(new Ending.Finished());

            assertThat(run.pauses).isEmpty();
            assertThat(run.time.elapsed()).isLessThan(Duration.ofSeconds(1));
        }
    }
}
