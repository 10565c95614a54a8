package feedbackuploader.web.grid;

import feedbackuploader.input.CsvRow;
import feedbackuploader.input.JsonCells;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowChange;
import feedbackuploader.input.RowDigest;
import feedbackuploader.mapping.FieldSource;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.upload.FileReading;
import feedbackuploader.upload.ProblemGroups;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file as one check found them, and single rows as they were changed since. May be asked by several threads.
 */
public final class RowGrid implements Closeable {

    /** Rows of one window. */
    public static final int MOST_ROWS = 200;

    /** In characters, of a cell that is asked for alone. */
    public static final int LONGEST_CELL = 1 << 16;

    private final @Nullable Charset encoding;
    private final GridColumns columns;
    private final RowStore store;
    private final RowLists lists;
    private final RowRecorder recorder;
    private final GridTally tally;
    private List<FieldSource> fields = List.of();

    /** @param encoding of the file, where it is a text */
    RowGrid(Path folder, String file, @Nullable Charset encoding, GridColumns columns, ProblemGroups groups)
            throws IOException {
        this.encoding = encoding;
        this.columns = columns;
        this.store = new RowStore(folder);
        this.lists = new RowLists(folder.resolve("lists.bin"));
        this.recorder = new RowRecorder(file, columns, groups, store);
        this.tally = new GridTally(columns, groups);
    }

    synchronized void add(Row row, List<Mapped> pieces, RowChange change) throws IOException {
        StoredRow stored = recorder.of(row, pieces, change);
        long index = store.add(stored);
        list(index, stored);
        if (!change.isNone()) {
            lists.add(GridFilter.CHANGED.list(), index);
        }
        tally.count(stored, 1);
        tally.profile(row, stored);
    }

    private void list(long index, StoredRow row) throws IOException {
        if (!row.problems().isEmpty()) {
            lists.add(GridFilter.PROBLEMS.list(), index);
        }
        for (int group : row.groups()) {
            lists.add(GridFilter.group(group).list(), index);
        }
    }

    synchronized void finish(FileReading reading) throws IOException {
        fields = reading.fields();
        store.flush();
    }

    /** What is in the rows now. */
    public synchronized GridCounts counts() {
        return tally.counts(store.count());
    }

    /** What was in the columns when the file was checked, and what is wrong in them now. */
    public synchronized List<GridColumn> columns() {
        return tally.columns(fields);
    }

    /** What is wrong with rows now, what most of them have first. */
    public synchronized List<GridProblem> problems() {
        return tally.problems();
    }

    /** @param count cut to {@link #MOST_ROWS}, and to what there is */
    public synchronized GridWindow window(GridFilter filter, long from, int count) throws IOException {
        long total = size(filter);
        long first = Math.max(0, Math.min(from, total));
        int length = (int) Math.max(0, Math.min(Math.min(count, MOST_ROWS), total - first));
        List<GridRow> rows = new ArrayList<>(length);
        if (filter.equals(GridFilter.ALL)) {
            for (int i = 0; i < length; i++) {
                rows.add(shown(first + i));
            }
        } else {
            for (long index : lists.rows(filter.list(), first, length)) {
                rows.add(shown(index));
            }
        }
        return new GridWindow(total, first, rows);
    }

    /** The text of one cell as far as the page can show it. */
    public synchronized CellText cell(long number, int column) throws IOException {
        long index = indexOf(number);
        StoredRow stored = index < 0 ? null : store.row(index);
        if (stored == null || column < 0 || column >= stored.cells().size()) {
            return CellText.of(null);
        }
        return CellText.of(
                stored.cut().contains(column)
                        ? wholeCell(index, column)
                        : stored.cells().get(column));
    }

    private @Nullable String wholeCell(long index, int column) throws IOException {
        Row row = whole(index);
        return row instanceof CsvRow csv
                ? csv.cells().get(column)
                : row instanceof JsonRow json
                        ? JsonCells.at(json.object(), columns.names().get(column))
                        : row.text();
    }

    /** The record as it stands in the file, where it is not made of cells. */
    public synchronized CellText record(long number) throws IOException {
        long index = indexOf(number);
        Row row = index < 0 ? null : whole(index);
        return CellText.of(row == null || row instanceof CsvRow ? null : row.text());
    }

