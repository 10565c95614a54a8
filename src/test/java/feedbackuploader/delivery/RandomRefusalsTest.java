package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that refuses a few rows whatever the pace costs a run the waits that it asks for, and little more. */
class RandomRefusalsTest {

    private static final DeliveryOptions AUTO =
            new DeliveryOptions(new Concurrency.Auto(256), null, 8, Run.GRACE, DeliveryOptions.ANSWER_WITHIN, false);

    private final Path folder;

    RandomRefusalsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest(name = "status {0}, seed {1}")
    @CsvSource({"429, 1", "429, 2", "429, 3", "503, 1", "503, 2", "503, 3"})
    void three_in_a_hundred_that_ask_to_wait(int status, int seed) throws Exception {
        Random random = new Random(seed);
        ScriptedServer.Script script = request -> random.nextInt(100) < 3
                ? ScriptedServer.Answer.of(refused(status))
                : ScriptedServer.Answer.of(new Outcome.Recorded(201, request.word()));
        try (Run run = new Run(folder, AUTO, script, WordFile.numbered(800))) {
            assertThat(run.delivery.run()).isEqualTo(new Ending.Finished());

            Duration asked = run.pauses.stream().reduce(Duration.ZERO, Duration::plus);
            assertThat(asked).isGreaterThan(Duration.ofSeconds(5));
            assertThat(run.time.elapsed())
                    .isLessThan(asked.multipliedBy(3).dividedBy(2).plusSeconds(10));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3})
    void refusals_errors_and_lost_answers_together(int seed) throws Exception {
        Random random = new Random(seed);
        ScriptedServer.Script script = request -> {
            int chance = random.nextInt(1_000);
            if (chance < 30) {
                return ScriptedServer.Answer.of(refused(429));
            } else if (chance < 60) {
                return ScriptedServer.Answer.of(refused(503));
            } else if (chance < 80) {
                return ScriptedServer.Answer.of(new Outcome.Ambiguous(500, "failed"));
            } else if (chance < 85) {
                return ScriptedServer.Answer.of(new Outcome.Ambiguous(null, "no answer"))
                        .after(Duration.ofSeconds(10));
            }
            return ScriptedServer.Answer.of(new Outcome.Recorded(201, request.word()));
        };
        try (Run run = new Run(folder, AUTO, script, WordFile.numbered(1_500))) {
            assertThat(run.delivery.run()).isEqualTo(new Ending.Finished());

            Duration asked = run.pauses.stream().reduce(Duration.ZERO, Duration::plus);
            assertThat(run.server.mostInFlight()).isGreaterThan(8);
            assertThat(run.time.elapsed())
                    .isLessThan(asked.multipliedBy(3).dividedBy(2).plusSeconds(30));
        }
    }

    private static Outcome refused(int status) {
        return new Outcome.NotProcessed(
                status,
                status == 429 ? Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS : Outcome.NotProcessed.Cause.UNAVAILABLE,
                Duration.ofSeconds(1),
                "refused");
    }
}
