package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.delivery.ScriptedServer.Answer;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Allowance;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From any state a delivery has something in flight, or a time at which it wakes, or it ends: the hand-set time fails a
 * test that would wait for ever, and one that spins.
 */
class DeliveryEndsTest {

    private static final Ending FINISHED = new Ending.Finished();

    @TempDir
    private Path folder;

    /** So that nothing may be in flight, now and then or from some moment on: whatever is wrong with the throttle. */
    private static final class ClosingThrottle extends Throttle {
        private final Random random;
        private final double closed;

        ClosingThrottle(DeliveryOptions options, Time time, Random random, double closed) {
            super(options, time);
            this.random = random;
            this.closed = closed;
        }

        @Override
        public int permits() {
            return random.nextDouble() < closed ? 0 : super.permits();
        }
    }

    @Test
    void a_throttle_that_lets_nothing_through_ends_the_run_and_says_so() throws Exception {
        DeliveryOptions options = Run.options(4, 3);
        HandSetTime time = HandSetTime.startingAt(0);
        Throttle closed = new ClosingThrottle(options, time, new Random(1), 1);
        try (Run run =
                new Run(folder, options, time, closed, request -> recorded(request.word()), WordFile.numbered(9))) {
            assertThat(run.delivery.run()).isInstanceOfSatisfying(Ending.Stopped.class, stopped -> {
                assertThat(stopped.cause()).isEqualTo(StopReason.STALLED);
                assertThat(stopped.reason())
                        .startsWith("Rows are left to send, but no request is open")
                        .contains("(maximum concurrent requests: 0)")
                        .endsWith("Run the same command again to continue.");
            });

            assertThat(run.server.requests()).isEmpty();
            assertThat(run.states()).hasSize(9).containsOnly(State.PLANNED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void a_request_that_never_comes_to_its_end_is_ambiguous_and_holds_nobody(int concurrency) throws Exception {
        DeliveryOptions options = Run.options(concurrency, 3).answeringWithin(Duration.ofSeconds(40));
        try (Run run = new Run(
                folder,
                options,
                request -> request.word().equals("word1") ? Answer.never() : recorded(request.word()),
                WordFile.numbered(9))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(run.states()).containsOnlyOnce(State.AMBIGUOUS).contains(State.RECORDED);
            assertThat(run.entry(1).state()).isEqualTo(State.AMBIGUOUS);
            assertThat(run.entry(1).reason()).isEqualTo("no answer came");
            assertThat(run.time.elapsed()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(42));
        }
    }

    /** What comes after it was given up changes nothing. */
    @Test
    void an_answer_after_the_last_moment_is_ignored() throws Exception {
        DeliveryOptions options = Run.options(2, 3).answeringWithin(Duration.ofSeconds(40));
        try (Run run = new Run(
                folder,
                options,
                request -> recorded(request.word())
                        .after(Duration.ofSeconds(request.word().equals("a") ? 41 : 60)),
                "a",
                "b")) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            run.time.pass(Duration.ofMinutes(2));

            assertThat(run.states()).containsOnly(State.AMBIGUOUS);
        }
    }

    @Test
    void whatever_is_answered_a_delivery_ends() throws Exception {
        int stalled = 0;
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            DeliveryOptions options = new DeliveryOptions(
                    random.nextBoolean() ? new Concurrency.Auto(8) : new Concurrency.Fixed(1 + random.nextInt(6)),
                    random.nextInt(4) == 0 ? new Rate(5) : null,
                    1 + random.nextInt(4),
                    Duration.ofSeconds(random.nextInt(30)),
                    Duration.ofSeconds(1 + random.nextInt(60)),
                    random.nextInt(4) == 0);
            HandSetTime time = HandSetTime.startingAt(Long.MAX_VALUE - random.nextInt(1_000));
            Throttle throttle = random.nextInt(3) == 0
                    ? new ClosingThrottle(options, time, random, random.nextDouble())
                    : new Throttle(options, time);
            int rows = random.nextInt(40);
            try (Run run = new Run(
                    Files.createDirectory(folder.resolve("run" + seed)),
                    options,
                    time,
                    throttle,
                    request -> anyAnswer(random),
                    WordFile.numbered(rows))) {
                if (random.nextInt(3) == 0) {
                    time.after(Duration.ofMillis(random.nextInt(20_000)), run.delivery::interrupt);
                }
                Ending ending = run.delivery.run();

                assertThat(run.states()).as("seed %d", seed).hasSize(rows).doesNotContain(State.SENDING);
                assertThat(time.elapsed()).as("seed %d", seed).isLessThan(Duration.ofHours(6));
                stalled += ending instanceof Ending.Stopped stopped && stopped.cause() == StopReason.STALLED ? 1 : 0;
            }
        }
        assertThat(stalled).as("runs that only the watchdog ended").isPositive();
    }

    private static Answer anyAnswer(Random random) {
        Duration after = Duration.ofMillis(random.nextInt(8) == 0 ? random.nextInt(90_000) : random.nextInt(200));
        Answer answer = switch (random.nextInt(12)) {
            case 0 -> Answer.never();
            case 1 -> Answer.failed(new IllegalStateException("a bug"));
            case 2 -> Answer.of(new Outcome.NotSent("refused"));
            case 3 ->
                Answer.of(new Outcome.NotProcessed(
                        429,
                        Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS,
                        Duration.ofSeconds(random.nextInt(9)),
                        "busy"));
            case 4 -> Answer.of(new Outcome.NotProcessed(503, Outcome.NotProcessed.Cause.UNAVAILABLE, null, "busy"));
            case 5 -> Answer.of(new Outcome.Ambiguous(504, "gateway"));
            case 6 -> Answer.of(new Outcome.Rejected(422, "no"));
            case 7 ->
                random.nextInt(20) == 0
                        ? Answer.of(new Outcome.Stopped(401, StopReason.KEY_REFUSED, "refused"))
                        : recorded("x").with(new Allowance(random.nextInt(2), Duration.ofSeconds(7)));
            default -> recorded("x");
        };
        return answer.after(after);
    }

    private static Answer recorded(String word) {
        return Answer.of(new Outcome.Recorded(201, "id of " + word));
    }
}
