package feedbackuploader.endtoend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Longer than anything takes on a busy machine: a test that meets it has failed. */
final class Deadline {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final long endNanos = System.nanoTime() + PATIENCE.toNanos();

    /** Never less than one, so that it can be waited for. */
    long millisLeft() {
        return Math.max(1, Duration.ofNanos(endNanos - System.nanoTime()).toMillis());
    }

    /** Leaves the processor to those that are waited for, before one looks again. */
    void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - endNanos >= 0;
    }
}
