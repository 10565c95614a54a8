package feedbackuploader.web.grid;

import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.input.edits.Edit;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.upload.UnusableException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes cells of a checked file: in its edits, which are on the disk first, and in its grid, where the row is checked
 * again. Not for several threads at a time.
 */
public final class GridEditor implements Closeable {

    private final RowGrid grid;
    private final EditsStore edits;
    private final Rechecker rechecker;
    private final CellChanger changer;
    private final FixFinder finder;

    /**
     * @param grid of a check of {@code input} with these options; stays open when this is closed
     * @param input as it was checked
     */
    public GridEditor(RowGrid grid, EditsStore edits, InputFile input, MappingOptions options) {
        this.grid = grid;
        this.edits = edits;
        this.rechecker = new Rechecker(grid, input, options);
        this.changer = new CellChanger(grid.names(), rechecker);
        this.finder = new FixFinder(grid, changer, rechecker, options);
    }

    /**
     * Puts {@code text} into one cell, or in place of one record.
     *
     * @param row its number
     * @param column its index; null for the record as a whole
     * @param locks of what is not to be changed any more
     * @return the row as it is now, checked
     * @throws UnusableException with a sentence on why it cannot be changed
     */
    public GridRow edit(long row, @Nullable Integer column, String text, RowLocks locks)
            throws UnusableException, LedgerException, IOException {
        try {
            long index = grid.indexOf(row);
            if (index < 0) {
                throw new UnusableException("The file has no row " + row + ".");
            }
            Row before = grid.whole(index);
            if (column == null && before instanceof CsvRow) {
                throw new UnusableException("Row " + row + " is made of cells: edit those.");
            }
            String name = column == null ? null : name(column, before);
            String was = column == null ? before.text() : changer.text(before, column);
            if (Objects.equals(was, text)) {
                return grid.row(row).orElseThrow();
            }
            if (was != null && was.length() > RowGrid.LONGEST_CELL) {
                throw new UnusableException(String.format(
                        Locale.ROOT,
                        "This text has %,d characters, and the page shows the first %,d. Edit it in a program of your"
                                + " own.",
                        was.length(),
                        RowGrid.LONGEST_CELL));
            }
            Row after = with(before, column, text);
            List<Mapped> pieces = rechecker.map(index, after);
            if (!locks.allow(row, pieces)) {
                throw new UnusableException("Row " + row + " cannot be changed like this: the server has a part of it,"
                        + " or may have it, and the change would make another one of that.");
            }
            edits.add(new Edit.OfCell(
                    row, name, was, text, grid.digest(grid.store().row(index))));
            grid.change(index, after, pieces, column, true);
            return grid.row(row).orElseThrow();
        } catch (InputException | MappingException e) {
            throw new UnusableException(String.valueOf(e.getMessage()), e);
        }
    }

    private String name(int column, Row row) throws UnusableException {
        String name = grid.names().editable(column);
        if (row instanceof BrokenRow) {
            throw new UnusableException(
                    "Row " + row.number() + " cannot be taken apart into cells: edit it as a whole record.");
        }
        if (name == null) {
            throw noName(column);
        }
        return name;
    }

    private UnusableException noName(int column) {
        return new UnusableException(
                grid.names().has(column)
                        ? "Several columns have this name. Edit them in a program of your own."
                        : "There is no such column. Look at the rows again, and choose one that is shown.");
    }

    private Row with(Row row, @Nullable Integer column, String text)
            throws UnusableException, InputException, MappingException, IOException {
        Row after = column == null ? rechecker.reread(row, text) : changer.with(row, column, text);
        if (after == null) {
            throw new UnusableException("Row " + row.number() + " has no place for this cell: something else stands"
                    + " there. Edit the record as a whole.");
        }
        return after;
    }

