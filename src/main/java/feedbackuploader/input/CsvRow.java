package feedbackuploader.input;

import java.util.List;

/**
 * A record with as many cells as the header.
 *
 * @param repeatsHeader whether the cells are the names of their columns, as where files were joined: no row of data
 * @param resemblesHeader whether most names of columns stand among the cells: another header perhaps, under which the
 *     rows after it are no longer what they were
 * @param types of the cells of a workbook, to the last that is not text; empty where all are text, as in CSV
 */
public record CsvRow(
        long number,
        long line,
        String text,
        List<String> cells,
        boolean repeatsHeader,
        boolean resemblesHeader,
        List<CellType> types)
        implements Row {

    public CsvRow {
        cells = List.copyOf(cells);
        types = List.copyOf(types);
    }

    public CsvRow(long number, long line, String text, List<String> cells) {
        this(number, line, text, cells, false, false, List.of());
    }

    public CellType type(int column) {
        return column < types.size() ? types.get(column) : CellType.TEXT;
    }
}
