package feedbackuploader.mapping;

import feedbackuploader.feedback.Kind;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether a file is an export that a ready mapping is for. Such a mapping is named and never applied: a file that
 * is valid as it stands may be meant as it stands.
 */
final class Recognition {

    /** So many rows are looked at: the first ones may have no annotations yet. */
    private static final int ROWS = 100;

    private final MappingOptions options;
    private KnownShapes.@Nullable Advice advice;
    private int left;
    private boolean anyValid;
    private boolean anyInvalid;
    private final boolean hasScoreColumn;
    private boolean isScoreSent;

    /** @param columns empty for JSON */
    Recognition(List<String> columns, MappingOptions options) {
        this.options = options;
        this.advice = KnownShapes.ofColumns(columns, options);
        this.left = columns.isEmpty() ? ROWS : 0;
        this.hasScoreColumn = columns.stream().anyMatch(Recognition::isScore);
    }

    void look(Row row) {
        if (left > 0 && advice == null && row instanceof JsonRow json) {
            left--;
            advice = KnownShapes.ofRow(json.object(), options);
        }
    }

    void note(Row row, List<Mapped> pieces) {
        if (advice != null && advice.isScored() && !isScoreSent) {
            isScoreSent = pieces.stream().anyMatch(Recognition::isValue) && hasScore(row);
        }
        if (!anyValid) {
            for (Mapped piece : pieces) {
                anyValid |= piece instanceof Mapped.Valid;
                anyInvalid |= piece instanceof Mapped.Invalid;
            }
        }
    }

    private static boolean isValue(Mapped piece) {
        return piece instanceof Mapped.Valid valid && valid.feedback().kind() == Kind.METRIC;
    }

    private boolean hasScore(Row row) {
        return row instanceof JsonRow json
                ? json.object().properties().stream().anyMatch(entry -> isScore(entry.getKey()))
                : hasScoreColumn;
    }

    private static boolean isScore(String name) {
        return ColumnNames.normal(name).equals(KnownShapes.SCORE);
    }

    /** Which mapping to use, as whole sentences. */
    Optional<String> advice() {
        return Optional.ofNullable(advice)
                .filter(found -> found.isWarning() || anyInvalid)
                .map(KnownShapes.Advice::text);
    }

    /** What {@code e} says, behind the advice. */
    MappingException before(MappingException e) {
        return advice == null ? e : new MappingException(advice.text() + " Without it: " + e.getMessage());
    }

    /**
     * @throws MappingException when the export was read without its mapping, and no row made sense or the scores of a
     *     model would be sent as a person's
     */
    void end() throws MappingException {
        if (advice != null && isScoreSent) {
            throw new MappingException(advice.text() + " Without it, the model's own score would be sent. If you want"
                    + " that, add --map value=" + KnownShapes.SCORE + ".");
        }
        if (advice != null && anyInvalid && !anyValid) {
            throw new MappingException(advice.text() + " Without it, no row is valid.");
        }
    }
}