    /**
     * What one fix would change for all that have this wrong with them.
     *
     * @param key of a {@link GridProblem}
     */
    public FixPreview preview(int key) throws UnusableException, LedgerException, IOException {
        try {
            FixPreview preview = finder.of(key);
            if (preview == null) {
                throw new UnusableException("This is wrong with rows as a whole, not with one of their columns: edit"
                        + " the rows one by one.");
            }
            if (preview.values().isEmpty() && preview.others() == 0) {
                throw new UnusableException(
                        "There is nothing in these cells that could be replaced: fill them in one" + " by one.");
            }
            return preview;
        } catch (InputException | MappingException e) {
            throw new UnusableException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Changes all cells that have this wrong with them and hold one of some texts. The grid knows of it by the next
     * check.
     *
     * @param key of a {@link GridProblem}
     * @param column the index of its column
     */
    public void fix(int key, int column, List<Edit.Replacement> replace) throws UnusableException, IOException {
        String name = grid.names().editable(column);
        if (name == null) {
            throw noName(column);
        }
        try {
            edits.add(finder.step(key, column, name, replace));
        } catch (InputException e) {
            throw new UnusableException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Takes back the last step, whoever made it.
     *
     * @param locks of what is not to be changed any more
     * @return the row as it was before; empty when more than a row has changed: then the file is to be checked again
     */
    public Optional<GridRow> undo(RowLocks locks) throws UnusableException, LedgerException, IOException {
        try {
            @Nullable Edit step = edits.last();
            long index = step instanceof Edit.OfCell cell ? grid.indexOf(cell.row()) : -1;
            if (!(step instanceof Edit.OfCell cell) || index < 0) {
                refuseLocked(step, locks);
                edits.undo();
                return Optional.empty();
            }
            Row now = grid.whole(index);
            String name = cell.column();
            int column = name == null ? -1 : grid.names().of(name);
            if (cell.was() == null || (name != null && (column < 0 || now instanceof BrokenRow))) {
                refuseLocked(step, locks);
                edits.undo();
                return Optional.empty();
            }
            Row before = with(now, name == null ? null : column, cell.was());
            List<Mapped> pieces = rechecker.map(index, before);
            if (!locks.allow(cell.row(), pieces)) {
                throw sentAlready();
            }
            edits.undo();
            grid.change(
                    index,
                    before,
                    pieces,
                    name == null ? null : column,
                    edits.edits().touches(cell));
            return grid.row(cell.row());
        } catch (InputException | MappingException e) {
            throw new UnusableException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Rows that the step changed, or all rows that were changed where it does not say which. */
    private void refuseLocked(@Nullable Edit step, RowLocks locks)
            throws UnusableException, LedgerException, InputException, MappingException, IOException {
        if (step instanceof Edit.OfCell cell) {
            refuseLocked(List.of(cell.row()), locks);
            if (!locks.sentInPart(List.of(cell.row())).isEmpty()) {
                throw sentAlready();
            }
        } else if (step instanceof Edit.OfColumn fix) {
            int column = grid.names().of(fix.column());
            long size = grid.size(GridFilter.CHANGED);
            for (long from = 0; from < size; from += RowGrid.MOST_ROWS) {
                List<Long> rows = new ArrayList<>();
                for (long index : grid.lists().rows(GridFilter.CHANGED.list(), from, RowGrid.MOST_ROWS)) {
                    StoredRow row = grid.store().row(index);
                    String digest = grid.digest(row);
                    if (row.edited().contains(column) && fix.concerns(() -> digest)) {
                        rows.add(row.number());
                    }
                }
                refuseLocked(rows, locks);
                refuseSent(fix, column, locks.sentInPart(rows), locks);
            }
        }
    }

    /** Of rows that the server has a part of, what it has stays as it is. */
    private void refuseSent(Edit.OfColumn fix, int column, List<Long> rows, RowLocks locks)
            throws UnusableException, LedgerException, InputException, MappingException, IOException {
        for (long row : rows) {
            long index = grid.indexOf(row);
            Row now = grid.whole(index);
            String text = changer.text(now, column);
            for (Edit.Replacement one : fix.replace()) {
                @Nullable Row before = one.to().equals(text) ? changer.with(now, column, one.from()) : null;
                if (before != null && !locks.allow(row, rechecker.map(index, before))) {
                    throw sentAlready();
                }
            }
        }
    }

    private static void refuseLocked(List<Long> rows, RowLocks locks) throws UnusableException, LedgerException {
        if (!rows.isEmpty() && locks.isAnyLocked(rows)) {
            throw sentAlready();
        }
    }

    private static UnusableException sentAlready() {
        return new UnusableException(
                "The last change cannot be undone any more: rows were sent with it, and the server has them or may have"
                        + " them.");
    }

    @Override
    public void close() throws IOException {
        rechecker.close();
    }
}
