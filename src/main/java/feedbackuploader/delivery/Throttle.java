package feedbackuploader.delivery;

import feedbackuploader.server.Allowance;
import feedbackuploader.server.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * When the next request may leave. It keeps what a run learns of its server: how many in flight it serves best, how many
 * a second it takes, and how long it asked to wait. One for a run, since it is worth keeping from one delivery to the
 * next; of one thread.
 */
public class Throttle {

    private final Limit limit;
    private final Pace pace;
    private final Pause pause;
    private final Time time;
    private int inFlight;

    public Throttle(DeliveryOptions options, Time time) {
        this(options, time, new Pace(options.rate()));
    }

    Throttle(DeliveryOptions options, Time time, Pace pace) {
        this.limit = Limit.of(options.concurrency());
        this.pace = pace;
        this.pause = new Pause(time);
        this.time = time;
    }

    /** How many requests may be in flight now. */
    public int permits() {
        return limit.permits();
    }

    /** Requests that may leave in a second; infinite as long as nobody set a bound. */
    public double perSecond() {
        return pace.perSecond(time.nanos());
    }

    /** @param permits a lower limit than the throttle's own, or any higher number */
    boolean isOpen(int permits) {
        return !pause.isOn() && inFlight < Math.min(permits, permits()) && pace.nanosLeft(time.nanos()) <= 0;
    }

    /** Until it may open without another answer; {@link Long#MAX_VALUE} when only an answer helps. */
    long nanosLeft(int permits) {
        if (inFlight >= Math.min(permits, permits())) {
            return Long.MAX_VALUE;
        }
        long byPace = Math.max(0, pace.nanosLeft(time.nanos()));
        return pause.isOn() ? Math.max(byPace, pause.nanosLeft()) : byPace;
    }

    void sent() {
        inFlight++;
        limit.sent(time.nanos());
        pace.sent(time.nanos());
    }

    /**
     * A request came to its end.
     *
     * @param allowance what the server says that it takes: when what is in flight uses it up, nothing more leaves until its
     *     period is over
     * @return for how long the server now asks everyone to wait, if that is longer than before; else zero
     */
    Duration answered(Outcome outcome, Duration latency, Optional<Allowance> allowance) {
        inFlight--;
        Duration asked = Objects.requireNonNullElse(outcome.retryAfter(), Duration.ZERO);
        learn(outcome, time.nanos(), latency, asked);
        Duration wait = allowance
                .filter(allowed -> allowed.requests() <= inFlight)
                .map(Allowance::period)
                .filter(period -> period.compareTo(asked) > 0)
                .orElse(asked);
        return pause.extend(wait) ? wait : Duration.ZERO;
    }

    private void learn(Outcome outcome, long now, Duration latency, Duration wait) {
        if (outcome instanceof Outcome.Recorded || outcome instanceof Outcome.Rejected) {
            limit.answered(now, latency);
            pace.taken(now - Nanos.of(latency), now);
        } else if (outcome instanceof Outcome.Stopped) {
            limit.ended(now);
        } else {
            limit.strained(now, latency);
        }
        if (outcome instanceof Outcome.NotProcessed) {
            pace.refused(now - Nanos.of(latency), now, wait);
        }
    }

    /** A request was given up, which says nothing of the server. */
    void givenUp() {
        inFlight--;
        limit.ended(time.nanos());
    }
}
