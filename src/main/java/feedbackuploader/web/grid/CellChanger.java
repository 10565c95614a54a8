package feedbackuploader.web.grid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputException;
import feedbackuploader.input.JsonCells;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import feedbackuploader.mapping.MappingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows with another text in one cell, as the file would give them. */
final class CellChanger {

    private final GridColumns columns;
    private final Rechecker rechecker;

    CellChanger(GridColumns columns, Rechecker rechecker) {
        this.columns = columns;
        this.rechecker = rechecker;
    }

    /** What stands in the cell; null where nothing does. */
    @Nullable
    String text(Row row, int column) {
        String name = columns.editable(column);
        return row instanceof CsvRow csv
                ? csv.cells().get(column)
                : row instanceof JsonRow json && name != null ? JsonCells.at(json.object(), name) : null;
    }

    /** @return null where the row has no place for it */
    @Nullable
    Row with(Row row, int column, String text) throws InputException, MappingException, IOException {
        String name = columns.editable(column);
        if (row instanceof CsvRow csv) {
            List<String> cells = new ArrayList<>(csv.cells());
            cells.set(column, text);
            Row after = rechecker.source().edited(csv, cells);
            return after == null ? Rechecker.blank(row) : after;
        }
        ObjectNode object =
                row instanceof JsonRow json && name != null ? JsonCells.with(json.object(), name, text) : null;
        return object == null ? null : rechecker.reread(row, JsonCells.record(object));
    }
}
