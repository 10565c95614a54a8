package feedbackuploader.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds how many requests in flight a server serves best. Throughput decides: more in flight is kept only if more rows are
 * taken for it, fewer as soon as about as many are. So it tries more and fewer by turns, one window each, and the less
 * often the longer nothing came of it. Latency only warns: when answers take longer it tries again at once, and it tries
 * fewer only where answers take longer than they did with fewer. A failure is a row that was not taken.
 *
 * <p>A hill climb like that of the .NET thread pool (Hellerstein, "Optimizing Concurrency Levels in the .NET ThreadPool",
 * 2008), on the slope at which BBR and TCP Vegas stop: where another request in flight only makes the others wait. Netflix's
 * Gradient2 compares latencies instead, which are noise below a millisecond and rise with the load of our own machine.
 */
final class AdaptiveLimit implements Limit {

    private static final int FIRST = 2;

    /** From one try to the next; twice as far until something stopped it for the first time. */
    private static final double STEP = 1.5;

    private static final double FIRST_STEP = 2;

    /** With so many times as many in flight, the server must take as many times as many rows to this power. */
    private static final double WORTH = 0.15;

    /** Windows from one try to the next at most, when nothing comes of them. */
    private static final int LONGEST_REST = 16;

    /** Answers that take so many times as long as others are slower, and a server whose answers have become so has changed. */
    private static final double CHANGED = 1.3;

    /** With less in flight than this share of the limit, it was not the limit that held the run back. */
    private static final double FULL = 0.5;

    /** A window takes so many answers for each in flight, and more if they vary much. */
    private static final int ROUNDS = 2;

    private static final int MOST_ROUNDS = 8;
    private static final double SMALL_ERROR = 0.05;

    /** Shorter windows would measure pauses of either machine. */
    private static final long SHORTEST_WINDOW_NANOS = Duration.ofMillis(100).toNanos();

    private final int most;
    private int limit;
    private int inFlight;

    /** When the limit changed last; what left before tells nothing of it. */
    private long changedNanos;

    /** Null until the first answer to what left under this limit: until then the server still has the load of before. */
    private @Nullable LoadWindow window;

    /** The last window at the best limit so far; a try is going on while the limit is another. */
    private @Nullable LoadWindow best;

    /** Nanoseconds that answers took in the quickest window. */
    private double quickest = Double.POSITIVE_INFINITY;

    /** The lowest limit that was tried. */
    private int fewest = Integer.MAX_VALUE;

    private double step = FIRST_STEP;
    private boolean isNextUp = true;
    private int rest = 1;
    private int restLeft;
    private boolean hasBegun;

    /** @param most from 1 */
    AdaptiveLimit(int most) {
        this.most = most;
        this.limit = Math.min(FIRST, most);
    }

    @Override
    public int permits() {
        return limit;
    }

    @Override
    public void sent(long nowNanos) {
        if (!hasBegun) {
            hasBegun = true;
            changedNanos = nowNanos;
        }
        pass(nowNanos);
        inFlight++;
    }

    @Override
    public void ended(long nowNanos) {
        pass(nowNanos);
        inFlight--;
    }

    private void pass(long nowNanos) {
        if (window != null) {
            window.pass(nowNanos, inFlight);
        }
    }

    @Override
    public void answered(long nowNanos, Duration latency) {
        note(nowNanos, latency, true);
    }

    @Override
    public void strained(long nowNanos, Duration latency) {
        note(nowNanos, latency, false);
    }

    private void note(long nowNanos, Duration latency, boolean isTaken) {
        ended(nowNanos);
        if (window == null) {
            boolean leftUnderThisLimit = nowNanos - latency.toNanos() - changedNanos >= 0;
            window = leftUnderThisLimit ? new LoadWindow(limit, nowNanos) : null;
            return;
        }
        window.answered(latency.toNanos(), isTaken);
        if (isTelling(window)) {
            judge(window);
            window = null;
            changedNanos = nowNanos;
        }
    }

    private static boolean isTelling(LoadWindow now) {
        return now.nanos() >= SHORTEST_WINDOW_NANOS
                && now.answers() >= ROUNDS * now.limit()
                && (now.error() <= SMALL_ERROR || now.answers() >= MOST_ROUNDS * now.limit());
    }

    private void judge(LoadWindow now) {
        quickest = Math.min(quickest, now.latency());
        fewest = Math.min(fewest, limit);
        @Nullable LoadWindow before = best;
        if (now.load() < FULL * limit) {
            goBack(); // something else held the run back
        } else if (before == null || before.limit() == limit) {
            stay(now, before);
        } else if (limit > before.limit() == isWorthMore(now, before)) {
            best = now;
            rest = 1;
            move();
        } else {
            goBack();
            step = STEP;
            isNextUp = !isNextUp || !isWarned(before);
            rest = Math.min(LONGEST_REST, 2 * rest);
        }
    }

    private void goBack() {
        if (best != null) {
            limit = best.limit();
        }
        restLeft = rest;
    }

    private void stay(LoadWindow now, @Nullable LoadWindow before) {
        boolean hasChanged = before != null
                && (now.latency() > CHANGED * before.latency() || before.latency() > CHANGED * now.latency());
        if (hasChanged) {
            rest = 1;
        }
        best = now;
        if (hasChanged || restLeft == 0) {
            move();
        } else {
            restLeft--;
        }
    }

    /** Whether answers were quicker with fewer in flight, as far as is known. */
    private boolean isWarned(LoadWindow now) {
        return now.limit() == fewest || now.latency() > CHANGED * quickest;
    }

    /** From 1 it is always up. */
    private void move() {
        isNextUp = limit == 1 || (isNextUp && limit < most);
        limit = isNextUp
                ? Math.min(most, Math.max(limit + 1, (int) Math.round(limit * step)))
                : Math.min(limit - 1, (int) Math.round(limit / step));
    }

    /** Whether the larger of two limits is worth it. */
    private static boolean isWorthMore(LoadWindow one, LoadWindow other) {
        LoadWindow more = one.limit() > other.limit() ? one : other;
        LoadWindow less = more == one ? other : one;
        double timesAsMany = (double) more.limit() / less.limit();
        return more.perSecond() > less.perSecond() * Math.pow(timesAsMany, WORTH);
    }
}
