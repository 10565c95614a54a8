package feedbackuploader.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a second may leave: no more than the user allows, and no more than the server has shown that it
 * takes. After a refusal it goes on below the rate that was refused, comes back to it, stays there for a while and then
 * looks beyond: the curve of TCP CUBIC (RFC 9438) for a rate. Without either limit, requests leave at once.
 *
 * <p>A server may refuse rows for another reason than the pace. So after some refusals full pace is tried: unless the
 * share that is refused becomes much larger by that, slowing down was in vain, and only the waits are kept that the server
 * asks for.
 */
class Pace {

    /** Below what was taken, so that the server gets over it. */
    private static final double BELOW = 0.9;

    private static final double HALF = 0.5;

    /** The way back takes so long at least, and so many times the wait that a refusal costs. */
    private static final double SHORTEST_RETURN_SECONDS = 5;

    private static final double WAITS = 50;

    /** And so many requests. */
    private static final double SELDOM = 100;

    /** A wait is given in whole seconds, rounded up. */
    private static final double ROUNDING_SECONDS = 1;

    /** In a shorter time there are bursts, but no rate. */
    private static final double SHORTEST_SECONDS = 0.1;

    /** Requests a second at least. A run that sends fewer for reasons of its own is not refused for its pace. */
    private static final double LEAST = 0.5;

    /** The first rate is measured on so many requests at least: fewer are a burst, whatever the server refuses of them. */
    private static final int FEW = 8;

    /** Full pace is tried after half as many refusals, or as many if most are refused; after twice as many each time that it was worse. */
    private static final int SOME = 6;

    /** So many refusals at full pace say whether it is worse, which is when the share refused is so many times larger. */
    private static final int TELLING = 8;

    private static final double WORSE = 4;

    /** Of so many requests, the earlier half counts less. */
    private static final int MEMORY = 1_000;

    private final @Nullable Rate most;

    /** The rate that was refused last, and the one after it; 0 while the server sets no limit. */
    private double refused;

    private double below;
    private double returnSeconds = SHORTEST_RETURN_SECONDS;

    private boolean hasBegun;
    private long nextNanos;

    /** When sending went on after the last refusal that slowed it down. */
    private long resumedNanos;

    /** Since then. */
    private int sent;

    private boolean isFull;
    private int some = SOME;
    private int refusals;

    /** Of the requests that left at this pace. */
    private Tally tally = new Tally(Long.MIN_VALUE);

    /** What share was refused at a slower pace. */
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
        return refused > 0 && !isFull;
    }

    /** Requests a second that may leave now; {@link Double#POSITIVE_INFINITY} for any number. */
    double perSecond(long nowNanos) {
        double byServer = isSlow() ? rate(nowNanos) : Double.POSITIVE_INFINITY;
        return most == null ? byServer : Math.min(most.perSecond(), byServer);
    }

    private double rate(long nowNanos) {
        double left = 1 - Math.max(0, nowNanos - resumedNanos) / 1e9 / returnSeconds;
        return Math.max(LEAST, refused - (refused - below) * left * left * left);
    }

    void sent(long nowNanos) {
        if (!hasBegun) {
            hasBegun = true;
            nextNanos = nowNanos;
            resumedNanos = nowNanos;
        }
        sent++;
        tally.noteSent();
        if (isLimited()) {
            long gap = (long) (1e9 / perSecond(nowNanos));
            nextNanos = nextNanos + gap - nowNanos > -gap
                    ? nextNanos + gap
                    : nowNanos; // what was missed is not made up for
        }
    }

    /**
     * The server refused a row for now.
     *
     * @param sentNanos when it left: what left before the last slowing down says nothing new
     * @param wait for which nothing is sent now
     */
    void refused(long sentNanos, long nowNanos, Duration wait) {
        tally.noteRefused(sentNanos);
        if (isFull) {
            if (tally.refused >= TELLING && tally.share() > Math.min(HALF, WORSE * shareWhenSlow)) {
                isFull = false;
                some *= 2;
                slowDownAnew(nowNanos, Nanos.of(wait));
            }
        } else if (sentNanos - resumedNanos >= 0 && isTelling(nowNanos)) {
            slowDown(nowNanos, Nanos.of(wait));
        }
    }

    /** Whether the pace may be what the server minds. */
    private boolean isTelling(long nowNanos) {
        double perSecond = sent / Math.max(SHORTEST_SECONDS, (nowNanos - resumedNanos) / 1e9);
        return sent >= (refused == 0 ? FEW : 1) && perSecond >= Math.min(LEAST, HALF * perSecond(nowNanos));
    }

    private void slowDown(long nowNanos, long waitNanos) {
        boolean isFirst = refused == 0;
        double waitSeconds = waitNanos / 1e9;
        double seconds = (nowNanos - resumedNanos) / 1e9;
        double rate = isFirst || seconds > SHORTEST_SECONDS
                ? Math.min(perSecond(nowNanos), 2 * taken(Math.max(SHORTEST_SECONDS, seconds), waitSeconds))
                : rate(nowNanos);
        refused = Math.max(LEAST, rate * Math.max(HALF, (sent - 1.0) / sent));
        below = BELOW * refused;
        returnSeconds = Math.max(SHORTEST_RETURN_SECONDS, Math.max(WAITS * waitSeconds, SELDOM / refused));
        refusals += sent > 2 ? 2 : 1; // where most are refused, it may have been much too fast
        if (isFirst) {
            slowDownAnew(nowNanos, waitNanos);
        } else if (refusals < some) {
            resume(nowNanos, waitNanos);
        } else {
            isFull = true;
            shareWhenSlow = tally.shareAtMost();
            tally = new Tally(nowNanos);
        }
    }

    /**
     * Rows a second that the server takes, going by what it took since the last wait. With this wait they are too few if it
     * had got over them before, and without it too many: so the mean of both.
     */
    private double taken(double seconds, double waitSeconds) {
        return sent / Math.sqrt((seconds + Math.max(0, waitSeconds - ROUNDING_SECONDS)) * (seconds + waitSeconds));
    }

    private void slowDownAnew(long nowNanos, long waitNanos) {
        refusals = 0;
        tally = new Tally(nowNanos + waitNanos);
        resume(nowNanos, waitNanos);
    }

    /** Goes on after the wait; a server that asks for none has room for the next request a little later all the same. */
    private void resume(long nowNanos, long waitNanos) {
        resumedNanos = nowNanos + waitNanos;
        nextNanos = waitNanos > 0 ? resumedNanos : nowNanos + (long) (1e9 / below);
        sent = 0;
    }

    private static final class Tally {
        private final long fromNanos;
        private int sent;
        private int refused;

        Tally(long fromNanos) {
            this.fromNanos = fromNanos;
        }

        void noteSent() {
            if (++sent == MEMORY) {
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

        /** As it may be for all that is known from so few. */
        double shareAtMost() {
            return (refused + 2.0) / (sent + 2.0);
        }
    }
}
