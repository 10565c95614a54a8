package feedbackuploader.input;

import java.util.Set;

/**
 * What edits changed in a row.
 *
 * @param isWhole whether it is another record
 * @param columns by their names, in JSON by their pointers
 */
public record RowChange(boolean isWhole, Set<String> columns) {

    public static final RowChange NONE = new RowChange(false, Set.of());

    public RowChange {
        columns = Set.copyOf(columns);
    }

    public boolean isNone() {
        return !isWhole && columns.isEmpty();
    }
}
