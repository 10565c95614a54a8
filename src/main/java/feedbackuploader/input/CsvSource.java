package feedbackuploader.input;

import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** CSV whose first record that is not blank is the header. */
final class CsvSource extends RecordRows {

    private static final char COMMENT = '#';

    /** More rows that begin so are what the file is about. */
    private static final int MOST_COMMENTS = 10;

    private final String file;
    private final char delimiter;
    private final Quoting quoting;
    private final CellSplitter splitter;
    private final WrappedRecord wrapped;
    private final RowNumbers wrappedRows = new RowNumbers();
    private final SwallowedRows swallowed;
    private final String headerText;
    private final Header header;

    private boolean hasRow;
    private final @Nullable RowLengths lengths;

    /** Of rows that fit, in cells; 0 before the first. */
    private int length;

    private boolean lengthsDiffer;

    /** Rows that begin with what begins a comment elsewhere. */
    private final RowNumbers likeComments = new RowNumbers();

    /**
     * @param advice asked when quotes are broken, if at all
     * @param lengths asked when a row has empty cells too many, which are taken for nothing without it
     */
    CsvSource(Text text, char delimiter, Quoting quoting, @Nullable QuoteAdvice advice, @Nullable RowLengths lengths)
            throws InputException, IOException {
        super(text, new CsvRecordReader(text.file(), text.reader(), delimiter, quoting, text.comment(), advice));
        this.file = text.file();
        this.delimiter = delimiter;
        this.quoting = quoting;
        this.lengths = lengths;
        this.splitter = new CellSplitter(delimiter, quoting);
        this.wrapped = new WrappedRecord(delimiter, quoting, splitter);
        this.swallowed = new SwallowedRows(delimiter, advice);
        RawRecord rawRecord = firstCut(text.file());
        List<String> names = splitter.cells(rawRecord.text());
        refuseSingleQuotes(rawRecord, names);
        List<String> inside = wrapped.cells(rawRecord.text(), names);
        if (inside == null || inside.size() == 1) {
            this.headerText = rawRecord.text();
            this.header = Header.of(names, text.file(), rawRecord.number(), rawRecord.line(), true);
        } else {
            this.headerText = record(inside);
            this.header = Header.of(inside, text.file(), rawRecord.number(), rawRecord.line(), true);
        }
    }

    private RawRecord firstCut(String file) throws InputException, IOException {
        for (RawRecord rawRecord = rawRecord(); rawRecord != null; rawRecord = rawRecord()) {
            Problem fault = rawRecord.fault();
            if (fault != null) {
                throw new InputException(rawRecord.place(file), fault);
            }
            if (!Header.isBlank(splitter.cells(rawRecord.text()))) {
                return rawRecord;
            }
        }
        String where = preamble().isEmpty() ? "" : " below the skipped ones";
        throw new InputException(file, new Problem("only blank lines" + where, InputFile.READABLE, null));
    }

    @Override
    @Nullable
    Row row(RawRecord rawRecord) throws InputException, IOException {
        List<String> cells = splitter.cells(rawRecord.text());
        if (Header.isBlank(cells)) {
            return null;
        }
        int expected = header.columns().size();
        if (cells.size() == expected) {
            Problem fault = swallowed.in(rawRecord, cells);
            if (fault != null) {
                return rawRecord.broken(fault);
            }
            note(expected);
            if (!hasRow) {
                refuseSingleQuotes(rawRecord, cells);
                OddQuotes.refuseCurly(header.columns(), cells, file, rawRecord);
                hasRow = true;
            }
            if (rawRecord.text().charAt(0) == COMMENT) {
                likeComments.add(rawRecord.number());
            }
            return row(rawRecord, rawRecord.text(), cells);
        }
        List<String> inside = wrapped.cells(rawRecord.text(), cells);
        if (inside != null && inside.size() == expected) {
            wrappedRows.add(rawRecord.number());
            return header.row(rawRecord.number(), rawRecord.line(), record(inside), inside);
        }
        List<String> fitted = header.fit(cells, false);
        if (fitted == null) {
            return rawRecord.broken(ragged(rawRecord, cells, expected), cells);
        }
        note(cells.size());
        return cells.size() > expected && lengths != null && lengths.differ()
                ? rawRecord.broken(longer(cells.size(), expected), cells)
                : row(rawRecord, record(fitted), fitted);
    }

    private void note(int cells) {
        lengthsDiffer |= length > 0 && length != cells;
        length = cells;
    }

    /** Whether rows that fit, of those read so far, have more or fewer cells than others. */
    boolean lengthsDiffer() {
        return lengthsDiffer;
    }

