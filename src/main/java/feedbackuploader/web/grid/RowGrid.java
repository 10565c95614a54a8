package feedbackuploader.web.grid;

import feedbackuploader.input.CsvRow;
import feedbackuploader.input.JsonCells;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowChange;
import feedbackuploader.mapping.FieldSource;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.support.Problem;
import feedbackuploader.upload.FileReading;
import feedbackuploader.upload.ProblemGroup;
import feedbackuploader.upload.ProblemGroups;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    private final String file;
    private final GridColumns columns;
    private final ProblemGroups groups;
    private final RowStore store;
    private final RowLists lists;
    private final RowRecorder recorder;
    private final List<ColumnProfile> profiles = new ArrayList<>();
    private final List<Long> rowsOfGroups = new ArrayList<>();
    private List<FieldSource> fields = List.of();
    private long invalid;
    private long skipped;
    private long problems;

    RowGrid(Path folder, String file, GridColumns columns, ProblemGroups groups) throws IOException {
        this.file = file;
        this.columns = columns;
        this.groups = groups;
        this.store = new RowStore(folder);
        this.lists = new RowLists(folder.resolve("lists.bin"));
        this.recorder = new RowRecorder(file, columns, groups, store);
    }

    synchronized void add(Row row, List<Mapped> pieces, RowChange change) throws IOException {
        StoredRow stored = recorder.of(row, pieces, change);
        long index = store.add(stored);
        list(index, stored);
        if (!change.isNone()) {
            lists.add(GridFilter.CHANGED.list(), index);
        }
        count(stored, 1);
        profile(row, stored);
    }

    private void profile(Row row, StoredRow stored) {
        List<? extends @Nullable String> cells = row instanceof CsvRow csv ? csv.cells() : stored.cells();
        for (int i = 0; i < stored.cells().size(); i++) {
            String cell = cells.get(i);
            if (cell != null && stored.kind() != StoredRow.Kind.BROKEN) {
                profile(i).add(cell);
            }
        }
    }

    private ColumnProfile profile(int column) {
        while (profiles.size() <= column) {
            profiles.add(new ColumnProfile());
        }
        return profiles.get(column);
    }

    private void list(long index, StoredRow row) throws IOException {
        if (!row.problems().isEmpty()) {
            lists.add(GridFilter.PROBLEMS.list(), index);
        }
        for (int group : groupsOf(row)) {
            lists.add(GridFilter.group(group).list(), index);
        }
    }

    private static Set<Integer> groupsOf(StoredRow row) {
        return row.problems().stream()
                .map(StoredRow.StoredProblem::group)
                .filter(group -> group >= 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void count(StoredRow row, int sign) {
        invalid += row.problems().isEmpty() ? 0 : sign;
        skipped += row.skipped() == null ? 0 : sign;
        problems += (long) sign * row.problems().size();
        for (int group : groupsOf(row)) {
            while (rowsOfGroups.size() <= group) {
                rowsOfGroups.add(0L);
            }
            rowsOfGroups.set(group, rowsOfGroups.get(group) + sign);
        }
        row.problems().stream()
                .map(StoredRow.StoredProblem::column)
                .filter(column -> column >= 0)
                .distinct()
                .forEach(column -> profile(column).addProblems(sign));
    }

    synchronized void finish(FileReading reading) throws IOException {
        fields = reading.fields();
        store.flush();
    }

    /** What is in the rows now. */
    public synchronized GridCounts counts() {
        return new GridCounts(store.count(), invalid, skipped, problems);
    }

    /** What was in the columns when the file was checked, and what is wrong in them now. */
    public synchronized List<GridColumn> columns() {
        List<GridColumn> all = new ArrayList<>();
        List<String> names = columns.names();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            List<String> taken = fields.stream()
                    .filter(field -> field.columns().stream().anyMatch(name -> columns.of(name) == column))
                    .map(field -> field.field().label())
                    .toList();
            all.add(profile(i).column(columns.shown(i), taken));
        }
        return all;
    }

    /** What is wrong with rows now, what most of them have first. */
    public synchronized List<GridProblem> problems() {
        List<GridProblem> all = new ArrayList<>();
        List<ProblemGroup> found = groups.inOrder();
        for (int key = 0; key < Math.min(found.size(), rowsOfGroups.size()); key++) {
            if (rowsOfGroups.get(key) > 0) {
                all.add(problem(key, found.get(key)));
            }
        }
        all.sort(Comparator.comparingLong(GridProblem::rows).reversed());
        return all;
    }

    private GridProblem problem(int key, ProblemGroup group) {
        Problem one = group.problem();
        Problem common = group.varies()
                ? new Problem(one.column(), one.found() + " and similar", one.expected(), one.hint())
                : one;
        return new GridProblem(
                key,
                rowsOfGroups.get(key),
                group.firstRows(),
                one.column(),
                one.found(),
                one.expected(),
                one.hint(),
                group.varies(),
                common.message(),
                columns.editable(columns.of(one.column())) != null);
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

    /** The text of one cell, cut at {@link #LONGEST_CELL}; null where there is none. */
    public synchronized @Nullable String cell(long number, int column) throws IOException {
        long index = indexOf(number);
        StoredRow stored = index < 0 ? null : store.row(index);
        if (stored == null || column < 0 || column >= stored.cells().size()) {
            return null;
        }
        String text = stored.cut().contains(column)
                ? wholeCell(index, column)
                : stored.cells().get(column);
        return text == null ? null : StoredRow.cut(text, LONGEST_CELL);
    }

    private @Nullable String wholeCell(long index, int column) throws IOException {
        Row row = whole(index);
        return row instanceof CsvRow csv
                ? csv.cells().get(column)
                : row instanceof JsonRow json
                        ? JsonCells.at(json.object(), columns.names().get(column))
                        : row.text();
    }

    /** The record as it stands in the file, cut at {@link #LONGEST_CELL}; null where there is no such row. */
    public synchronized @Nullable String record(long number) throws IOException {
        long index = indexOf(number);
        return index < 0 ? null : StoredRow.cut(whole(index).text(), LONGEST_CELL);
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
        StoredRow now = after.withEdited(List.copyOf(edited));
        store.change(index, now);
        count(before, -1);
        count(now, 1);
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

    GridColumns names() {
        return columns;
    }

    RowStore store() {
        return store;
    }

    RowLists lists() {
        return lists;
    }

    String file() {
        return file;
    }

    /** Removes its files. */
    @Override
    public synchronized void close() throws IOException {
        try (lists) {
            store.close();
        }
    }
}
