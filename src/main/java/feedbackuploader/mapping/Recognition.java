package feedbackuploader.mapping;

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

    /** @param columns empty for JSON */
    Recognition(List<String> columns, MappingOptions options) {
        this.options = options;
        this.advice = KnownShapes.ofColumns(columns, options);
        this.left = columns.isEmpty() ? ROWS : 0;
    }

    void look(Row row) {
        if (left > 0 && advice == null && row instanceof JsonRow json) {
            left--;
            advice = KnownShapes.ofRow(json.object(), options);
        }
    }

    void note(List<Mapped> pieces) {
        if (!anyValid) {
            for (Mapped piece : pieces) {
                anyValid |= piece instanceof Mapped.Valid;
                anyInvalid |= piece instanceof Mapped.Invalid;
            }
        }
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

    /** @throws MappingException when the export was read without its mapping, and no row made sense */
    void end() throws MappingException {
        if (advice != null && anyInvalid && !anyValid) {
            throw new MappingException(advice.text() + " Without it, no row is valid.");
        }
    }
}