    synchronized long size(GridFilter filter) {
        return filter.equals(GridFilter.ALL) ? store.count() : lists.size(filter.list());
    }

    /** Those of {@code numbers} that are there, in their order. */
    public synchronized List<GridRow> rows(List<Long> numbers) throws IOException {
        List<GridRow> rows = new ArrayList<>();
        for (long number : numbers) {
            Optional<GridRow> row = row(number);
            row.ifPresent(rows::add);
        }
        return rows;
    }

    public synchronized Optional<GridRow> row(long number) throws IOException {
        long index = indexOf(number);
        return index < 0 ? Optional.empty() : Optional.of(shown(index));
    }

    /** Of the row of this number, or -1. */
    long indexOf(long number) throws IOException {
        long index = find(GridFilter.ALL, number);
        return index < store.count() && store.number(index) == number ? index : -1;
    }

    /** The place among the rows of {@code filter} of the first whose number is not below {@code row}; else of the last. */
    public synchronized long find(GridFilter filter, long row) throws IOException {
        long from = 0;
        long to = size(filter);
        while (from < to) {
            long middle = (from + to) >>> 1;
            long index = filter.equals(GridFilter.ALL) ? middle : lists.rows(filter.list(), middle, 1)[0];
            if (store.number(index) < row) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return Math.max(0, Math.min(from, size(filter) - 1));
    }

    private GridRow shown(long index) throws IOException {
        StoredRow row = store.row(index);
        return new GridRow(
                index,
                row.number(),
                row.line(),
                row.cells(),
                row.cut(),
                row.kind() == StoredRow.Kind.BROKEN ? StoredRow.cut(store.full(row.full())[0], 500) : null,
                row.problems().stream()
                        .map(one -> GridRow.CellProblem.of(one.problem(), one.column()))
                        .toList(),
                row.edited(),
                row.skipped(),
                null,
                null,
                false);
    }

    /** The row at {@code index} with every character of it. */
    synchronized Row whole(long index) throws IOException {
        return WholeRow.of(store.row(index), store);
    }

    /** Of the row as the file has it. */
    synchronized String digest(StoredRow row) throws IOException {
        return row.digest() == null ? RowDigest.of(WholeRow.of(row, store)) : row.digest();
    }

    /**
     * Puts another row in its place.
     *
     * @param column that is edited, or not any more; null for all
     * @param isEdited which of the two
     */
    synchronized void change(long index, Row row, List<Mapped> pieces, @Nullable Integer column, boolean isEdited)
            throws IOException {
        StoredRow before = store.row(index);
        StoredRow after = recorder.of(row, pieces, RowChange.NONE);
        Set<Integer> edited = new TreeSet<>(before.edited());
        if (!isEdited && column == null) {
            edited.clear();
        } else if (!isEdited) {
            edited.remove(column);
        } else if (column == null) {
            IntStream.range(0, columns.size()).forEach(edited::add);
        } else {
            edited.add(column);
        }
        StoredRow now = after.withEdited(List.copyOf(edited), digest(before));
        store.change(index, now);
        tally.count(before, -1);
        tally.count(now, 1);
        if (before.problems().isEmpty() && !now.problems().isEmpty() && !isListed(GridFilter.PROBLEMS, index)) {
            lists.add(GridFilter.PROBLEMS.list(), index);
        }
        if (before.edited().isEmpty() && !edited.isEmpty() && !isListed(GridFilter.CHANGED, index)) {
            lists.add(GridFilter.CHANGED.list(), index);
        }
    }

    private boolean isListed(GridFilter filter, long index) throws IOException {
        long size = size(filter);
        for (long from = 0; from < size; from += MOST_ROWS) {
            for (long one : lists.rows(filter.list(), from, MOST_ROWS)) {
                if (one == index) {
                    return true;
                }
            }
        }
        return false;
    }

    @Nullable
    Charset encoding() {
        return encoding;
    }

    GridColumns names() {
        return columns;
    }

    RowStore store() {
        return store;
    }

    RowLists lists() {
        return lists;
    }

    /** Removes its files. */
    @Override
    public synchronized void close() throws IOException {
        try (lists) {
            store.close();
        }
    }
}
