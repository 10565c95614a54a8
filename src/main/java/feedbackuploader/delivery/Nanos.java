package feedbackuploader.delivery;

import java.time.Duration;

/** Durations as nanoseconds. */
final class Nanos {

    private static final Duration LONGEST = Duration.ofDays(365);

    private Nanos() {}

    /** At most a year either way: a server may ask for more than nanoseconds can count. */
    static long of(Duration duration) {
        if (duration.abs().compareTo(LONGEST) < 0) {
            return duration.toNanos();
        }
        return duration.isNegative() ? -LONGEST.toNanos() : LONGEST.toNanos();
    }
}
