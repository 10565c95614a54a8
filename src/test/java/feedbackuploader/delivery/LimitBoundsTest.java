package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server answers, and however long it takes: a run with nothing in flight may send a row. */
class LimitBoundsTest {

    private static final int ANSWERS = 20_000;
    private static final int MOST = 64;

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void from_1_to_the_most_whatever_is_answered(int seed) {
        Random random = new Random(seed);
        Limit limit = Limit.of(new Concurrency.Auto(MOST));
        ArrayDeque<Long> inFlight = new ArrayDeque<>();
        long now = random.nextLong();
        for (int answer = 0; answer < ANSWERS; answer++) {
            while (inFlight.size() < limit.permits()) {
                limit.sent(now);
                inFlight.add(now);
            }
            now += (long) (1e5 * Math.pow(1e4, random.nextDouble()) / inFlight.size());
            Duration latency = Duration.ofNanos(now - inFlight.remove());
            int kind = random.nextInt(1_000);
            if (kind < seed) {
                limit.strained(now, latency);
            } else if (kind < 2 * seed) {
                limit.ended(now);
            } else {
                limit.answered(now, latency);
            }
            assertThat(limit.permits()).isBetween(1, MOST);
        }
    }

    /** The more are in flight the longer each takes, and far more than in proportion. */
    @ParameterizedTest
    @MethodSource("seeds")
    void a_server_that_slows_down_with_the_square_of_its_load_is_still_sent_rows(int seed) {
        Random random = new Random(seed);
        Limit limit = Limit.of(new Concurrency.Auto(MOST));
        long now = 0;
        for (int batch = 0; batch < 5_000; batch++) {
            int permits = limit.permits();
            assertThat(permits).isBetween(1, MOST);
            for (int i = 0; i < permits; i++) {
                limit.sent(now);
            }
            long latency = (long) (2e6 * permits * permits * (0.9 + 0.2 * random.nextDouble()));
            now += latency;
            for (int i = 0; i < permits; i++) {
                limit.answered(now, Duration.ofNanos(latency));
            }
        }
    }
}
