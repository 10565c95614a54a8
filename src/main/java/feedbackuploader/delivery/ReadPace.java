package feedbackuploader.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When the next read-back may leave: no faster than the user allows, and not while the server asks to wait. */
final class ReadPace {

    private final long spacingNanos;
    private final Pause pause;
    private final Time time;
    private long nextNanos;

    /** @param rate null for as fast as answers come */
    ReadPace(@Nullable Rate rate, Time time) {
        this.spacingNanos = rate == null ? 0 : (long) (Duration.ofSeconds(1).toNanos() / rate.perSecond());
        this.pause = new Pause(time);
        this.time = time;
        this.nextNanos = time.nanos();
    }

    /** Until the next one may leave; 0 or less when it may now. */
    long nanosLeft() {
        long bySpacing = spacingNanos == 0 ? 0 : nextNanos - time.nanos();
        return pause.isOn() ? Math.max(bySpacing, pause.nanosLeft()) : bySpacing;
    }

    boolean isOpen() {
        return nanosLeft() <= 0;
    }

    /** A read-back leaves. */
    void asked() {
        nextNanos = time.nanos() + spacingNanos;
    }

    /** The server asks everyone to wait. */
    void pause(Duration wait) {
        var unused = pause.extend(wait);
    }
}
