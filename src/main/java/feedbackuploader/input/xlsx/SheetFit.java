package feedbackuploader.input.xlsx;

import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.CellType;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.CsvText;
import feedbackuploader.input.Header;
import feedbackuploader.input.Row;
import feedbackuploader.input.SheetNumber;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which rows fit under the header of a sheet, those that were edited among them. */
final class SheetFit {

    private static final char DELIMITER = ',';

    private final Header header;

    SheetFit(Header header) {
        this.header = header;
    }

    /** What keeps cells from being a row; null when nothing does. */
    @Nullable
    Problem misfit(List<String> cells) {
        List<String> fitted = header.fit(cells, true);
        if (fitted == null) {
            return new Problem(
                    Header.counted(cells.size()),
                    Header.counted(header.columns().size()),
                    "Clear the cells that have no header above them.");
        }
        @Nullable String unnamed = header.unnamed(fitted);
        return unnamed == null
                ? null
                : new Problem(
                        Printable.quoted(unnamed) + " in a column without a name",
                        "an empty cell",
                        "Name each column in the header (unmerge its cells first), or clear the cell.");
    }

    /** As many as the header has, of cells that fit. */
    List<String> fitted(List<String> cells) {
        return Objects.requireNonNull(header.fit(cells, true));
    }

    /** A cell that was a number, a date or the like is what its text says now: a number where it is one, else a text. */
    @Nullable
    Row edited(CsvRow row, List<String> cells) {
        List<CellType> types = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            boolean isSame =
                    i < row.cells().size() && cells.get(i).equals(row.cells().get(i));
            types.add(isSame ? row.type(i) : typeOf(cells.get(i)));
        }
        int last = types.size();
        while (last > 0 && types.get(last - 1) == CellType.TEXT) {
            last--;
        }
        return row(row, cells, types.subList(0, last));
    }

    private static CellType typeOf(String text) {
        return SheetNumber.of(text, CellType.NUMBER) == null ? CellType.TEXT : CellType.NUMBER;
    }

    /** All of its cells are texts. */
    @Nullable
    Row reread(Row row, List<String> cells) {
        return row(row, cells, List.of());
    }

    private @Nullable Row row(Row row, List<String> cells, List<CellType> types) {
        if (Header.isBlank(cells)) {
            return null;
        }
        Problem misfit = misfit(cells);
        if (misfit != null) {
            return new BrokenRow(row.number(), row.line(), CsvText.of(cells, DELIMITER), misfit, cells);
        }
        List<String> fitted = fitted(cells);
        return header.row(row.number(), row.line(), CsvText.of(fitted, DELIMITER), fitted, types);
    }
}
