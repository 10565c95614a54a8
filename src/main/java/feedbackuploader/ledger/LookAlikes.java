package feedbackuploader.ledger;

import feedbackuploader.server.Submission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows apart that a read-back could not tell from each other, such as those that differ only in who rated: while
 * one of them is on its way, or is lost and not settled, the others wait. Rows that are the same in all are no matter:
 * which of them is recorded makes no difference.
 *
 * <p>Costs no walk over the plan: only what is on its way is known, and what was held back for it.
 */
final class LookAlikes {

    /** Maximum number of rows held back; no more rows are looked at then. */
    private static final int MOST_HELD = 1_000;

    /** What is on its way under one look: any number of rows with the same body; and what waits for it. */
    private static final class Away {
        private final String body;
        private final Deque<Claim> waiting = new ArrayDeque<>();
        private int rows;
        private boolean isLost;

        Away(String body) {
            this.body = body;
        }
    }

    private final Function<Submission, @Nullable Object> look;
    private final Map<Object, Away> away = new HashMap<>();
    private final Map<Long, Object> looks = new HashMap<>();
    private final Deque<Claim> free = new ArrayDeque<>();
    private int held;

    /** @param look equal for rows that look alike; null for one that looks like no other */
    LookAlikes(Function<Submission, @Nullable Object> look) {
        this.look = look;
    }

    /** Whether {@code claim} may leave now, and counts as on its way; else it is held back, or left for another time. */
    boolean mayLeave(Claim claim) {
        @Nullable Object its = look.apply(claim.submission());
        if (its == null) {
            return true;
        }
        Away alike =
                away.computeIfAbsent(its, any -> new Away(claim.submission().body()));
        if (!alike.body.equals(claim.submission().body())) {
            if (!alike.isLost) {
                alike.waiting.add(claim);
                held++;
            }
            return false;
        }
        alike.rows++;
        looks.put(claim.id(), its);
        return true;
    }

    /** A retry is sent even if a look-alike row is already in flight. */
    void leavesAgain(Claim claim) {
        @Nullable Object its = look.apply(claim.submission());
        @Nullable Away alike = its == null ? null : away.get(its);
        if (alike == null || alike.body.equals(claim.submission().body())) {
            mayLeave(claim);
        }
    }

    /** A row is on its way no more; if it {@code isLost}, those that look like it stay where they are. */
    void isBack(long id, boolean isLost) {
        @Nullable Object its = looks.remove(id);
        @Nullable Away alike = its == null ? null : away.get(its);
        if (its == null || alike == null) {
            return;
        }
        alike.rows--;
        alike.isLost |= isLost;
        if (alike.isLost) {
            held -= alike.waiting.size();
            alike.waiting.clear();
        } else if (alike.rows == 0) {
            away.remove(its);
            letGo(alike.waiting);
        }
    }

    /** The first of those that wait may leave, and the others wait for that one. */
    private void letGo(Deque<Claim> waiting) {
        held -= waiting.size();
        for (Claim next : waiting) {
            if (mayLeave(next)) {
                free.add(next);
            }
        }
    }

    /** Takes out what was held back and may leave now: it counts as on its way. */
    List<Claim> takeFree(int most) {
        List<Claim> taken = new ArrayList<>();
        while (taken.size() < most && !free.isEmpty()) {
            taken.add(free.remove());
        }
        return taken;
    }

    boolean hasFree() {
        return !free.isEmpty();
    }

    boolean isFull() {
        return held >= MOST_HELD;
    }
}
