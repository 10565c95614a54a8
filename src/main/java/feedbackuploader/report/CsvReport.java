package feedbackuploader.report;

import feedbackuploader.input.CellType;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.FormulaGuard;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Results and rows to fix as CSV. Both are made for spreadsheets, so cells that look like formulas are guarded; rows to
 * fix without such a cell keep their original text. Both have the delimiter of the input and what stands above its
 * header, so that the options that read the input read them too; both begin with a byte order mark if the input does, or if it is
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
    private final List<Integer> kept;

    private final UploadColumns ours;

    CsvReport(RowSource source, Writer results, Writer failed, UploadColumns ours) throws IOException {
        this.source = source;
        this.results = results;
        this.failed = failed;
        this.ours = ours;
        this.columns = source.columns().size();
        this.delimiter = Objects.requireNonNullElse(source.dialect().delimiter(), ',');
        this.kept = UploadColumns.notOurs(source.columns());
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
        writeFailed(source.header(), source.columns(), true, ours.namesToFix());
    }

    private void write(Writer writer, List<String> cells) throws IOException {
        writer.write(source.record(cells));
        writer.write(source.lineBreak());
    }

    @Override
    public void result(Row row, RowOutcome outcome) throws IOException {
        List<String> cells;
        if (row instanceof CsvRow csv) {
            cells = hasTrouble(csv, outcome) ? List.of(row.text()) : csv.cells();
        } else {
            @Nullable List<String> found = source.cells(row.text());
            cells = found != null && isTooShort(found) ? found : List.of(row.text());
        }
        List<String> result = new ArrayList<>();
        for (int i : kept) {
            result.add(i < cells.size() ? FormulaGuard.guard(cells.get(i)) : "");
        }
        result.addAll(guarded(ours.cells(outcome))); // a server's words may look like a formula
        write(results, result);
    }

    @Override
    public void failed(Row row, RowOutcome outcome) throws IOException {
        boolean isWhole = row instanceof CsvRow;
        List<String> cells = row instanceof CsvRow csv ? csv.cells() : source.cells(row.text());
        if (cells == null ? mayHoldFormula(row.text()) : row instanceof CsvRow csv && hasTrouble(csv, outcome)) {
            write(failed, joined(List.of("'" + row.text()), guarded(ours.cellsToFix(outcome)))); // as one harmless cell
            return;
        }
        if (cells != null && isTooShort(cells)) {
            List<String> missing = Collections.nCopies(columns - cells.size(), "");
            writeFailed(
                    row.text() + String.valueOf(delimiter).repeat(missing.size()),
                    joined(cells, missing),
                    true,
                    guarded(ours.cellsToFix(outcome)));
            return;
        }
        writeFailed(row.text(), cells == null ? List.of() : cells, isWhole, guarded(ours.cellsToFix(outcome)));
    }

    /** Such a row is filled up, so that what follows it stands under its names; it stays a row to fix all the same. */
    private boolean isTooShort(List<String> cells) {
        return cells.size() < columns;
    }

    /**
     * Whether a formula of a workbook has come to nothing in it: in CSV, that would be a text like any other, which could
     * be sent. Such a row stands in one cell, so that it is no row of the table.
     */
    private static boolean hasTrouble(CsvRow row, RowOutcome outcome) {
        return outcome.isFailed() && row.types().stream().anyMatch(CellType::isTrouble);
    }

    /** Wherever a cell might begin in a text whose quotes leave that open. */
    private boolean mayHoldFormula(String text) {
        for (String cell : text.split("[\"\r\n" + (delimiter == '\\' ? "\\\\" : delimiter) + "]", -1)) {
            if (!FormulaGuard.guard(cell).equals(cell)) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param cells those that {@code text} holds; none where it is not known where they end
     * @param isWhole whether there are as many as there are columns: those of ours from an earlier report then give way
     */
    private void writeFailed(String text, List<String> cells, boolean isWhole, List<String> more) throws IOException {
        List<String> guarded = guarded(cells);
        if (guarded.equals(cells) && (!isWhole || kept.size() == columns)) {
            failed.write(text);
            failed.write(delimiter);
            write(failed, more);
            return;
        }
        List<String> record = new ArrayList<>();
        for (int i = 0; i < guarded.size(); i++) {
            if (!isWhole || kept.contains(i)) {
                record.add(guarded.get(i));
            }
        }
        write(failed, joined(record, more));
    }

    private static List<String> joined(List<String> cells, List<String> more) {
        return Stream.concat(cells.stream(), more.stream()).toList();
    }

    private static List<String> guarded(List<String> cells) {
        List<String> guarded = new ArrayList<>(cells.size());
        for (String cell : cells) {
            guarded.add(FormulaGuard.guard(cell));
        }
        return guarded;
    }
}
