package feedbackuploader.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds how many requests in flight a server serves best. Throughput decides: more in flight is kept only if more rows are
 * taken for it, fewer as soon as about as many are. So it tries more and fewer by turns, one window each, and the less
 * often the longer it brought nothing. Latency only warns: when answers take longer it tries again at once, and it tries
 * fewer only where answers take longer than they did with fewer. A failure is a row that was not taken.
 *
 * <p>A hill climb like that of the .NET thread pool (Hellerstein, "Optimizing Concurrency Levels in the .NET ThreadPool",
 * 2008), on the slope at which BBR and TCP Vegas stop: where another request in flight only makes the others wait. Netflix's
 * Gradient2 compares latencies instead, which are noise below a millisecond and rise with the load of our own machine.
 */
final class AdaptiveLimit implements Limit {

    private static final int FIRST_LIMIT = 2;

    /** From one try to the next; twice as far until something stopped it for the first time. */
    private static final double STEP = 1.5;

    private static final double FIRST_STEP = 2;

    /** n times as many in flight are kept where the server takes at least n to this power times as many rows. */
    private static final double REQUIRED_GAIN_EXPONENT = 0.15;

    /** From one try to the next, when the last tries brought nothing. */
    private static final int MAXIMUM_REST_WINDOWS = 16;

    /** Latencies that differ by less are the same. */
    private static final double CHANGED_LATENCY_RATIO = 1.3;

    /** With a smaller share of the limit in flight, something else than the limit held the run back. */
    private static final double MINIMUM_LOAD = 0.5;

    // A window takes so many answers for each in flight: the maximum where latencies vary much.
    private static final int MINIMUM_ROUNDS = 2;
    private static final int MAXIMUM_ROUNDS = 8;
    private static final double MAXIMUM_RELATIVE_ERROR = 0.05;

    /** Shorter windows would measure pauses of either machine. */
    private static final long MINIMUM_WINDOW_NANOS = Duration.ofMillis(100).toNanos();

    private final int maximum;
    private int limit;
    private int inFlight;

    /** When the limit changed last; requests that left earlier say nothing about it. */
    private long changedNanos;

    /** Null until the first answer to what left under this limit: until then the server still has the load of before. */
    private @Nullable LoadWindow window;

    /** The last window at the best limit so far; a try is going on while the limit is another. */
    private @Nullable LoadWindow best;

    /** Of the window with the quickest answers. */
    private double lowestLatencyNanos = Double.POSITIVE_INFINITY;

    private int lowestLimit = Integer.MAX_VALUE;

    private double step = FIRST_STEP;
    private boolean isNextUp = true;
    private int restWindows = 1;
    private int restWindowsLeft;
    private boolean hasBegun;

    /** @param maximum from 1 */
    AdaptiveLimit(int maximum) {
        this.maximum = maximum;
        this.limit = Math.min(FIRST_LIMIT, maximum);
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
        if (isComplete(window)) {
            judge(window);
            window = null;
            changedNanos = nowNanos;
        }
    }

    private static boolean isComplete(LoadWindow now) {
        return now.nanos() >= MINIMUM_WINDOW_NANOS
                && now.answers() >= MINIMUM_ROUNDS * now.limit()
                && (now.error() <= MAXIMUM_RELATIVE_ERROR || now.answers() >= MAXIMUM_ROUNDS * now.limit());
    }

    private void judge(LoadWindow now) {
        lowestLatencyNanos = Math.min(lowestLatencyNanos, now.latency());
        lowestLimit = Math.min(lowestLimit, limit);
        @Nullable LoadWindow before = best;
        if (now.load() < MINIMUM_LOAD * limit) {
            goBack(); // something else held the run back
        } else if (before == null || before.limit() == limit) {
            stay(now, before);
        } else if (limit > before.limit() == isWorthMore(now, before)) {
            best = now;
            restWindows = 1;
            move();
        } else {
            goBack();
            step = STEP;
            isNextUp = !isNextUp || !isWarned(before);
            restWindows = Math.min(MAXIMUM_REST_WINDOWS, 2 * restWindows);
        }
    }

    private void goBack() {
        if (best != null) {
            limit = best.limit();
        }
        restWindowsLeft = restWindows;
    }

    private void stay(LoadWindow now, @Nullable LoadWindow before) {
        boolean hasChanged = before != null
                && (now.latency() > CHANGED_LATENCY_RATIO * before.latency()
                        || before.latency() > CHANGED_LATENCY_RATIO * now.latency());
        if (hasChanged) {
            restWindows = 1;
        }
        best = now;
        if (hasChanged || restWindowsLeft == 0) {
            move();
        } else {
            restWindowsLeft--;
        }
    }

    /** Whether answers were quicker with fewer in flight, as far as is known. */
    private boolean isWarned(LoadWindow now) {
        return now.limit() == lowestLimit || now.latency() > CHANGED_LATENCY_RATIO * lowestLatencyNanos;
    }

    private void move() {
        isNextUp = limit == 1 || (isNextUp && limit < maximum);
        limit = isNextUp
                ? Math.min(maximum, Math.max(limit + 1, (int) Math.round(limit * step)))
                : Math.min(limit - 1, (int) Math.round(limit / step));
    }

    /** Whether the larger of two limits is worth it. */
    private static boolean isWorthMore(LoadWindow one, LoadWindow other) {
        LoadWindow more = one.limit() > other.limit() ? one : other;
        LoadWindow less = more == one ? other : one;
        double timesAsMany = (double) more.limit() / less.limit();
        return more.perSecond() > less.perSecond() * Math.pow(timesAsMany, REQUIRED_GAIN_EXPONENT);
    }
}
