package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.util.List;

/**
 * A row that could not be read, while the rows after it can.
 *
 * @param cells of a table's row that has too few or too many of them; empty where they cannot be told apart
 */
public record BrokenRow(long number, long line, String text, Problem problem, List<String> cells) implements Row {

    public BrokenRow {
        cells = List.copyOf(cells);
    }
}
