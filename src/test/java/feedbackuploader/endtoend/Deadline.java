package feedbackuploader.endtoend;

import java.time.Duration;

/** Longer than anything takes on a busy machine: a test that meets it has failed. */
final class Deadline {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final long endNanos = System.nanoTime() + PATIENCE.toNanos();

    /** Never less than one, so that it can be waited for. */
    long millisLeft() {
        return Math.max(1, Duration.ofNanos(endNanos - System.nanoTime()).toMillis());
    }

    boolean isOver() {
        return System.nanoTime() - endNanos >= 0;
    }
}
