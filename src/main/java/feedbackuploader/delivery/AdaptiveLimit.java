package feedbackuploader.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds how many requests in flight a server serves best. Answers begin to take longer as soon as requests queue, and not
 * before: so it takes more as long as answers come as quickly as they did with few, and fewer once they take longer. It
 * compares means over windows, each long enough for what the answers vary, since the quickest answer tells nothing of a
 * server that takes 5 ms for one row and 2 s for another.
 *
 * <p>A step back that is large enough is a test as well: as far as fewer in flight do not make answers quicker, they did not queue, and
 * it is the server itself that has become slower. (After TCP Vegas and BBR, and the gradient limits of Netflix's
 * concurrency-limits.)
 */
final class AdaptiveLimit implements Limit {

    private static final double FIRST = 2;

    /** A step up while nothing has queued yet, and later. */
    private static final double DOUBLE = 2;

    private static final double STEP = 1.05;

    /** Answers that take longer than the quickest by less than this are as quick. */
    private static final double QUICK = 1.1;

    /** A little more in flight than the server works on, so that it never waits for us. */
    private static final double QUEUE = 1.05;

    private static final double BACK_OFF = 0.7;

    /** Steps back to this share of the limit are a test: chance may do as much as smaller ones. */
    private static final double TEST = 0.7;

    /** How often to test with half as many in flight whether answers could be quicker. */
    private static final long TEST_EVERY_NANOS = Duration.ofSeconds(30).toNanos();

    private static final double HALF = 0.5;

    /** With fewer in flight than this share of the limit, it was not the limit that held the run back. */
    private static final double FULL = 0.8;

    private static final long SHORTEST_WINDOW_NANOS = Duration.ofMillis(100).toNanos();
    private static final int FEWEST_ANSWERS = 16;

    /** So many answers for each in flight are enough, whatever they vary. */
    private static final int STARTING_ROUNDS = 2;

    private static final int ROUNDS = 8;
    private static final double SMALL_ERROR = 0.03;

    private final int most;
    private double limit;
    private boolean isStarting = true;
    private int inFlight;

    /** When the limit changed last; what leaves later tells of it. */
    private long changedNanos;

    /** Null until the first answer to what left under this limit: until then the server still has the load of before. */
    private @Nullable LoadWindow window;

    /** The window with the quickest answers so far. */
    private @Nullable LoadWindow quickest;

    private long testedNanos;

    /** The limit and the answers before the last steps back; null when the last step was none. */
    private double limitBefore;

    private @Nullable LoadWindow before;
    private boolean hasBegun;

    /** @param most from 1 */
    AdaptiveLimit(int most) {
        this.most = most;
        this.limit = Math.min(FIRST, most);
    }

    @Override
    public int permits() {
        return (int) limit;
    }

    @Override
    public void sent(long nowNanos) {
        if (!hasBegun) {
            hasBegun = true;
            changedNanos = nowNanos;
            testedNanos = nowNanos;
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
        ended(nowNanos);
        @Nullable LoadWindow now = window;
        if (now == null) {
            boolean leftUnderThisLimit = nowNanos - latency.toNanos() - changedNanos >= 0;
            window = leftUnderThisLimit ? new LoadWindow(nowNanos) : null;
            return;
        }
        now.answered(latency.toNanos());
        if (isTelling(now)) {
            judge(now, nowNanos);
            window = null;
            changedNanos = nowNanos;
        }
    }

    private boolean isTelling(LoadWindow now) {
        double enough = limit * (isStarting ? STARTING_ROUNDS : ROUNDS);
        return now.nanos() >= SHORTEST_WINDOW_NANOS
                && now.answers() >= Math.max(FEWEST_ANSWERS, limit)
                && (now.answers() >= enough || now.error() <= SMALL_ERROR);
    }

    private void judge(LoadWindow now, long nowNanos) {
        if (now.load() < permits() * FULL) {
            return; // something else held the run back
        }
        @Nullable LoadWindow test = before;
        if (test != null && limit <= limitBefore * TEST) {
            before = null;
            quickest = now;
            double served = limitBefore * now.latency() / test.latency() * QUEUE;
            limit = Math.max(1, Math.min(limitBefore, served));
            return;
        }
        LoadWindow best = quickest == null || now.latency() < quickest.latency() ? now : quickest;
        quickest = best;
        if (slowness(now, best) > QUICK) {
            isStarting = false;
            stepBack(now, limit * best.latency() / now.latency() * QUEUE);
        } else if (nowNanos - testedNanos >= TEST_EVERY_NANOS) {
            testedNanos = nowNanos;
            stepBack(now, limit * HALF);
        } else {
            before = null;
            limit = Math.min(most, isStarting ? limit * DOUBLE : Math.max(limit + 1, limit * STEP));
        }
    }

    /** By how much answers take longer than the quickest at least, for all that chance may have done. */
    private static double slowness(LoadWindow now, LoadWindow best) {
        return now.latency() * (1 - 2 * now.error()) / (best.latency() * (1 + 2 * best.error()));
    }

    private void stepBack(LoadWindow now, double to) {
        if (before == null) {
            limitBefore = limit;
            before = now;
        }
        limit = Math.max(1, to);
    }

    @Override
    public void strained(long nowNanos, Duration latency) {
        ended(nowNanos);
        if (nowNanos - latency.toNanos() - changedNanos < 0) {
            return; // part of the trouble that is known
        }
        isStarting = false;
        before = null;
        limit = Math.max(1, limit * BACK_OFF);
        window = null;
        changedNanos = nowNanos;
    }
}
