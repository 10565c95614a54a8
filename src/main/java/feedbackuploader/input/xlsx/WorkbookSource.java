package feedbackuploader.input.xlsx;

import feedbackuploader.input.BrokenBytesException;
import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.CellSplitter;
import feedbackuploader.input.CellType;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.CsvText;
import feedbackuploader.input.Dialect;
import feedbackuploader.input.Header;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.Quoting;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowNumbers;
import feedbackuploader.input.RowSource;
import feedbackuploader.support.Place;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sheet of an Excel workbook, whose first row that is not blank is the header. Its rows are written as CSV. */
public final class WorkbookSource implements RowSource {

    private static final char DELIMITER = ',';
    private static final String LINE_BREAK = "\r\n";
    private static final int LISTED = 10;

    private final String file;
    private final Workbook workbook;
    private final SheetRows rows;
    private final String part;
    private final long headerRow;
    private @Nullable MergedCells merged;
    private final Dialect dialect;
    private final List<String> notices = new ArrayList<>();
    private final @Nullable Character comment;
    private final RowNumbers comments = new RowNumbers();
    private final StringBuilder preamble = new StringBuilder();
    private final Header header;
    private final SheetFit fit;
    private long last;
    private long blankRows;
    private final @Nullable String sha256;
    private boolean isAtEnd;

    private WorkbookSource(String file, Workbook workbook, InputOptions options, boolean gzip, @Nullable String sha256)
            throws InputException, IOException {
        this.file = file;
        this.workbook = workbook;
        this.sha256 = sha256;
        this.comment = options.comment();
        SheetChoice choice = SheetChoice.of(file, workbook.sheets(), options.sheet(), workbook.isReport());
        if (choice.notice() != null) {
            notices.add(choice.notice());
        }
        this.dialect = new Dialect(
                Dialect.Kind.WORKBOOK, null, false, null, choice.sheet().name(), gzip);
        CellFormats formats;
        try (Xml styles = workbook.styles()) {
            formats = new CellFormats(styles, workbook.isFrom1904());
        }
        this.part = choice.part();
        this.rows = new SheetRows(
                workbook.sheet(choice.part()),
                new SharedStrings(workbook.sharedStrings()),
                formats,
                workbook.calculatesOnLoad());
        this.header = readHeader(options.skipLines());
        this.headerRow = last;
        this.fit = new SheetFit(header);
    }

