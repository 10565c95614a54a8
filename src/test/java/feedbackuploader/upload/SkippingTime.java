package feedbackuploader.upload;

import feedbackuploader.delivery.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Time that goes as it does, but leaves out long waits in which nothing happens. Server and uploader share it. */
final class SkippingTime implements Time {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** What this computer sends itself has arrived within it; how long the answer is worked on, it says. */
    private static final long AT_ONCE_NANOS = Duration.ofMillis(150).toNanos();

    /** What is not done by then is held back on purpose. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final long origin = System.nanoTime();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicInteger busy = new AtomicInteger();

    /** By the clock on the wall, which is the server's as well. */
    Instant now() {
        return START.plusNanos(nanos() - origin);
    }

    void skip(Duration time) {
        skipped.addAndGet(time.toNanos());
    }

    /** Something begins that time is not to skip. */
    void begins() {
        busy.incrementAndGet();
    }

    void ends() {
        busy.decrementAndGet();
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
        long end = nanos() + nanos;
        long patienceEnds = System.nanoTime() + PATIENCE_NANOS;
        boolean isBusy;
        @Nullable T next;
        do {
            isBusy = busy.get() > 0;
            next = queue.poll(Math.min(end - nanos(), AT_ONCE_NANOS), TimeUnit.NANOSECONDS);
        } while (next == null && isBusy && end - nanos() > 0 && patienceEnds - System.nanoTime() > 0);
        if (next == null) {
            skipped.addAndGet(Math.max(0, end - nanos()));
        }
        return next;
    }
}
