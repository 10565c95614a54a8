package feedbackuploader.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Rows that wait for their time to be sent again. */
final class Retries {

    private record Retry(Attempt attempt, long dueNanos) {}

    /** Nanosecond clocks wrap: only the difference between two readings says which is earlier. */
    private final PriorityQueue<Retry> waiting =
            new PriorityQueue<>((one, other) -> Long.signum(one.dueNanos() - other.dueNanos()));

    void add(Attempt attempt, long dueNanos) {
        waiting.add(new Retry(attempt, dueNanos));
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Until the first is due; negative when it was due before. There must be one. */
    long nanosToNext(long nowNanos) {
        return waiting.element().dueNanos() - nowNanos;
    }

    boolean isDue(long nowNanos) {
        return !waiting.isEmpty() && nanosToNext(nowNanos) <= 0;
    }

    /** Takes out what is due, the longest due first. */
    List<Attempt> takeDue(long nowNanos) {
        List<Attempt> due = new ArrayList<>();
        while (isDue(nowNanos)) {
            due.add(waiting.remove().attempt());
        }
        return due;
    }
}
