package feedbackuploader.delivery;

import feedbackuploader.feedback.Outcome;
import java.time.Duration;

/**
 * When the next request may leave. It keeps what a run learns of its server: how many in flight it serves best, how many
 * a second it takes, and how long it asked to wait. One for a run, since it is worth keeping from one delivery to the
 * next; of one thread.
 */
public final class Throttle {

    private static final int TOO_MANY_REQUESTS = 429;

    private final Limit limit;
    private final Pace pace;
    private final Pause pause;
    private final Time time;
    private int inFlight;

    public Throttle(DeliveryOptions options, Time time) {
        this.limit = Limit.of(options.concurrency());
        this.pace = new Pace(options.rate());
        this.pause = new Pause(time);
        this.time = time;
    }

    /** How many requests may be in flight now. */
    public int permits() {
        return limit.permits();
    }

    /** Requests that may leave in a second; infinite as long as nobody set a bound. */
    public double perSecond() {
        return pace.perSecond();
    }

    /** @param permits a lower number than the throttle's own, if someone knows better */
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

    /** @return for how long the server now asks everyone to wait, if that is longer than before; else zero */
    Duration answered(Outcome outcome, Duration latency) {
        inFlight--;
        long now = time.nanos();
        if (outcome instanceof Outcome.Recorded || outcome instanceof Outcome.Rejected) {
            limit.answered(now, latency);
        } else if (outcome instanceof Outcome.NotProcessed notProcessed) {
            return refused(notProcessed, now, latency);
        } else if (outcome instanceof Outcome.Stopped) {
            limit.ended(now);
        } else {
            limit.strained(now, latency);
        }
        return Duration.ZERO;
    }

    private Duration refused(Outcome.NotProcessed outcome, long now, Duration latency) {
        Duration wait = outcome.retryAfter() == null ? Duration.ZERO : outcome.retryAfter();
        if (outcome.httpStatus() == TOO_MANY_REQUESTS) {
            limit.ended(now);
            pace.refused(now - Nanos.of(latency), now, wait);
        } else {
            limit.strained(now, latency);
        }
        return pause.extend(wait) ? wait : Duration.ZERO;
    }

    /** A request was given up, which says nothing of the server. */
    void givenUp() {
        inFlight--;
        limit.ended(time.nanos());
    }
}
