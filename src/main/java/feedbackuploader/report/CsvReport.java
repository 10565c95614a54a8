package feedbackuploader.report;

import feedbackuploader.input.CsvRow;
import feedbackuploader.input.FormulaGuard;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Results and rows to mend as CSV. The results are made for spreadsheets, so cells that look like formulas are guarded;
 * the rows to mend keep their original text. Both have the delimiter of the input and what stands above its header, so
 * that the options that read the input read them too; both begin with a byte order mark if the input does, or if it is
 * not in UTF-8, by which a spreadsheet knows the encoding.
 */
final class CsvReport implements RowReport {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Writer failedWriter;
    private final CSVPrinter results;
    private final CSVPrinter failedCells;
    private final String lineBreak;
    private final int columns;
    private final char delimiter;

    /** The columns of the input that are its own, by index. */
    private final List<Integer> kept = new ArrayList<>();

    private final UploadColumns ours;

    CsvReport(RowSource source, Writer resultsWriter, Writer failedWriter, UploadColumns ours) throws IOException {
        this.ours = ours;
        this.failedWriter = failedWriter;
        this.lineBreak = source.lineBreak();
        this.columns = source.columns().size();
        this.delimiter = Objects.requireNonNullElse(source.dialect().delimiter(), ',');
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setRecordSeparator(lineBreak)
                .get();
        this.results = new CSVPrinter(resultsWriter, format);
        this.failedCells = new CSVPrinter(failedWriter, format);
        for (int i = 0; i < columns; i++) {
            if (!ReportColumn.isOurs(source.columns().get(i))) {
                kept.add(i);
            }
        }
        if (source.dialect().byteOrderMark() || !source.dialect().isUtf8()) {
            resultsWriter.write(BYTE_ORDER_MARK);
            failedWriter.write(BYTE_ORDER_MARK);
        }
        resultsWriter.write(source.preamble());
        failedWriter.write(source.preamble());
        writeHeaders(source);
    }

    private void writeHeaders(RowSource source) throws IOException {
        for (int i : kept) {
            results.print(FormulaGuard.guard(source.columns().get(i)));
        }
        for (String name : ours.names()) {
            results.print(name);
        }
        results.println();
        if (keepsOriginalText()) {
            failedWriter.write(source.header() + delimiter);
        } else {
            for (int i : kept) {
                failedCells.print(source.columns().get(i));
            }
        }
        for (String name : ours.namesToMend()) {
            failedCells.print(name);
        }
        failedCells.println();
    }

    /** Columns of ours from an earlier report must give way to the new ones, so such rows are written anew. */
    private boolean keepsOriginalText() {
        return kept.size() == columns;
    }

    @Override
    public void result(Row row, RowOutcome outcome) throws IOException {
        List<String> cells = row instanceof CsvRow csv ? csv.cells() : List.of(row.text());
        for (int i : kept) {
            results.print(i < cells.size() ? FormulaGuard.guard(cells.get(i)) : "");
        }
        for (String cell : ours.cells(outcome)) {
            results.print(cell);
        }
        results.println();
    }

    @Override
    public void failed(Row row, RowOutcome outcome) throws IOException {
        if (row instanceof CsvRow csv && !keepsOriginalText()) {
            for (int i : kept) {
                failedCells.print(csv.cells().get(i));
            }
        } else {
            failedWriter.write(row.text());
            failedWriter.write(delimiter);
        }
        for (String cell : ours.cellsToMend(outcome)) {
            failedCells.print(cell);
        }
        failedCells.println();
    }
}
