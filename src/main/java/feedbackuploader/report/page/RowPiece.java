package feedbackuploader.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * As much of a row as a page shows of it: cells under their names, or the row as it stands where it has none.
 *
 * @param names of the row's cells, all of them
 */
record RowPiece(List<String> names, @Nullable Row row) {

    /** Columns of a piece of a table; more do not fit beside each other. */
    static final int COLUMNS = 8;

    /** @param header of the file; empty when its rows are objects */
    static RowPiece of(@Nullable Row row, List<String> header) {
        if (row instanceof JsonRow json) {
            List<String> keys = new ArrayList<>();
            json.object().fieldNames().forEachRemaining(keys::add);
            return new RowPiece(keys, row);
        }
        return new RowPiece(row instanceof CsvRow ? header : List.of(), row);
    }

    /**
     * The names of the cells to show: the wrong ones, those that something is taken from, then the first others; in the
     * order of the file.
     */
    List<String> chosen(Set<Integer> wrong, Set<String> used) {
        Set<Integer> chosen = new TreeSet<>();
        wrong.stream().limit(COLUMNS).forEach(chosen::add);
        for (int i = 0; i < names.size() && chosen.size() < COLUMNS; i++) {
            if (used.contains(names.get(i))) {
                chosen.add(i);
            }
        }
        for (int i = 0; i < names.size() && chosen.size() < COLUMNS; i++) {
            chosen.add(i);
        }
        return chosen.stream().map(names::get).toList();
    }

    /** Cut to what is shown; null for a cell that the row does not have. */
    List<@Nullable String> cells(List<String> columns) {
        List<@Nullable String> cells = new ArrayList<>(columns.size());
        for (String column : columns) {
            @Nullable String text = cell(column);
            cells.add(text == null ? null : PageText.cell(text));
        }
        return cells;
    }

    private @Nullable String cell(String column) {
        if (row instanceof JsonRow json) {
            @Nullable JsonNode value = json.object().get(column);
            return value == null ? null : value.isTextual() ? value.textValue() : value.toString();
        }
        List<String> cells = row instanceof CsvRow csv ? csv.cells() : List.of();
        int place = names.indexOf(column);
        return place < 0 || place >= cells.size() ? null : cells.get(place);
    }

    /** The row as it stands in the file, cut; null where it is not at hand. */
    @Nullable
    String whole() {
        return row == null ? null : PageText.cut(row.text(), 2 * PageText.CELL);
    }
}
