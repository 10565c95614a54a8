package feedbackuploader.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: a wait anywhere between nothing and {@code base·2ⁿ}, so that rows which failed
 * together do not come back together.
 *
 * @param base after a row that could not be sent; twice that after a server that said it is overloaded
 * @param cap the longest wait
 */
public record Backoff(Duration base, Duration cap, RandomGenerator random) {

    /** Half a second doubling to a minute. */
    public static Backoff standard(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), random);
    }

    /** @param failures how often the row has failed by now, from 1 */
    public Duration wait(int failures, boolean overloaded) {
        long first = base.toNanos() * (overloaded ? 2 : 1);
        long limit = cap.toNanos();
        for (int i = 1; i < failures && first < limit; i++) {
            first *= 2;
        }
        return Duration.ofNanos(random.nextLong(Math.min(first, limit) + 1));
    }
}
