package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Feedback of the kinds that a plan is not about: one file may hold several, and is uploaded once for each. Results of an
 * earlier run for another kind stay in the plan so that the report shows them. What is open of it is still settled;
 * nothing new is sent.
 *
 * @param own what the plan is about
 * @param before what the plan before was about; null when it took each kind as it came
 */
public record OtherKind(Kind own, @Nullable Kind before) {

    /** Those of rows that name what they are about; a completion that is created belongs to what is said of it. */
    private static final Set<Kind> KINDS = EnumSet.of(Kind.METRIC, Kind.PREFERENCE, Kind.OUTCOME);

    /** The parts of what is kept are numbered from here, far above what a row of a file can hold. */
    static final int FIRST_PART = 1 << 20;

    /** For what a run does to its own feedback alone. */
    static final String IS_OWN = "part < " + FIRST_PART;

    private static final String NOT_SENT =
            "Not sent: it is from an earlier run for another kind of feedback. Run that command again to send it.";

    /**
     * What failed the check or was skipped has no kind of its own, but that of the plan that it comes from.
     *
     * @param generation that keeps it; complete, and not the current one yet
     * @param fixed rows of which nothing is kept that failed the check: they were fixed in a copy
     * @return how much is kept
     */
    long keep(Database database, long generation, Set<Long> fixed) throws SQLException {
        String rows = fixed.stream().map(String::valueOf).collect(Collectors.joining(","));
        return database.update(
                """
                UPDATE feedback AS earlier SET generation = ?1, part = part + CASE WHEN %s THEN %d ELSE 0 END,
                  reason = CASE state WHEN 'planned' THEN ?3 ELSE reason END,
                  state = CASE state WHEN 'planned' THEN 'skipped' ELSE state END
                WHERE generation = (SELECT max(generation) FROM plan)
                  AND NOT (state = 'invalid' AND row IN (SELECT value FROM json_each(?4))) AND (kind IN (SELECT value FROM json_each(?2)) OR kind IS NULL AND %s)
                  AND NOT EXISTS (SELECT 1 FROM feedback AS fresh WHERE fresh.digest = earlier.digest
                    AND fresh.occurrence = earlier.occurrence AND fresh.generation = ?1)""".formatted(IS_OWN, FIRST_PART, withoutKind()), generation, kept(), NOT_SENT, "[" + rows + "]");
    }

    private boolean isKept(Kind kind) {
        return kind != own && KINDS.contains(kind);
    }

    /** As a JSON list. */
    private String kept() {
        return KINDS.stream()
                .filter(this::isKept)
                .map(kind -> '"' + kind.label() + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String withoutKind() {
        if (before == null) {
            return "false";
        }
        return isKept(before) ? IS_OWN : "NOT (" + IS_OWN + ")";
    }
}
