package feedbackuploader.input;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that could not be read, while the rows after it can.
 *
 * @param column the JSON key that is meant, or null for the row as a whole
 * @param found a phrase, safe to print
 * @param expected a phrase that completes "expected …"
 * @param hint a whole sentence or two, or null
 * @param cells of a table's row that has too few or too many of them; empty where they cannot be told apart
 */
public record BrokenRow(
        long number,
        long line,
        String text,
        @Nullable String column,
        String found,
        String expected,
        @Nullable String hint,
        List<String> cells)
        implements Row {

    public BrokenRow {
        cells = List.copyOf(cells);
    }
}
