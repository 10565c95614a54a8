package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many pieces of feedback of the current plan are in each state. Most files hold one a row; then they are the rows.
 *
 * @param rows of the file
 * @param skippedInDoubt those of the skipped that another upload may have recorded
 * @param hasParts whether a row holds several pieces, so that the two must be told apart; a row that holds none is then
 *     no piece
 * @param rowsWithoutFeedback those; 0 where each row is a piece
 * @param completions pieces that create a completion; they count as pieces too
 */
public record Counts(
        Map<State, Long> byState,
        long rows,
        long skippedInDoubt,
        boolean hasParts,
        long rowsWithoutFeedback,
        long completions) {

    /** Not {@code GROUP BY}: for that SQLite would sort the rows first. */
    private static final String COUNT = "SELECT " + counts("state", State.values(), State::label)
            + ", count(*) AS rows, max(part) AS last_part,"
            + " count(*) FILTER (WHERE state = 'skipped' AND doubt > 0) AS skipped_in_doubt,"
            + " count(*) FILTER (WHERE kind = 'interaction') AS completions,"
            + " count(digest) FILTER (WHERE state = 'skipped') AS skipped_feedback FROM feedback WHERE generation = ?";

    /** The pieces of a row follow each other. */
    private static final String WITHOUT_FEEDBACK = "SELECT count(*) FROM feedback AS f WHERE generation = ?"
            + " AND state = 'skipped' AND digest IS NULL AND part = 0 AND NOT EXISTS (SELECT 1 FROM feedback AS next"
            + " WHERE next.id = f.id + 1 AND next.generation = f.generation AND next.row = f.row)";

    private static final String COUNT_PLANNED = "SELECT " + counts("kind", Kind.values(), Kind::label)
            + " FROM feedback WHERE generation = ? AND row <= ? AND (state = 'planned' OR state = 'waiting')";

    private static <T> String counts(String column, T[] values, Function<T, String> word) {
        return Arrays.stream(values)
                .map(word)
                .map(each -> "count(*) FILTER (WHERE " + column + " = '" + each + "') AS " + each)
                .collect(Collectors.joining(", "));
    }

    /** For a file with one piece of feedback a row. */
    public Counts(Map<State, Long> byState) {
        this(byState, byState.values().stream().mapToLong(Long::longValue).sum(), 0, false, 0, 0);
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
        return database.read(COUNT, result -> of(database, result, plan), generation);
    }

    private static Counts of(Database database, ResultSet result, Plan plan) throws SQLException {
        Map<State, Long> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            counts.put(state, result.getLong(state.label()));
        }
        Columns.requireKnown(counts, result.getLong("rows"));
        if (counts.getOrDefault(State.CARRIED, 0L) > 0) {
            countWithCarriers(database, counts, plan.generation());
        }
        boolean hasParts = result.getInt("last_part") > 0;
        if (hasParts) {
            counts.put(State.SKIPPED, result.getLong("skipped_feedback"));
        }
        counts.values().removeIf(count -> count == 0);
        return new Counts(
                counts,
                plan.rows(),
                result.getLong("skipped_in_doubt"),
                hasParts,
                hasParts ? database.number(WITHOUT_FEEDBACK, plan.generation()) : 0,
                result.getLong("completions"));
    }

    /** What travels with an interaction counts as that does; before it is sent, as waiting. */
    private static void countWithCarriers(Database database, Map<State, Long> counts, long generation)
            throws SQLException {
        counts.remove(State.CARRIED);
        database.each(
                "SELECT carrier.state, count(*) FROM feedback AS f JOIN feedback AS carrier ON carrier.id = f.carrier"
                        + " WHERE f.generation = ? AND f.state = 'carried' GROUP BY carrier.state",
                row -> {
                    State state = Columns.state(row, 1);
                    counts.merge(state == State.PLANNED ? State.WAITING : state, row.getLong(2), Long::sum);
                },
                generation);
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
        Map<String, Long> statuses = new TreeMap<>();
        byState.forEach((state, count) -> statuses.merge(state.status().label(), count, Long::sum));
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
