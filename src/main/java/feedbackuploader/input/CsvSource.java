package feedbackuploader.input;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CSV whose first record that is not blank is the header. */
final class CsvSource extends CutRows {

    private static final int MOST_COLUMNS = 10_000;

    /** A column of this name marks a file that this program wrote, in which formulas stand behind an apostrophe. */
    private static final String OUR_MARK = "upload_status";

    private final CellSplitter splitter = new CellSplitter();
    private final String header;
    private final List<String> columns;
    private final boolean ours;

    CsvSource(Cutter cutter, MessageDigest digest, boolean byteOrderMark) throws InputException, IOException {
        super(cutter, digest, byteOrderMark);
        Cut cut = firstCut(cutter.file);
        header = cut.text();
        columns = splitter.cells(header);
        ours = refuseAmbiguousNames(cutter.file, cut);
    }

    private Cut firstCut(String file) throws InputException, IOException {
        for (Cut cut = cut(); cut != null; cut = cut()) {
            if (cut.tooLong()) {
                throw InputException.at(
                        file,
                        cut.number(),
                        cut.line(),
                        String.format(Locale.ROOT, "a first line of more than %,d characters", Cut.LIMIT),
                        "a CSV header",
                        null);
            }
            if (!isBlank(splitter.cells(cut.text()))) {
                return cut;
            }
        }
        throw InputException.file(file, "only blank lines", "CSV with a header, or one JSON object a line", null);
    }

    /** @return whether this program wrote the file */
    private boolean refuseAmbiguousNames(String file, Cut cut) throws InputException {
        if (columns.size() > MOST_COLUMNS) {
            throw InputException.at(
                    file,
                    cut.number(),
                    cut.line(),
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
                        cut.number(),
                        cut.line(),
                        "two columns named " + Shown.quoted(twin)
                                + (twin.equals(column) ? "" : " and " + Shown.quoted(column)),
                        "a name of its own for every column",
                        twin.equals(column) ? null : "Capitals, spaces, underscores and hyphens make no difference.");
            }
        }
        return columns.contains(OUR_MARK);
    }

    @Override
    @Nullable
    Row row(Cut cut) {
        if (cut.tooLong()) {
            return BrokenRow.tooLong(cut, "Is a quote missing?");
        }
        List<String> cells = splitter.cells(cut.text());
        if (isBlank(cells)) {
            return null;
        }
        if (cells.size() != columns.size()) {
            return ragged(cut, cells.size());
        }
        return new CsvRow(cut.number(), cut.line(), cut.text(), ours ? unguarded(cells) : cells);
    }

    private BrokenRow ragged(Cut cut, int found) {
        return new BrokenRow(
                cut.number(),
                cut.line(),
                cut.text(),
                null,
                counted(found),
                counted(columns.size()),
                found > columns.size() ? "A cell that contains a comma needs quotes around it." : null);
    }

    private static String counted(int columns) {
        return columns == 1 ? "1 column" : columns + " columns";
    }

    private static boolean isBlank(List<String> cells) {
        for (String cell : cells) {
            if (!cell.isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> unguarded(List<String> cells) {
        return cells.stream().map(FormulaGuard::unguard).toList();
    }

    @Override
    public Format format() {
        return Format.CSV;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public String header() {
        return header;
    }
}
