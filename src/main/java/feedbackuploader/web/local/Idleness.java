package feedbackuploader.web.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** How long nobody has asked for anything. An open page listens all the time, which is a request that goes on. */
final class Idleness {

    private final LongSupplier nanos;
    private final long longest;
    private final BooleanSupplier isBusy;

    private int running;
    private long last;

    /** @param isBusy whether there is work that must not end */
    Idleness(LongSupplier nanos, Duration longest, BooleanSupplier isBusy) {
        this.nanos = nanos;
        this.longest = longest.toNanos();
        this.isBusy = isBusy;
        this.last = nanos.getAsLong();
    }

    synchronized void begin() {
        running++;
    }

    synchronized void end() {
        running--;
        last = nanos.getAsLong();
    }

    /** Asked now and then. Work that was seen counts as a request. */
    synchronized boolean isTooLong() {
        if (running > 0 || isBusy.getAsBoolean()) {
            last = nanos.getAsLong();
        }
        return nanos.getAsLong() - last >= longest;
    }
}
