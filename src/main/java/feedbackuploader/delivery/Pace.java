package feedbackuploader.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a second may leave: no more than the user allows, and no more than the server has shown that it
 * takes. After a refusal it goes on below the rate that was refused, comes back to it, stays there for a while and then
 * looks beyond: the curve of TCP CUBIC (RFC 9438) for a rate. Without either limit, requests leave at once.
 *
 * <p>A server may refuse rows for another reason than the pace. So after refusalsUntilFullPace refusals full pace is tried: unless the
 * share that is refused becomes much larger by that, slowing down was in vain, and only the waits are kept that the server
 * asks for.
 *
 * <p>A server that takes nothing at all is down, whatever the pace. Once it takes a row again, what was learnt is forgotten,
 * and the rate doubles each second until it is refused.
 */
class Pace {

    /** The share of the refused rate at which sending goes on, so that the server recovers. */
    private static final double FRACTION_AFTER_REFUSAL = 0.9;

    private static final double HALF = 0.5;

    // The way back to the refused rate takes the longest of these: seconds, so many times the wait that a refusal
    // costs, and so many requests.
    private static final double MINIMUM_RETURN_SECONDS = 5;
    private static final double RETURN_PER_WAIT = 50;
    private static final double RETURN_REQUESTS = 100;

    /** Retry-After is in whole seconds, rounded up: RFC 9110, section 10.2.3. */
    private static final double ROUNDING_SECONDS = 1;

    /** In a shorter time a burst would be taken for a rate. */
    private static final double MINIMUM_MEASURED_SECONDS = 0.1;

    /** Requests a second. A run that sends fewer for reasons of its own is not refused for its pace. */
    private static final double MINIMUM_RATE = 0.5;

    /** Minimum number of requests for the first rate: fewer are a burst. */
    private static final int FIRST_SAMPLE = 8;

    /**
     * Full pace is tried after so many refusals, where a refusal counts twice unless most requests are refused. The number
     * doubles each time that full pace was worse.
     */
    private static final int REFUSALS_UNTIL_FULL_PACE = 6;

    /** Number of refusals at full pace after which it is judged. */
    private static final int REFUSALS_AT_FULL_PACE = 8;

    /** Full pace is worse if the refused share grows by this factor. */
    private static final double WORSE_AT_FULL_PACE = 4;

    /** Number of times in a row that slowing down was followed by refusals alone: the server is down. */
    private static final int IN_VAIN_IF_DOWN = 4;

    /** Requests a second at which a rate that doubles each second is none any more. */
    private static final double FASTEST = 10_000;

    /** Number of requests at which the counts are halved, so that later ones count more. */
    private static final int TALLY_SIZE = 1_000;

    private final @Nullable Rate most;

    /** Requests a second; 0 while the server sets no limit. */
    private double refusedRate;

    private double rateAfterRefusal;
    private double returnSeconds = MINIMUM_RETURN_SECONDS;

    private boolean hasBegun;
    private long nextNanos;

    /** When sending went on after the last refusal that slowed it down. */
    private long resumedNanos;

    private int sentSinceResumed;
    private boolean hasTaken;
    private int inVain;

    /** Whether the server was down, and the rate doubles since it took a row again. */
    private boolean isDoubling;

    private double doublingFrom;

    private boolean isFullPace;
    private int refusalsUntilFullPace = REFUSALS_UNTIL_FULL_PACE;
    private int refusals;

    /** Of the requests that left since the pace was changed. */
    private Tally tally = new Tally(Long.MIN_VALUE);

    private double shareWhenSlow;

    /** @param most null for as many as the server takes */
    Pace(@Nullable Rate most) {
        this.most = most;
    }

    /** Until the next request may leave; 0 or less when it may now. */
    long nanosLeft(long nowNanos) {
        return hasBegun && isLimited() ? nextNanos - nowNanos : 0;
    }

    private boolean isLimited() {
        return most != null || isSlow();
    }

    private boolean isSlow() {
        return (refusedRate > 0 || isDoubling) && !isFullPace;
    }

    /** Requests a second that may leave now; {@link Double#POSITIVE_INFINITY} for any number. */
    double perSecond(long nowNanos) {
        double byServer = isSlow() ? rate(nowNanos) : Double.POSITIVE_INFINITY;
        return most == null ? byServer : Math.min(most.perSecond(), byServer);
    }

    private double rate(long nowNanos) {
        if (isDoubling) {
            return doublingFrom * Math.pow(2, Math.max(0, nowNanos - resumedNanos) / 1e9);
        }
        double left = 1 - Math.max(0, nowNanos - resumedNanos) / 1e9 / returnSeconds;
        return Math.max(MINIMUM_RATE, refusedRate - (refusedRate - rateAfterRefusal) * left * left * left);
    }

    void sent(long nowNanos) {
        if (!hasBegun) {
            hasBegun = true;
            nextNanos = nowNanos;
            resumedNanos = nowNanos;
        }
        sentSinceResumed++;
        tally.noteSent();
        isDoubling = isDoubling && rate(nowNanos) < FASTEST;
        if (isLimited()) {
            long gap = (long) (1e9 / perSecond(nowNanos));
            nextNanos =
                    nextNanos + gap - nowNanos > -gap ? nextNanos + gap : nowNanos; // a missed slot is not made up for
        }
    }

