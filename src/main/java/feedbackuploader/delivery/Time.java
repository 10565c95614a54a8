package feedbackuploader.delivery;

import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Time as the loop sees it, so that a test can own it. */
public interface Time {

    /** Nanoseconds from some origin; never goes back, whatever happens to the wall clock. */
    long nanos();

    /** The wall clock, for what is written down. */
    Clock clock();

    /** Waits for an element at most {@code nanos}; null when none came. */
    <T> @Nullable T poll(BlockingQueue<T> queue, long nanos) throws InterruptedException;

    static Time system() {
        return new Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Clock clock() {
                return Clock.systemUTC();
            }

            @Override
            public <T> @Nullable T poll(BlockingQueue<T> queue, long nanos) throws InterruptedException {
                return queue.poll(nanos, TimeUnit.NANOSECONDS);
            }
        };
    }
}
