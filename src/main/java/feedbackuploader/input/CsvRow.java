package feedbackuploader.input;

import java.util.List;

/** A CSV record with as many cells as the header. */
public record CsvRow(long number, long line, String text, List<String> cells) implements Row {

    public CsvRow {
        cells = List.copyOf(cells);
    }
}
