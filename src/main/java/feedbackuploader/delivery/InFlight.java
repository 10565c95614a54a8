package feedbackuploader.delivery;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was asked for and has no answer yet. A second time-out per request, in case the client's own does not fire. */
final class InFlight<T> {

    /** One request: two for the same row are two, since they are compared by identity. */
    static final class Asked<T> {
        private final T what;
        private final long overdueNanos;

        private Asked(T what, long overdueNanos) {
            this.what = what;
            this.overdueNanos = overdueNanos;
        }
    }

    private final long patienceNanos;
    private final Set<Asked<T>> asked = new LinkedHashSet<>();

    InFlight(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    Asked<T> add(T what, long nowNanos) {
        Asked<T> one = new Asked<>(what, nowNanos + patienceNanos);
        asked.add(one);
        return one;
    }

    /** Whether it was still waited for. */
    boolean remove(Asked<T> one) {
        return asked.remove(one);
    }

    int size() {
        return asked.size();
    }

    boolean isEmpty() {
        return asked.isEmpty();
    }

    /** Until the first is overdue; {@link Long#MAX_VALUE} when there is none. */
    long nanosToOverdue(long nowNanos) {
        return asked.isEmpty() ? Long.MAX_VALUE : asked.iterator().next().overdueNanos - nowNanos;
    }

    /** Takes out what is overdue. */
    List<T> takeOverdue(long nowNanos) {
        List<T> overdue = new ArrayList<>();
        Iterator<Asked<T>> longestFirst = asked.iterator();
        while (nanosToOverdue(nowNanos) <= 0) {
            overdue.add(longestFirst.next().what);
            longestFirst.remove();
        }
        return overdue;
    }

    /** Takes out all. */
    List<T> takeAll() {
        List<T> all = asked.stream().map(one -> one.what).toList();
        asked.clear();
        return all;
    }
}
