package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.util.ArrayList;
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

    /** As a row of so many columns: what it has too many is cut off, what it lacks is empty. */
    public CsvRow filledTo(int columns) {
        List<String> fitted = new ArrayList<>(cells.subList(0, Math.min(cells.size(), columns)));
        while (fitted.size() < columns) {
            fitted.add("");
        }
        return new CsvRow(number, line, text, fitted);
    }
}
