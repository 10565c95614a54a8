package feedbackuploader.report;

import feedbackuploader.input.CellType;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.support.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Results and rows to fix as workbooks, for one that came as a workbook: a sheet of the same name, with what stands
 * above the header, and each cell as what it was, a number, a date or a text. What is wrong is red, and the reason is a
 * remark on its cell.
 */
final class XlsxReport implements RowReport {

    /** As {@link feedbackuploader.support.Problem#message} begins. */
    private static final Pattern PLACE = Pattern.compile("column \"(.{1,70}?)\": found ");

    private static final int SHOWN_NAME = 60;

    private static final Set<String> NUMBERS = Stream.of(
                    ReportColumn.ROW, ReportColumn.LINE, ReportColumn.HTTP_STATUS, ReportColumn.ATTEMPTS)
            .map(ReportColumn::column)
            .collect(Collectors.toUnmodifiableSet());

    private final ReportSheet results;
    private final ReportSheet failed;
    private final UploadColumns ours;
    private final RowSource source;

    /** The columns of the input that are its own, by index. */
    private final List<Integer> kept;

    /** Their names as a message shows them. */
    private final List<String> shown;

    XlsxReport(RowSource source, OutputStream results, OutputStream failed, UploadColumns ours) throws IOException {
        this.source = source;
        this.ours = ours;
        List<List<String>> above = rowsOf(source.preamble());
        String name = Objects.requireNonNullElse(source.dialect().sheet(), "Sheet1");
        this.results = new ReportSheet(results, name, above.size());
        this.failed = new ReportSheet(failed, name, above.size());
        this.kept = UploadColumns.notOurs(source.columns());
        this.shown = kept.stream()
                .map(i -> Printable.of(source.columns().get(i), SHOWN_NAME))
                .toList();
        begin(this.results, above, source.columns(), ours.names());
        begin(this.failed, above, source.columns(), ours.namesToFix());
    }

    static List<List<String>> rowsOf(String csv) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        CSVFormat format =
                CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();
        try (CSVParser parser = CSVParser.parse(new StringReader(csv), format)) {
            for (CSVRecord row : parser) {
                rows.add(row.toList());
            }
        }
        return rows;
    }

    private void begin(ReportSheet sheet, List<List<String>> above, List<String> columns, List<String> names)
            throws IOException {
        for (List<String> row : above) {
            for (int i = 0; i < row.size(); i++) {
                sheet.text(i, row.get(i));
            }
            sheet.endRow();
        }
        int column = 0;
        for (int i : kept) {
            sheet.heading(column++, columns.get(i));
        }
        for (String name : names) {
            sheet.heading(column++, name);
        }
        sheet.endRow();
    }

    @Override
    public void result(Row row, RowOutcome outcome) throws IOException {
        write(results, row, ours.names(), ours.cells(outcome), outcome);
    }

    @Override
    public void failed(Row row, RowOutcome outcome) throws IOException {
        write(failed, row, ours.namesToFix(), ours.cellsToFix(outcome), outcome);
    }

    private void write(ReportSheet sheet, Row row, List<String> names, List<String> cells, RowOutcome outcome)
            throws IOException {
        List<String> beyond = row instanceof CsvRow csv ? written(sheet, csv, outcome) : written(sheet, row);
        int column = kept.size();
        for (int i = 0; i < names.size(); i++) {
            sheet.cell(column, cells.get(i), NUMBERS.contains(names.get(i)) ? CellType.NUMBER : CellType.TEXT);
            if (outcome.isFailed() && names.get(i).equals(ReportColumn.ERROR.column())) {
                sheet.redden(column);
            }
            column++;
        }
        for (String cell : beyond) {
            sheet.text(column++, cell);
        }
        if (outcome.isFailed()) {
            markCells(sheet, Objects.requireNonNullElse(outcome.reason(), ""));
        }
        sheet.endRow();
    }

    /** Where nothing was taken from cells that others cover, they stay empty. */
    private List<String> written(ReportSheet sheet, CsvRow row, RowOutcome outcome) throws IOException {
        for (int i = 0; i < kept.size(); i++) {
            CellType type = row.type(kept.get(i));
            boolean isEmpty = type == CellType.MERGED && !outcome.isFailed();
            sheet.cell(i, isEmpty ? "" : row.cells().get(kept.get(i)), isEmpty ? CellType.TEXT : type);
        }
        return List.of();
    }

    /** A row that cannot be read stands as it was; cells below no header stay below none. */
    private List<String> written(ReportSheet sheet, Row row) throws IOException {
        List<String> cells = Objects.requireNonNullElse(source.cells(row.text()), List.of(row.text()));
        for (int i = 0; i < kept.size(); i++) {
            sheet.text(i, kept.get(i) < cells.size() ? cells.get(kept.get(i)) : "");
        }
        int columns = kept.isEmpty() ? 0 : kept.get(kept.size() - 1) + 1;
        return cells.subList(Math.min(columns, cells.size()), cells.size());
    }

    private void markCells(ReportSheet sheet, String reason) {
        Matcher place = PLACE.matcher(reason);
        boolean[] isMarked = new boolean[shown.size()];
        while (place.find()) {
            int column = shown.indexOf(place.group(1));
            if (column >= 0 && !isMarked[column]) {
                isMarked[column] = true;
                sheet.redden(column);
                sheet.remark(column, reason);
            }
        }
    }

    @Override
    public void finish() throws IOException {
        results.finish();
        failed.finish();
    }
}
