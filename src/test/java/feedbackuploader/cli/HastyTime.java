package feedbackuploader.cli;

import feedbackuploader.delivery.Time;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Time that skips the rest of a wait in which nothing has happened for a while. */
final class HastyTime implements Time {

    /** An answer from this computer comes within it, or will not matter. */
    private static final long ENOUGH_NANOS = Duration.ofMillis(150).toNanos();

    private final AtomicLong skipped = new AtomicLong();

    @Override
    public long nanos() {
        return System.nanoTime() + skipped.get();
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public <T> @Nullable T poll(BlockingQueue<T> queue, long nanos) throws InterruptedException {
        @Nullable T next = queue.poll(Math.min(nanos, ENOUGH_NANOS), TimeUnit.NANOSECONDS);
        if (next == null && nanos > ENOUGH_NANOS) {
            skipped.addAndGet(nanos - ENOUGH_NANOS);
        }
        return next;
    }
}
