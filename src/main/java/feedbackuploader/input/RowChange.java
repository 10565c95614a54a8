package feedbackuploader.input;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What edits changed in a row.
 *
 * @param isWhole whether it is another record
 * @param columns by their names, in JSON by their pointers
 * @param digest of the row as the file has it; null where nothing is changed
 */
public record RowChange(
        boolean isWhole, Set<String> columns, @Nullable String digest) {

    public static final RowChange NONE = new RowChange(false, Set.of(), null);

    public RowChange {
        columns = Set.copyOf(columns);
    }

    public boolean isNone() {
        return !isWhole && columns.isEmpty();
    }
}
