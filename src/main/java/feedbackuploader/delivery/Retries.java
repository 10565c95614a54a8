package feedbackuploader.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** What waits for its time to be tried again. */
final class Retries<T> {

    private record Retry<T>(T what, long dueNanos) {}

    /** Nanosecond clocks wrap: only the difference between two readings says which is earlier. */
    private final PriorityQueue<Retry<T>> waiting =
            new PriorityQueue<>((one, other) -> Long.signum(one.dueNanos() - other.dueNanos()));

    void add(T what, long dueNanos) {
        waiting.add(new Retry<>(what, dueNanos));
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

    /** Takes out at most {@code most} that are due, the longest due first. */
    List<T> takeDue(long nowNanos, int most) {
        List<T> due = new ArrayList<>();
        while (due.size() < most && isDue(nowNanos)) {
            due.add(waiting.remove().what());
        }
        return due;
    }
}
