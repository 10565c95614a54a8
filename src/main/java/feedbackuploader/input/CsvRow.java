package feedbackuploader.input;

import java.util.List;

/**
 * A record with as many cells as the header.
 *
 * @param types of the cells of a workbook, to the last that is not text; empty where all are text, as in CSV
 */
public record CsvRow(long number, long line, String text, List<String> cells, List<CellType> types) implements Row {

    public CsvRow {
        cells = List.copyOf(cells);
        types = List.copyOf(types);
    }

    public CsvRow(long number, long line, String text, List<String> cells) {
        this(number, line, text, cells, List.of());
    }

    public CellType type(int column) {
        return column < types.size() ? types.get(column) : CellType.TEXT;
    }
}
