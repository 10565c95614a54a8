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
import org.jspecify.annotations.Nullable;

/**
 * Results and rows to mend as CSV. The results are made for spreadsheets, so cells that look like formulas are guarded;
 * the rows to mend keep their original text. Both have the delimiter of the input and what stands above its header, so
 * that the options that read the input read them too; both begin with a byte order mark if the input does, or if it is
 * not in UTF-8, by which a spreadsheet knows the encoding.
 */
final class CsvReport implements RowReport {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final RowSource source;
    private final Writer results;
    private final Writer failed;
    private final int columns;
    private final char delimiter;

    /** The columns of the input that are its own, by index. */
    private final List<Integer> kept = new ArrayList<>();

    private final UploadColumns ours;

    CsvReport(RowSource source, Writer results, Writer failed, UploadColumns ours) throws IOException {
        this.source = source;
        this.results = results;
        this.failed = failed;
        this.ours = ours;
        this.columns = source.columns().size();
        this.delimiter = Objects.requireNonNullElse(source.dialect().delimiter(), ',');
        for (int i = 0; i < columns; i++) {
            if (!ReportColumn.isOurs(source.columns().get(i))) {
                kept.add(i);
            }
        }
        if (source.dialect().byteOrderMark() || !source.dialect().isUtf8()) {
            results.write(BYTE_ORDER_MARK);
            failed.write(BYTE_ORDER_MARK);
        }
        results.write(source.preamble());
        failed.write(source.preamble());
        writeHeaders();
    }

    private void writeHeaders() throws IOException {
        List<String> header = new ArrayList<>();
        for (int i : kept) {
            header.add(FormulaGuard.guard(source.columns().get(i)));
        }
        header.addAll(ours.names());
        write(results, header);
        writeFailed(source.header(), source.columns(), ours.namesToMend());
    }

    private void write(Writer writer, List<String> cells) throws IOException {
        writer.write(source.record(cells));
        writer.write(source.lineBreak());
    }

    /** Columns of ours from an earlier report must give way to the new ones, so such rows are written anew. */
    private boolean keepsOriginalText() {
        return kept.size() == columns;
    }

    @Override
    public void result(Row row, RowOutcome outcome) throws IOException {
        List<String> cells = row instanceof CsvRow csv ? csv.cells() : List.of(row.text());
        List<String> result = new ArrayList<>();
        for (int i : kept) {
            result.add(i < cells.size() ? FormulaGuard.guard(cells.get(i)) : "");
        }
        result.addAll(ours.cells(outcome));
        write(results, result);
    }

    @Override
    public void failed(Row row, RowOutcome outcome) throws IOException {
        writeFailed(row.text(), row instanceof CsvRow csv ? csv.cells() : null, ours.cellsToMend(outcome));
    }

    /** @param cells those that {@code text} holds, or null when it cannot be taken apart */
    private void writeFailed(String text, @Nullable List<String> cells, List<String> more) throws IOException {
        if (cells == null || keepsOriginalText()) {
            failed.write(text);
            failed.write(delimiter);
            write(failed, more);
            return;
        }
        List<String> record = new ArrayList<>();
        for (int i : kept) {
            record.add(cells.get(i));
        }
        record.addAll(more);
        write(failed, record);
    }
}
