package feedbackuploader.input;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of columns, each of which a user can mean without doubt, and rows that fit under them. */
final class Header {

    private static final int MOST_COLUMNS = 10_000;

    /** A column of this name marks a file that this program wrote, in which formulas stand behind an apostrophe. */
    private static final String OUR_MARK = "upload_status";

    private final List<String> columns;
    private final boolean ours;

    private Header(List<String> columns) {
        this.columns = columns;
        this.ours = columns.contains(OUR_MARK);
    }

    /** @throws InputException when there are too many columns, or two of one name */
    static Header of(List<String> columns, String file, long row, long line) throws InputException {
        if (columns.size() > MOST_COLUMNS) {
            throw InputException.at(
                    file,
                    row,
                    line,
                    String.format(Locale.ROOT, "%,d columns", columns.size()),
                    String.format(Locale.ROOT, "at most %,d", MOST_COLUMNS),
                    null);
        }
        Map<String, String> names = new HashMap<>();
        for (String column : columns) {
            String normal = ColumnNames.normal(column);
            String twin = normal.isEmpty() ? null : names.put(normal, column);
            if (twin != null) {
                throw InputException.at(
                        file,
                        row,
                        line,
                        "two columns named " + Shown.quoted(twin)
                                + (twin.equals(column) ? "" : " and " + Shown.quoted(column)),
                        "a name of its own for every column",
                        twin.equals(column) ? null : "Capitals, spaces, underscores and hyphens make no difference.");
            }
        }
        return new Header(List.copyOf(columns));
    }

    List<String> columns() {
        return columns;
    }

    /**
     * A row under this header: as many cells as there are columns, formulas freed of their guard, and no cell beyond its
     * limit.
     */
    Row row(long number, long line, String text, List<String> cells) {
        if (text.length() > Cut.CELL_LIMIT) {
            for (int i = 0; i < cells.size(); i++) {
                if (cells.get(i).length() > Cut.CELL_LIMIT) {
                    return new BrokenRow(
                            number,
                            line,
                            text,
                            columns.get(i),
                            String.format(
                                    Locale.ROOT,
                                    "a cell of %,d characters",
                                    cells.get(i).length()),
                            String.format(Locale.ROOT, "at most %,d", Cut.CELL_LIMIT),
                            null);
                }
            }
        }
        return new CsvRow(
                number,
                line,
                text,
                ours ? cells.stream().map(FormulaGuard::unguard).toList() : cells);
    }

    static boolean isBlank(List<String> cells) {
        for (String cell : cells) {
            if (!cell.isBlank()) {
                return false;
            }
        }
        return true;
    }
}
