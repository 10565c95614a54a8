package feedbackuploader.input;

import feedbackuploader.input.edits.Edit;
import feedbackuploader.input.edits.EditsFile;
import feedbackuploader.input.edits.OrderedEdits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file as its user has edited them. Edits that do not fit the file any more end the reading, at its last row:
 * without them, other data would be read than was meant.
 */
final class EditedRows implements RowSource {

    /** A row as the file has it, and as it is read; null for one that is blank now. */
    record Pair(Row before, @Nullable Row after) {}

    private final RowSource file;
    private final String name;
    private final OrderedEdits edits;
    private final RowNumbers changed = new RowNumbers();
    private final RowNumbers misfits = new RowNumbers();

    /** How many edits of single cells found their row. */
    private int found;

    private long blankRows;
    private boolean isAtEnd;
    private RowChange change = RowChange.NONE;

    EditedRows(RowSource file, EditsFile edits) throws InputException, IOException {
        this.file = file;
        this.name = Objects.toString(edits.path().getFileName());
        this.edits = new OrderedEdits(edits.load());
    }

    @Override
    public @Nullable Row next() throws InputException, IOException {
        for (Pair pair = pair(); pair != null; pair = pair()) {
            if (pair.after != null) {
                return pair.after;
            }
            blankRows++;
        }
        return null;
    }

    /** The next row; null at the end. */
    @Nullable
    Pair pair() throws InputException, IOException {
        Row row = file.next();
        if (row == null) {
            change = RowChange.NONE;
            isAtEnd = true;
            refuseMisfits();
            return null;
        }
        return new Pair(row, edited(row));
    }

    /** What they are rows of. */
    RowSource file() {
        return file;
    }

    private @Nullable Row edited(Row row) throws InputException, IOException {
        change = RowChange.NONE;
        List<OrderedEdits.Placed> own = edits.of(row.number());
        if (own.isEmpty() && edits.columns().isEmpty()) {
            return row;
        }
        Supplier<String> digest = digestOf(row);
        Set<String> columns = new TreeSet<>();
        boolean isWhole = false;
        int place = 0;
        Row now = row;
        found += own.size();
        for (OrderedEdits.Placed next : own) {
            now = replaced(now, digest, place, next.place(), columns);
            place = next.place();
            @Nullable Row after = now == null || !fits(next.edit(), digest) ? now : with(now, next.edit());
            if (now == null || after == now) {
                misfits.add(row.number());
                continue;
            }
            now = after;
            if (next.edit().column() == null) {
                isWhole = true;
            } else {
                columns.add(next.edit().column());
            }
        }
        now = replaced(now, digest, place, OrderedEdits.END, columns);
        change = isWhole || !columns.isEmpty() ? new RowChange(isWhole, columns, digest.get()) : RowChange.NONE;
        if (!change.isNone()) {
            changed.add(row.number());
        }
        return now;
    }

    private static Supplier<String> digestOf(Row row) {
        String[] known = {null};
        return () -> {
            String digest = known[0] == null ? RowDigest.of(row) : known[0];
            known[0] = digest;
            return digest;
        };
    }

    private static boolean fits(Edit.OfCell edit, Supplier<String> digest) {
        return edit.digest() == null || edit.digest().equals(digest.get());
    }

    private void refuseMisfits() throws EditsMisfitException {
        int homeless = edits.cells() - found;
        if (misfits.count() > 0 || homeless > 0) {
            throw new EditsMisfitException(name, misfits, homeless);
        }
    }

    /** @return {@code row} itself where the file does not say what the edit is about; null for a row that is blank now */
    private @Nullable Row with(Row row, Edit.OfCell edit) throws InputException, IOException {
        String column = edit.column();
        if (column == null) {
            boolean isCut = row.text().length() >= RawRecord.LIMIT;
            return row.text().equals(edit.was()) && !isCut ? file.reread(row, edit.now()) : row;
        } else if (row instanceof CsvRow csv) {
            int index = indexOf(column);
            return index >= 0 && csv.cells().get(index).equals(edit.was()) ? with(csv, index, edit.now()) : row;
        } else if (row instanceof JsonRow json) {
            boolean isSame = Objects.equals(JsonCells.at(json.object(), column), edit.was());
            return isSame ? with(json, column, edit.now()) : row;
        }
        return row;
    }

    private @Nullable Row with(CsvRow row, int index, String text) throws InputException, IOException {
        List<String> cells = new ArrayList<>(row.cells());
        cells.set(index, text);
        return file.edited(row, cells);
    }

    private @Nullable Row with(JsonRow row, String pointer, String text) throws InputException, IOException {
        var object = JsonCells.with(row.object(), pointer, text);
        return object == null ? row : file.reread(row, JsonCells.record(object));
    }

    /** What the replacements between two steps make of a row. */
    private @Nullable Row replaced(
            @Nullable Row row, Supplier<String> digest, int after, int before, Set<String> touched)
            throws InputException, IOException {
        Row now = row;
        for (String column : edits.columns()) {
            int index = now instanceof CsvRow ? indexOf(column) : -1;
            String was = now instanceof CsvRow csv && index >= 0
                    ? csv.cells().get(index)
                    : now instanceof JsonRow json ? JsonCells.at(json.object(), column) : null;
            String text = edits.replaced(column, was, digest, after, before);
            if (text != null && !text.equals(was)) {
                touched.add(column);
                now = now instanceof CsvRow csv
                        ? with(csv, index, text)
                        : now instanceof JsonRow json ? with(json, column, text) : now;
            }
        }
        return now;
    }

    /** Of the only column of this name, or -1: which of two is meant, no name can say. */
    private int indexOf(String column) {
        int index = columns().indexOf(column);
        return index == columns().lastIndexOf(column) ? index : -1;
    }

    @Override
    public RowChange change() {
        return change;
    }

    @Override
    public List<String> notices() {
        List<String> notices = new ArrayList<>(file.notices());
        if (changed.count() > 0) {
            notices.add("Edits of " + name + " are read in place of what the file says: " + changed.listed() + ".");
        }
        int unused = isAtEnd ? edits.unused() : 0;
        if (unused > 0) {
            notices.add((unused == 1 ? "1 replacement of " : unused + " replacements of ") + name + " found no cell.");
        }
        return notices;
    }

    @Override
    public Dialect dialect() {
        return file.dialect();
    }

    @Override
    public String preamble() {
        return file.preamble();
    }

    @Override
    public List<String> columns() {
        return file.columns();
    }

    @Override
    public String header() {
        return file.header();
    }

    @Override
    public String record(List<String> cells) {
        return file.record(cells);
    }

    @Override
    public @Nullable List<String> cells(String record) {
        return file.cells(record);
    }

    @Override
    public @Nullable Row edited(CsvRow row, List<String> cells) throws InputException, IOException {
        return file.edited(row, cells);
    }

    @Override
    public @Nullable Row reread(Row row, String record) throws InputException, IOException {
        return file.reread(row, record);
    }

    @Override
    public String lineBreak() {
        return file.lineBreak();
    }

    @Override
    public long blankRows() {
        return file.blankRows() + blankRows;
    }

    @Override
    public String sha256() {
        return file.sha256();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
