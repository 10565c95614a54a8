package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many pieces of feedback of the current plan are in each state. Most files hold one a row; then they are the rows.
 *
 * @param rows of the file
 * @param hasParts whether a row holds several pieces, so that the two must be told apart; a row that holds none is then
 *     no piece
 */
public record Counts(Map<State, Long> byState, long rows, boolean hasParts) {

    /** For a file with one piece of feedback a row. */
    public Counts(Map<State, Long> byState) {
        this(byState, byState.values().stream().mapToLong(Long::longValue).sum(), false);
    }

    public Counts {
        EnumMap<State, Long> copy = new EnumMap<>(State.class);
        copy.putAll(byState);
        byState = Collections.unmodifiableMap(copy);
    }

    /**
     * In one walk over the plan. What is left out without having been feedback, a row of empty cells or a label that means
     * so, has no digest.
     */
    static Counts of(Database database, Plan plan, long generation) throws SQLException {
        Map<State, Long> counts = new EnumMap<>(State.class);
        boolean hasParts = false;
        long skippedFeedback = 0;
        try (PreparedStatement statement = database.prepare(
                "SELECT state, count(*), max(part), count(digest) FROM feedback WHERE generation = ? GROUP BY state")) {
            statement.setLong(1, generation);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    State state = Columns.state(result, 1);
                    counts.put(state, result.getLong(2));
                    hasParts |= result.getInt(3) > 0;
                    skippedFeedback = state == State.SKIPPED ? result.getLong(4) : skippedFeedback;
                }
            }
        }
        if (hasParts) {
            counts.put(State.SKIPPED, skippedFeedback);
            counts.values().remove(0L);
        }
        return new Counts(counts, plan.rows(), hasParts);
    }

    static Map<Kind, Long> plannedByKind(Database database, long generation) throws SQLException {
        Map<Kind, Long> planned = new EnumMap<>(Kind.class);
        try (PreparedStatement statement = database.prepare(
                "SELECT kind, count(*) FROM feedback WHERE generation = ? AND state = ? GROUP BY kind")) {
            statement.setLong(1, generation);
            statement.setString(2, State.PLANNED.word());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    planned.put(Columns.kind(result, 1), result.getLong(2));
                }
            }
        }
        return planned;
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

    /** Whether all is recorded, or left out on purpose: no state can change any more. */
    public boolean isNothingLeft() {
        return of(State.RECORDED, State.SKIPPED) == total();
    }

    public long total() {
        return byState.values().stream().mapToLong(Long::longValue).sum();
    }
}
