package feedbackuploader.upload;

import feedbackuploader.delivery.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Time that goes as it does, but leaves out long waits in which nothing happens. Server and uploader share it. */
final class SkippingTime implements Time {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** An answer from this computer comes within it, however busy the computer is. */
    private static final long AT_ONCE_NANOS = Duration.ofMillis(250).toNanos();

    private final long origin = System.nanoTime();
    private final AtomicLong skipped = new AtomicLong();

    /** By the clock on the wall, which is the server's as well. */
    Instant now() {
        return START.plusNanos(nanos() - origin);
    }

    void skip(Duration time) {
        skipped.addAndGet(time.toNanos());
    }

    @Override
    public long nanos() {
        return System.nanoTime() + skipped.get();
    }

    @Override
    public Clock clock() {
        return Clock.fixed(now(), ZoneOffset.UTC);
    }

    @Override
    public <T> @Nullable T poll(BlockingQueue<T> queue, long nanos) throws InterruptedException {
        if (nanos == Long.MAX_VALUE) {
            return queue.take();
        }
        @Nullable T next = queue.poll(Math.min(nanos, AT_ONCE_NANOS), TimeUnit.NANOSECONDS);
        if (next == null && nanos > AT_ONCE_NANOS) {
            skipped.addAndGet(nanos - AT_ONCE_NANOS);
        }
        return next;
    }
}