    /** As where a text has a delimiter, and the row's last cell is empty: the cells behind the text have moved. */
    private Problem longer(int found, int expected) {
        return new Problem(
                Header.counted(found) + ", the last one empty, unlike other rows",
                Header.counted(expected),
                "A cell that contains a " + Dialect.word(delimiter)
                        + " needs quotes around it. If no cell does, remove the " + Dialect.word(delimiter)
                        + " at the end of the row.");
    }

    private Row row(RawRecord rawRecord, String text, List<String> cells) {
        @Nullable String unnamed = header.unnamed(cells);
        return unnamed == null
                ? header.row(rawRecord.number(), rawRecord.line(), text, cells)
                : rawRecord.broken(belowNoHeader(unnamed), cells);
    }

    /** As where a header ends with a delimiter, and a text has one too. */
    private Problem belowNoHeader(String cell) {
        return new Problem(
                Printable.quoted(cell) + " in a column without a name",
                "an empty cell",
                "A cell that contains a " + Dialect.word(delimiter)
                        + " needs quotes around it. If the column matters, name it in the header.");
    }

    private void refuseSingleQuotes(RawRecord rawRecord, List<String> cells) throws InputException {
        if (Objects.equals(quoting.quote(), Quoting.STANDARD.quote())) {
            OddQuotes.refuseSingle(cells, file, rawRecord);
        }
    }

    private Problem ragged(RawRecord rawRecord, List<String> cells, int expected) {
        int found = cells.size();
        String hint = null;
        if (header.isLike(cells)) {
            hint = "It looks like the header of another file. Upload each file separately.";
        } else if (rawRecord.text().charAt(0) == COMMENT && likeComments.count() == 0) {
            hint = "If lines that begin with # are comments, add --comment '#'.";
        } else if (found > expected && quoting.quote() != null) {
            hint = "A cell that contains a " + Dialect.word(delimiter) + " needs quotes around it.";
        }
        return new Problem(Header.counted(found), Header.counted(expected), hint);
    }

    @Override
    public List<String> columns() {
        return header.columns();
    }

    @Override
    public String header() {
        return headerText;
    }

    @Override
    public String record(List<String> cells) {
        return CsvText.of(cells, delimiter, quoting);
    }

    @Override
    public @Nullable Row edited(CsvRow row, List<String> cells) throws InputException, IOException {
        List<String> guarded = header.guarded(cells);
        String kept = new KeptCells(delimiter, quoting, splitter).record(row.text(), guarded);
        @Nullable Row edited = kept == null ? null : reread(row, kept);
        return edited instanceof CsvRow ? edited : reread(row, record(guarded));
    }

    @Override
    public @Nullable Row reread(Row row, String record) throws InputException, IOException {
        RawRecord whole = new RawRecord(row.number(), row.line(), record, "", null);
        Problem bad = isComment(whole)
                ? new Problem("a line that begins as a comment", "a row", null)
                : StrictReader.badByte(record, dialect().charset());
        if (bad != null) {
            return whole.broken(bad);
        }
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        StrictReader reader = new StrictReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8, 0);
        try (CsvRecordReader records = new CsvRecordReader(file, reader, delimiter, quoting, null, null)) {
            RawRecord first = records.next();
            if (first == null) {
                return null;
            }
            if (first.fault() != null) {
                return whole.broken(first.fault());
            }
            return records.next() == null
                    ? row(whole)
                    : whole.broken(new Problem("several records", "one record", null));
        }
    }

    @Override
    public @Nullable List<String> cells(String record) {
        if (record.indexOf('\n') >= 0 || record.indexOf('\r') >= 0) {
            return null; // a lost quote may have ended the record elsewhere
        }
        try {
            return new CellSplitter(delimiter, quoting).cells(record);
        } catch (UncheckedIOException | IllegalStateException e) {
            return null;
        }
    }

    @Override
    public List<String> notices() {
        List<String> notices = new ArrayList<>(super.notices());
        if (quoting.afterBlanks()) {
            notices.add("Blanks between " + Dialect.word(delimiter) + "s and quotes are ignored.");
        }
        if (wrappedRows.count() > 0) {
            notices.add("Quotes around whole rows are ignored: " + wrappedRows.listed() + ".");
        }
        if (likeComments.count() > 0 && likeComments.count() <= MOST_COMMENTS) {
            notices.add("Rows that begin with # are read as data: " + likeComments.listed()
                    + ". If they are comments, add --comment '#'.");
        }
        if (swallowed.doubtful() > 0) {
            notices.add(swallowed.notice());
        }
        return notices;
    }
}
