package feedbackuploader.delivery;

import java.time.Duration;

/** Durations as nanoseconds. */
final class Nanos {

    private static final Duration LONGEST = Duration.ofDays(365);

    private Nanos() {}

    /** At most a year: a server may ask for more than nanoseconds can count. */
    static long of(Duration duration) {
        return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : LONGEST.toNanos();
    }
}
