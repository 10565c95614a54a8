package feedbackuploader.ledger;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many pieces of feedback of the current plan are in each state. Most files hold one a row; then they are the rows.
 *
 * @param rows of the file
 */
public record Counts(Map<State, Long> byState, long rows) {

    /** For a file with one piece of feedback a row. */
    public Counts(Map<State, Long> byState) {
        this(byState, byState.values().stream().mapToLong(Long::longValue).sum());
    }

    public Counts {
        EnumMap<State, Long> copy = new EnumMap<>(State.class);
        copy.putAll(byState);
        byState = Collections.unmodifiableMap(copy);
    }

    public long of(State state) {
        return byState.getOrDefault(state, 0L);
    }

    /** The sum of these states' counts. */
    public long of(State first, State... others) {
        long sum = of(first);
        for (State state : others) {
            sum += of(state);
        }
        return sum;
    }

    /** The same by the words of the reports, in their order. */
    public Map<String, Long> byStatus() {
        Map<String, Long> statuses = new TreeMap<>();
        byState.forEach((state, count) -> statuses.merge(state.status(), count, Long::sum));
        return statuses;
    }

    /** Whether a row holds several pieces, so that the two must be told apart. */
    public boolean hasParts() {
        return total() != rows;
    }

    public long total() {
        return byState.values().stream().mapToLong(Long::longValue).sum();
    }
}
