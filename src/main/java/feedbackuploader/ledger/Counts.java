package feedbackuploader.ledger;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How many rows of the current plan are in each state. */
public record Counts(Map<State, Long> byState) {

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

    public long total() {
        return byState.values().stream().mapToLong(Long::longValue).sum();
    }
}