    /**
     * The server refused a row for now.
     *
     * @param sentNanos when it left: what left before the last slowing down says nothing new
     * @param wait during which nothing is sent
     */
    void refused(long sentNanos, long nowNanos, Duration wait) {
        tally.noteRefused(sentNanos);
        if (isFullPace) {
            if (tally.refused >= REFUSALS_AT_FULL_PACE
                    && tally.share() > Math.min(HALF, WORSE_AT_FULL_PACE * shareWhenSlow)) {
                isFullPace = false;
                refusalsUntilFullPace *= 2;
                slowDownAnew(nowNanos, Nanos.of(wait));
            }
        } else if (sentNanos - resumedNanos >= 0 && isPaceSuspected(nowNanos)) {
            slowDown(nowNanos, Nanos.of(wait));
        }
    }

    /**
     * The server took a row, or refused it for good.
     *
     * @param sentNanos when it left
     */
    void taken(long sentNanos, long nowNanos) {
        if (sentNanos - resumedNanos < 0) {
            return;
        }
        hasTaken = true;
        if (isDown()) {
            doublingFrom = rate(nowNanos);
            isDoubling = true;
            inVain = 0;
            refusedRate = 0;
            slowDownAnew(nowNanos, 0);
        }
    }

    private boolean isDown() {
        return inVain >= IN_VAIN_IF_DOWN;
    }

    /** Whether the pace may be the reason for a refusal. */
    private boolean isPaceSuspected(long nowNanos) {
        double perSecond = sentSinceResumed / Math.max(MINIMUM_MEASURED_SECONDS, (nowNanos - resumedNanos) / 1e9);
        return sentSinceResumed >= (refusedRate == 0 ? FIRST_SAMPLE : 1)
                && perSecond >= Math.min(MINIMUM_RATE, HALF * perSecond(nowNanos));
    }

    private void slowDown(long nowNanos, long waitNanos) {
        inVain = hasTaken ? 0 : inVain + 1;
        boolean isFirst = refusedRate == 0;
        double waitSeconds = waitNanos / 1e9;
        double seconds = (nowNanos - resumedNanos) / 1e9;
        double rate = isFirst || seconds > MINIMUM_MEASURED_SECONDS
                ? Math.min(perSecond(nowNanos), 2 * taken(Math.max(MINIMUM_MEASURED_SECONDS, seconds), waitSeconds))
                : rate(nowNanos);
        refusedRate = Math.max(MINIMUM_RATE, rate * Math.max(HALF, (sentSinceResumed - 1.0) / sentSinceResumed));
        rateAfterRefusal = FRACTION_AFTER_REFUSAL * refusedRate;
        returnSeconds = Math.max(
                MINIMUM_RETURN_SECONDS, Math.max(RETURN_PER_WAIT * waitSeconds, RETURN_REQUESTS / refusedRate));
        isDoubling = false;
        refusals += sentSinceResumed > 2 ? 2 : 1; // where most are refused, it was perhaps far too fast
        if (isFirst) {
            slowDownAnew(nowNanos, waitNanos);
        } else if (refusals < refusalsUntilFullPace || isDown()) {
            resume(nowNanos, waitNanos);
        } else {
            isFullPace = true;
            shareWhenSlow = tally.shareAtMost();
            tally = new Tally(nowNanos);
        }
    }

    /**
     * Rows a second that the server takes, by what it took since the last wait. Counting this wait gives too few if the
     * server had recovered earlier, leaving it out gives too many: so the geometric mean of both.
     */
    private double taken(double seconds, double waitSeconds) {
        return sentSinceResumed
                / Math.sqrt((seconds + Math.max(0, waitSeconds - ROUNDING_SECONDS)) * (seconds + waitSeconds));
    }

    private void slowDownAnew(long nowNanos, long waitNanos) {
        refusals = 0;
        tally = new Tally(nowNanos + waitNanos);
        resume(nowNanos, waitNanos);
    }

    /** Goes on after the wait; a server that asks for none has room for the next request a little later all the same. */
    private void resume(long nowNanos, long waitNanos) {
        resumedNanos = nowNanos + waitNanos;
        nextNanos =
                waitNanos > 0 ? resumedNanos : nowNanos + (long) (1e9 / (isDoubling ? doublingFrom : rateAfterRefusal));
        sentSinceResumed = 0;
        hasTaken = false;
    }

    private static final class Tally {
        private final long fromNanos;
        private int sent;
        private int refused;

        Tally(long fromNanos) {
            this.fromNanos = fromNanos;
        }

        void noteSent() {
            if (++sent == TALLY_SIZE) {
                sent /= 2;
                refused /= 2;
            }
        }

        void noteRefused(long sentNanos) {
            refused += sentNanos - fromNanos >= 0 ? 1 : 0;
        }

        double share() {
            return (double) refused / Math.max(1, sent);
        }

        /** An upper estimate: few requests say little. */
        double shareAtMost() {
            return (refused + 2.0) / (sent + 2.0);
        }
    }
}
