package feedbackuploader.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a second may leave: no more than the user allows, and no more than the server has shown that it
 * takes. A server that refuses rows for coming too fast (429) is believed to take about what it took until then; the pace
 * comes close to that again quickly, and beyond it slowly at first. Without either limit, requests leave at once.
 *
 * <p>One that refuses a few rows however slowly they come has another reason for it, and no pace helps: then only the
 * waits that it asks for are kept.
 */
final class Pace {

    /** Just below the rate that was refused: a refusal may cost a second of waiting. */
    private static final double BELOW = 0.97;

    /** Refused again so soon: the rate was found too high. */
    private static final double FAR_BELOW = 0.85;

    /** The same where a refusal costs nothing but the row's own time. */
    private static final double NOT_SO_FAR_BELOW = 0.94;

    private static final double SOON_SECONDS = 10;

    /** Until the server has got over what came too fast. */
    private static final long CATCHING_UP_NANOS = Duration.ofMillis(250).toNanos();

    /** The rate is near the refused one from here, and at it between the other two. */
    private static final double NEAR = 0.9;

    private static final double AT = 0.96;
    private static final double BEYOND = 1.05;

    /** Growth in a second. */
    private static final double DOUBLING = 1;

    private static final double QUICKLY = 0.2;

    private static final double SLOWLY = 0.01;
    private static final double PROBING = 0.0005;

    /** The same where a refusal costs nothing but the row's own time. */
    private static final double PROBING_FREELY = 0.005;

    /** After so long without a refusal, probing goes twice as fast, and so on: servers become more patient, too. */
    private static final double PATIENCE_SECONDS = 60;

    private static final double LEAST = 0.1;

    /** So many rows between two refusals are many: at a pace that is too fast by a tenth there are no more. */
    private static final double MANY = 10;

    /** More between two refusals say no more. */
    private static final double MOST = 50;

    private static final double NEWEST = 0.5;

    /** Refused as seldom at this share of a rate as at the rate itself: then it was in vain. */
    private static final double IN_VAIN = 0.2;

    private final @Nullable Rate most;

    /** Requests a second; 0 as long as the server has refused none. */
    private double rate;

    /** The rate that the server refused last. */
    private double refused;

    private boolean hasBegun;
    private long startNanos;
    private long sent;

    /** How many rows there were between two refusals of late. */
    private double betweenRefusals;

    private long sentAtRefusal;

    /** From which rate on slowing down has not helped; 0 when it is not known to be in vain. */
    private double inVainFrom;

    private boolean isNoMatterOfPace;
    private long nextNanos;
    private long grownNanos;
    private long slowedNanos;

    /** Whether the server asked for no wait when it refused last. */
    private boolean isFree;

    /** Whether the last refusal came while the server was catching up, once: one who never catches up is refusing. */
    private boolean isForgiven;

    /** @param most null for as many as the server takes */
    Pace(@Nullable Rate most) {
        this.most = most;
    }

    /** Until the next request may leave; 0 or less when it may now. */
    long nanosLeft(long nowNanos) {
        return hasBegun && isLimited() ? nextNanos - nowNanos : 0;
    }

    private boolean isLimited() {
        return most != null || rate > 0;
    }

    /** Requests a second that may leave now; {@link Double#POSITIVE_INFINITY} for any number. */
    double perSecond() {
        double byServer = rate > 0 ? rate : Double.POSITIVE_INFINITY;
        return most == null ? byServer : Math.min(most.perSecond(), byServer);
    }

    void sent(long nowNanos) {
        if (!hasBegun) {
            hasBegun = true;
            slowedNanos = nowNanos - CATCHING_UP_NANOS;
            nextNanos = nowNanos;
            startNanos = nowNanos;
        }
        sent++;
        grow(nowNanos);
        if (isLimited()) {
            long gap = (long) (1e9 / perSecond());
            nextNanos = nextNanos + gap - nowNanos > -gap
                    ? nextNanos + gap
                    : nowNanos; // what was missed is not made up for
        }
    }

    private void grow(long nowNanos) {
        double seconds = (nowNanos - grownNanos) / 1e9;
        if (rate > 0 && seconds > 0) {
            rate *= Math.min(2, Math.pow(1 + growth(nowNanos), seconds));
            grownNanos = nowNanos;
        }
    }

    private double growth(long nowNanos) {
        if (isFree && Double.isInfinite(refused)) {
            return DOUBLING;
        } else if (rate < NEAR * refused || rate > 2 * refused) {
            return QUICKLY;
        } else if (rate < AT * refused || rate > BEYOND * refused) {
            return SLOWLY;
        }
        double patience = (nowNanos - slowedNanos) / 1e9 / PATIENCE_SECONDS;
        return (isFree ? PROBING_FREELY : PROBING) * (1 + patience * patience);
    }

    /**
     * The server refused a row for coming too fast.
     *
     * @param sentNanos when it left: what left before the last slowing down says nothing new, nor what left first just after it
     * @param wait for which nothing is sent now
     */
    void refused(long sentNanos, long nowNanos, Duration wait) {
        if (sentNanos - slowedNanos < 0) {
            return;
        }
        long until = nowNanos + Nanos.of(wait);
        if (sentNanos - slowedNanos < CATCHING_UP_NANOS && !isForgiven) {
            isForgiven = true;
            slowedNanos = until;
            grownNanos = until; // a pace that nobody goes by is not tried out
            return;
        }
        isForgiven = false;
        boolean isSoon = (nowNanos - slowedNanos) / 1e9 < SOON_SECONDS;
        isFree = wait.isZero();
        noteRefusal(isSoon);
        if (isNoMatterOfPace) {
            slowedNanos = until;
            return;
        }
        if (rate == 0) {
            refused = Double.POSITIVE_INFINITY; // the run has only begun: how much more it may be is not known yet
            rate = sent / Math.max(1, (until - startNanos) / 1e9);
        } else {
            refused = rate;
            rate *= isSoon ? (isFree ? NOT_SO_FAR_BELOW : FAR_BELOW) : BELOW;
        }
        rate = Math.max(LEAST, rate);
        slowedNanos = until;
        grownNanos = until;
        nextNanos = until;
    }

    private void noteRefusal(boolean isSoon) {
        double between = Math.min(MOST, (double) (sent - sentAtRefusal));
        betweenRefusals = sentAtRefusal == 0 ? between : NEWEST * between + (1 - NEWEST) * betweenRefusals;
        sentAtRefusal = sent;
        if (betweenRefusals < MANY) {
            isNoMatterOfPace = false;
            inVainFrom = 0;
        } else if (inVainFrom == 0 || !isSoon) {
            inVainFrom = rate;
        } else if (rate < IN_VAIN * inVainFrom && !isNoMatterOfPace) {
            isNoMatterOfPace = true;
            rate = 0;
        }
    }
}
