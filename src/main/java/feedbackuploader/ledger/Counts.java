package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Status;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * How many pieces of feedback of the current plan are in each state. Most files hold one a row; then they are the rows.
 *
 * @param rows of the file
 * @param skippedInDoubt those of the skipped that another upload may have recorded
 * @param hasParts whether a row holds several pieces, so that the two must be told apart; a row that holds none is then
 *     no piece
 * @param rowsWithoutFeedback those; 0 where each row is a piece
 * @param completions pieces that create a completion; they count as pieces too
 * @param rowsOfOtherShards those of {@code rows} of which other processes upload everything; in no other count
 */
public record Counts(
        Map<State, Long> byState,
        long rows,
        long skippedInDoubt,
        boolean hasParts,
        long rowsWithoutFeedback,
        long completions,
        long rowsOfOtherShards) {

    private static final String COUNT_PLANNED = "SELECT " + Columns.counts("kind", Kind.values(), Kind::label)
            + " FROM feedback WHERE generation = ? AND row <= ? AND (state = 'planned' OR state = 'waiting')";

    /** For a file with one piece of feedback a row. */
    public Counts(Map<State, Long> byState) {
        this(byState, byState.values().stream().mapToLong(Long::longValue).sum(), 0, false, 0, 0, 0);
    }

    public Counts {
        EnumMap<State, Long> copy = new EnumMap<>(State.class);
        copy.putAll(byState);
        byState = Collections.unmodifiableMap(copy);
    }

    static Map<Kind, Long> plannedByKind(Database database, long generation, long lastRow) throws SQLException {
        return database.read(
                COUNT_PLANNED,
                result -> {
                    Map<Kind, Long> planned = new EnumMap<>(Kind.class);
                    for (Kind kind : Kind.values()) {
                        planned.put(kind, result.getLong(kind.label()));
                    }
                    planned.values().removeIf(count -> count == 0);
                    return planned;
                },
                generation,
                lastRow);
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
        Map<String, Long> statuses = new HashMap<>();
        byState.forEach((state, count) -> statuses.merge(state.status().label(), count, Long::sum));
        return Status.ordered(statuses);
    }

    /** Whether all is recorded, or left out on purpose: no state can change any more. */
    public boolean isNothingLeft() {
        return of(State.RECORDED, State.SKIPPED) == total();
    }

    public long total() {
        return byState.values().stream().mapToLong(Long::longValue).sum();
    }
}
