package feedbackuploader.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV whose first record that is not blank is the header. */
final class CsvSource extends CutRows {

    private final char delimiter;
    private final CellSplitter splitter;
    private final String headerText;
    private final Header header;

    CsvSource(Text text, char delimiter) throws InputException, IOException {
        super(text, new CsvCutter(text.file(), text.reader(), delimiter));
        this.delimiter = delimiter;
        this.splitter = new CellSplitter(delimiter);
        Cut cut = firstCut(text.file());
        this.headerText = cut.text();
        this.header = Header.of(splitter.cells(cut.text()), text.file(), cut.number(), cut.line());
    }

    private Cut firstCut(String file) throws InputException, IOException {
        for (Cut cut = cut(); cut != null; cut = cut()) {
            Fault fault = cut.fault();
            if (fault != null) {
                throw fault.at(file, cut);
            }
            if (!Header.isBlank(splitter.cells(cut.text()))) {
                return cut;
            }
        }
        String where = preamble().isEmpty() ? "" : " below the skipped ones";
        throw InputException.file(file, "only blank lines" + where, InputFile.READABLE, null);
    }

    @Override
    @Nullable
    Row row(Cut cut) {
        List<String> cells = splitter.cells(cut.text());
        if (Header.isBlank(cells)) {
            return null;
        }
        int expected = header.columns().size();
        if (cells.size() == expected) {
            return header.row(cut.number(), cut.line(), cut.text(), cells);
        }
        List<String> fitted = fitted(cells, expected);
        return fitted == null
                ? ragged(cells.size(), expected).in(cut)
                : header.row(cut.number(), cut.line(), CsvText.of(fitted, delimiter), fitted);
    }

    /** A spreadsheet may write empty columns at the right that have no name, in some rows and not in others. */
    private @Nullable List<String> fitted(List<String> cells, int expected) {
        List<String> surplus = cells.size() > expected
                ? cells.subList(expected, cells.size())
                : header.columns().subList(cells.size(), expected);
        if (!Header.isBlank(surplus)) {
            return null;
        }
        List<String> fitted = new ArrayList<>(cells.subList(0, Math.min(cells.size(), expected)));
        while (fitted.size() < expected) {
            fitted.add("");
        }
        return fitted;
    }

    private Fault ragged(int found, int expected) {
        return new Fault(
                counted(found),
                counted(expected),
                found > expected
                        ? "A cell that contains a " + Dialect.word(delimiter) + " needs quotes around it."
                        : null);
    }

    private static String counted(int columns) {
        return columns == 1 ? "1 column" : columns + " columns";
    }

    @Override
    public List<String> columns() {
        return header.columns();
    }

    @Override
    public String header() {
        return headerText;
    }
}