    /**
     * @param workbook is closed with the source, or when there is none
     * @param sha256 of the file as it is on the disk; null when nobody will ask for it
     */
    public static WorkbookSource open(
            String file, Workbook workbook, InputOptions options, boolean gzip, @Nullable String sha256)
            throws InputException, IOException {
        try {
            return new WorkbookSource(file, workbook, options, gzip, sha256);
        } catch (InputException | IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    private Header readHeader(int skipRows) throws InputException, IOException {
        for (SheetRows.SheetRow row = stored(); row != null; row = stored()) {
            for (; last < Math.min(skipRows, row.number() - 1); last++) {
                preamble.append(LINE_BREAK);
            }
            last = row.number();
            if (row.number() <= skipRows) {
                preamble.append(CsvText.of(row.cells(), DELIMITER)).append(LINE_BREAK);
            } else if (isComment(row.cells())) {
                comments.add(row.number());
            } else if (!Header.isBlank(row.cells())) {
                return Header.of(row.cells(), file, row.number(), row.number(), !workbook.isReport());
            }
        }
        throw new InputException(
                file,
                new Problem(
                        "only blank rows in the sheet " + Printable.quoted(String.valueOf(dialect.sheet())),
                        "a table with a header",
                        "Is the table in another sheet? Name it with --sheet."));
    }

    private boolean isComment(List<String> cells) {
        return comment != null
                && !cells.isEmpty()
                && !cells.get(0).isEmpty()
                && cells.get(0).charAt(0) == comment;
    }

    private SheetRows.@Nullable SheetRow stored() throws InputException, IOException {
        try {
            return rows.next();
        } catch (BrokenBytesException e) {
            long next = rows.number() + 1;
            throw new InputException(new Place(file, next, next), e.problem());
        }
    }

    @Override
    public @Nullable Row next() throws InputException, IOException {
        if (isAtEnd) {
            return null;
        }
        for (SheetRows.SheetRow row = stored(); row != null; row = stored()) {
            blankRows += row.number() - last - 1;
            last = row.number();
            Problem fault = row.fault();
            String text = CsvText.of(row.cells(), DELIMITER);
            if (fault != null) {
                return broken(text, fault, List.of());
            }
            if (isComment(row.cells())) {
                comments.add(last);
                continue;
            }
            if (!Header.isBlank(row.cells())) {
                return row(text, row.cells(), row.types());
            }
            blankRows++;
        }
        isAtEnd = true;
        return null;
    }

    private Row row(String text, List<String> cells, List<CellType> types) throws InputException, IOException {
        Problem misfit = fit.misfit(cells);
        if (misfit != null) {
            return broken(text, misfit, cells);
        }
        List<String> fitted = fit.fitted(cells);
        String record = CsvText.of(fitted, DELIMITER);
        merged().mark(last, fitted, types);
        return header.row(last, last, record, fitted, types);
    }

    private BrokenRow broken(String text, Problem problem, List<String> cells) {
        return new BrokenRow(last, last, text, problem, cells);
    }

    /** Not before a row is asked for: to find the table, many a header is read. */
    private MergedCells merged() throws InputException, IOException {
        MergedCells known = merged;
        if (known == null) {
            try {
                known = workbook.merged(part, headerRow + 1);
            } catch (BrokenBytesException e) {
                throw new InputException(file, e.problem());
            }
            merged = known;
        }
        return known;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public List<String> notices() {
        List<String> all = new ArrayList<>(notices);
        if (comments.count() > 0) {
            all.add(comments.ofComments());
        }
        if (rows.hiddenRows() > 0) {
            all.add(
                    rows.hiddenRows() == 1
                            ? "1 hidden row of the sheet is read too (hidden by a filter or manually)."
                            : rows.hiddenRows()
                                    + " hidden rows of the sheet are read too (hidden by a filter or manually).");
        }
        List<String> hidden = hiddenColumns();
        if (!hidden.isEmpty()) {
            all.add((hidden.size() == 1 ? "1 hidden column" : hidden.size() + " hidden columns")
                    + (hidden.size() == 1 ? " of the sheet is read too: " : " of the sheet are read too: ")
                    + String.join(", ", hidden.subList(0, Math.min(LISTED, hidden.size())))
                    + (hidden.size() > LISTED ? ", …" : "") + ".");
        }
        return List.copyOf(all);
    }

    private List<String> hiddenColumns() {
        List<String> hidden = new ArrayList<>();
        for (int i = 0; i < header.columns().size(); i++) {
            if (rows.isHidden(i) && !header.columns().get(i).isBlank()) {
                hidden.add(Printable.quoted(header.columns().get(i)));
            }
        }
        return hidden;
    }

    @Override
    public String preamble() {
        return preamble.toString();
    }

    @Override
    public List<String> columns() {
        return header.columns();
    }

    @Override
    public String header() {
        return CsvText.of(header.columns(), DELIMITER);
    }

    @Override
    public String record(List<String> cells) {
        return CsvText.of(cells, DELIMITER);
    }

    @Override
    public @Nullable Row edited(CsvRow row, List<String> cells) {
        return fit.edited(row, cells);
    }

    @Override
    public @Nullable Row reread(Row row, String record) {
        return fit.reread(row, cells(record));
    }

    @Override
    public List<String> cells(String record) {
        return new CellSplitter(DELIMITER, Quoting.STANDARD).cells(record);
    }

    @Override
    public String lineBreak() {
        return LINE_BREAK;
    }

    @Override
    public long blankRows() {
        return blankRows;
    }

    @Override
    public String sha256() {
        if (sha256 == null || !isAtEnd) {
            throw new IllegalStateException("the file has not been read to its end");
        }
        return sha256;
    }

    @Override
    public void close() throws IOException {
        try (workbook) {
            rows.close();
        }
    }
}
