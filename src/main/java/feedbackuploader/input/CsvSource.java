package feedbackuploader.input;

import java.io.IOException;
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
        List<String> fitted = header.fit(cells, false);
        return fitted == null
                ? ragged(cells.size(), expected).in(cut)
                : header.row(cut.number(), cut.line(), CsvText.of(fitted, delimiter), fitted);
    }

    private Fault ragged(int found, int expected) {
        return new Fault(
                Header.counted(found),
                Header.counted(expected),
                found > expected
                        ? "A cell that contains a " + Dialect.word(delimiter) + " needs quotes around it."
                        : null);
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
