package feedbackuploader.web.grid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import feedbackuploader.input.StrictJson;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A row as it was read, made again of what is kept of it. */
final class WholeRow {

    private WholeRow() {}

    static Row of(StoredRow row, RowStore store) throws IOException {
        return switch (row.kind()) {
            case TABLE -> new CsvRow(row.number(), row.line(), "", cells(row, store), false, false, row.types());
            case JSON -> json(row, store.full(row.full())[0]);
            case BROKEN -> new BrokenRow(row.number(), row.line(), store.full(row.full())[0], problem(row), List.of());
        };
    }

    /** All cells of a row of a table. */
    private static List<String> cells(StoredRow row, RowStore store) throws IOException {
        if (row.full() >= 0) {
            return List.of(store.full(row.full()));
        }
        List<String> cells = new ArrayList<>();
        row.cells().forEach(cell -> cells.add(Objects.requireNonNull(cell)));
        return cells;
    }

    private static JsonRow json(StoredRow row, String text) {
        try {
            return new JsonRow(row.number(), row.line(), text, (ObjectNode) StrictJson.read(text));
        } catch (StrictJson.Malformed e) {
            throw new IllegalStateException("row " + row.number() + " was JSON when it was checked", e);
        }
    }

    private static Problem problem(StoredRow row) {
        return row.problems().isEmpty()
                ? new Problem("a row that cannot be read", "a row", null)
                : row.problems().get(0).problem();
    }
}
