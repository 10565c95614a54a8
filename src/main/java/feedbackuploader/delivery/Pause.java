package feedbackuploader.delivery;

import java.time.Duration;

/** The time in which nothing is sent because the server asked to wait; of several requests the longest counts. */
final class Pause {

    private final Time time;
    private long untilNanos;
    private boolean isOn;

    Pause(Time time) {
        this.time = time;
    }

    boolean isOn() {
        isOn = isOn && nanosLeft() > 0;
        return isOn;
    }

    /** Meaningful only while the pause is on. */
    long nanosLeft() {
        return untilNanos - time.nanos();
    }

    /** Whether nothing is sent for longer now than before. */
    boolean extend(Duration wait) {
        long until = time.nanos() + Nanos.of(wait);
        if (wait.isNegative() || wait.isZero() || (isOn() && until - untilNanos <= 0)) {
            return false;
        }
        untilNanos = until;
        isOn = true;
        return true;
    }
}
