package feedbackuploader.delivery;

import feedbackuploader.server.ServerClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moment from which on the server must be done with whatever was sent to it, by this computer's monotonic clock and
 * by the server's own: both must have come, since either may run fast. A server's clock that was set, or that stands
 * still, may let it never come: so there is an end to the waiting as well, after which nothing is proved.
 *
 * @param untilNanos of the clock of {@link Time#nanos}
 * @param untilServer null while the server's time is not known, so that this computer's clock decides alone
 * @param giveUpNanos when to wait no longer, of the same clock as {@code untilNanos}
 */
public record Quiet(long untilNanos, @Nullable Instant untilServer, long giveUpNanos) {

    /** Without a practical limit (one year): a year after {@code untilNanos}. */
    public Quiet(long untilNanos, @Nullable Instant untilServer) {
        this(untilNanos, untilServer, untilNanos + Nanos.of(Duration.ofDays(365)));
    }

    /** @param longest wait from now on, whatever clocks say */
    public static Quiet within(Duration longest, Time time, long untilNanos, @Nullable Instant untilServer) {
        return new Quiet(untilNanos, untilServer, time.nanos() + Nanos.of(longest));
    }

    /** Whether the server must be done: what it does not show from now on is not there. */
    public boolean hasCome(Time time, ServerClock serverClock) {
        return nanosLeftByClocks(time, serverClock) <= 0;
    }

    /** Nanoseconds until then, or until it is given up; 0 or less when there is nothing to wait for. */
    public long nanosLeft(Time time, ServerClock serverClock) {
        return Math.min(nanosLeftByClocks(time, serverClock), giveUpNanos - time.nanos());
    }

    /** Whether there is no more waiting. */
    boolean isGivenUp(Time time) {
        return giveUpNanos - time.nanos() <= 0;
    }

    private long nanosLeftByClocks(Time time, ServerClock serverClock) {
        long here = untilNanos - time.nanos();
        @Nullable Instant there = serverClock.now().earliest();
        return untilServer == null || there == null
                ? here
                : Math.max(here, Nanos.of(Duration.between(there, untilServer)));
    }
}
