package feedbackuploader.delivery;

import feedbackuploader.ledger.Claim;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What is claimed and not in flight: rows that may leave at once, and rows that failed and wait for their time. Bounds
 * what is held in memory, and the share of retries.
 */
final class Backlog {

    /** Bodies held in memory, in characters: a bound for files of very long texts. */
    private static final long HELD_CHARACTERS = 16_000_000;

    private final ArrayDeque<Attempt> ready = new ArrayDeque<>();
    private final Retries<Attempt> retries = new Retries<>();
    private final RetryBudget retryBudget = new RetryBudget();
    private long heldCharacters;

    boolean isReady() {
        return !ready.isEmpty();
    }

    boolean isEmpty() {
        return ready.isEmpty() && retries.isEmpty();
    }

    /** How many may leave at once. */
    int ready() {
        return ready.size();
    }

    int size() {
        return ready.size() + retries.size();
    }

    /** The next row to leave. There must be one. */
    Attempt next() {
        return ready.remove();
    }

    /** How many more characters may be held; 0 or less when there is no room for another row. */
    long charactersLeft() {
        return HELD_CHARACTERS - heldCharacters;
    }

    void addFresh(List<Claim> claims, long gotThrough) {
        retryBudget.earn(claims.size());
        for (Claim claim : claims) {
            Attempt attempt = Attempt.first(claim, gotThrough);
            heldCharacters += attempt.bodyLength();
            ready.add(attempt);
        }
    }

    void retryAt(Attempt attempt, long nanos) {
        retries.add(attempt, nanos);
    }

    /** A row is done with. */
    void forget(Attempt attempt) {
        heldCharacters -= attempt.bodyLength();
    }

    /**
     * How many rows may be tried again now, of those that are due. Beyond their budget, retries go one by one.
     *
     * @param isNothingElse nothing but retries is left to send
     */
    private int retriesAllowed(boolean isNothingElse) {
        return Math.max(retryBudget.left(), isNothingElse && ready.isEmpty() ? 1 : 0);
    }

    boolean isRetryDue(long nowNanos, boolean isNothingElse) {
        return retries.isDue(nowNanos) && retriesAllowed(isNothingElse) > 0;
    }

    /** Until one may be tried again; {@link Long#MAX_VALUE} when time alone does not help. */
    long nanosToRetry(long nowNanos, boolean isNothingElse) {
        return retries.isEmpty() || retriesAllowed(isNothingElse) == 0 ? Long.MAX_VALUE : retries.nanosToNext(nowNanos);
    }

    /** Takes out at most {@code most} of what may be tried again now; {@link #addAgain} puts it back to leave. */
    List<Attempt> takeDue(long nowNanos, boolean isNothingElse, int most) {
        List<Attempt> due = retries.takeDue(nowNanos, Math.min(most, retriesAllowed(isNothingElse)));
        retryBudget.spend(due.size());
        return due;
    }

    /** Before rows that were never sent, or those would use up the server's patience. */
    void addAgain(List<Attempt> attempts) {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            ready.addFirst(attempts.get(i));
        }
    }

    /** Takes out all that was about to leave. */
    List<Claim> releaseReady() {
        List<Claim> claims = new ArrayList<>();
        ready.forEach(attempt -> claims.add(attempt.claim()));
        ready.clear();
        return claims;
    }
}
