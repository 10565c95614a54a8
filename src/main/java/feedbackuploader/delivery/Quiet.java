package feedbackuploader.delivery;

import feedbackuploader.feedback.ServerClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moment from which on the server must be done with whatever was sent to it, by this computer's monotonic clock and
 * by the server's own: both must have come, since either may run fast.
 *
 * @param untilNanos of the clock of {@link Time#nanos}
 * @param untilServer null when the server has not told its time, so that this computer's clock decides alone
 */
public record Quiet(long untilNanos, @Nullable Instant untilServer) {

    /** Nanoseconds until then; 0 or less when the moment has come. */
    public long nanosLeft(Time time, ServerClock serverClock) {
        long here = untilNanos - time.nanos();
        @Nullable Instant there = serverClock.now().earliest();
        return untilServer == null || there == null
                ? here
                : Math.max(here, Nanos.of(Duration.between(there, untilServer)));
    }
}
