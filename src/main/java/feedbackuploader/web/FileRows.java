package feedbackuploader.web;

import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.edits.Edit;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.SentPiece;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.web.grid.CellText;
import feedbackuploader.web.grid.EditCounts;
import feedbackuploader.web.grid.EditsStore;
import feedbackuploader.web.grid.FixPreview;
import feedbackuploader.web.grid.GridEditor;
import feedbackuploader.web.grid.GridRow;
import feedbackuploader.web.grid.GridWindow;
import feedbackuploader.web.grid.RowGrid;
import feedbackuploader.web.grid.RowLocks;
import feedbackuploader.web.local.BadCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of one open file: as the last check found them, with what became of each, and as they are changed. Any thread. */
final class FileRows {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.web");

    private final Path file;
    private final Path editsFile;
    private @Nullable EditsStore edits;

    /** What the last check that ended found, and by which command. */
    private @Nullable CheckedFile checked;

    private @Nullable PreparedCommand command;
    private @Nullable GridEditor editor;

    /** @param edits where they are kept */
    FileRows(Path file, Path edits) {
        this.file = file;
        this.editsFile = edits;
    }

    /** Takes these rows in place of those before. */
    synchronized void show(CheckedFile next, PreparedCommand by) {
        release();
        checked = next;
        command = by;
    }

    synchronized @Nullable CheckedFile checked() {
        return checked;
    }

    /** Lets go of the rows. */
    synchronized void release() {
        @Nullable GridEditor its = editor;
        @Nullable CheckedFile last = checked;
        editor = null;
        checked = null;
        try {
            if (its != null) {
                its.close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the reader of rows of " + file, e);
        }
        if (last != null) {
            letGo(last);
        }
    }

    static void letGo(CheckedFile rows) {
        try (rows) {
            return;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "rows of a check", e); // what is left is cleared at the next start
        }
    }

    private CheckedFile.Found found() throws BadCallException {
        @Nullable CheckedFile last = checked;
        if (last == null || last.found() == null) {
            throw BadCallException.conflict("The file is not checked yet, or cannot be used as it is.");
        }
        return last.found();
    }

    /** The file of the edits; null as long as nothing is edited. */
    synchronized @Nullable Path edits() {
        try {
            return store().edits().isEmpty() ? null : editsFile;
        } catch (IOException e) {
            return editsFile; // the check of the choices reads it too, and says what is wrong with it
        }
    }

    synchronized EditCounts counts() {
        try {
            return store().counts();
        } catch (IOException e) {
            return EditCounts.NONE; // nothing can be changed then
        }
    }

    synchronized void dropEdits() throws IOException {
        Files.deleteIfExists(editsFile);
    }

    private EditsStore store() throws IOException {
        @Nullable EditsStore known = edits;
        if (known == null) {
            try {
                known = EditsStore.open(editsFile);
            } catch (InputException e) {
                throw new IOException(String.valueOf(e.getMessage()), e);
            }
            edits = known;
        }
        return known;
    }

    synchronized GridWindow window(RowSort sort, long from, int count, LedgerView ledger, boolean isRunning)
            throws IOException {
        CheckedFile.Found found = found();
        RowGrid grid = found.grid();
        try {
            GridWindow window;
            if (sort instanceof RowSort.InLedger wanted) {
                LedgerView.Numbers numbers =
                        ledger.rowsOf(found.sha256(), wanted.statuses(), from, Math.min(count, RowGrid.MOST_ROWS));
                window = new GridWindow(numbers.total(), Math.min(from, numbers.total()), grid.rows(numbers.rows()));
            } else {
                window = grid.window(((RowSort.InGrid) sort).filter(), from, count);
            }
            return new GridWindow(window.total(), window.from(), withFates(window.rows(), found, ledger, isRunning));
        } catch (LedgerException e) {
            throw BadCallException.conflict(String.valueOf(e.getMessage()));
        }
    }

    private static List<GridRow> withFates(
            List<GridRow> rows, CheckedFile.Found found, LedgerView ledger, boolean isRunning) throws LedgerException {
        Map<Long, RowFate> fates = new HashMap<>();
        for (List<Piece> pieces :
                ledger.rows(found.sha256(), rows.stream().map(GridRow::row).toList())) {
            fates.put(pieces.get(0).entry().row(), RowFate.of(pieces, isRunning));
        }
        return rows.stream().map(row -> with(row, fates.get(row.row()))).toList();
    }

    private static GridRow with(GridRow row, @Nullable RowFate fate) {
        return fate == null ? row : row.withOutcome(fate.status(), fate.error(), fate.isLocked());
    }

    /** The place of this row among those of its sort. */
    synchronized long find(RowSort sort, long row, LedgerView ledger) throws IOException {
        CheckedFile.Found found = found();
        try {
            long place = sort instanceof RowSort.InGrid wanted
                    ? found.grid().find(wanted.filter(), row)
                    : ledger.placeOf(found.sha256(), ((RowSort.InLedger) sort).statuses(), row);
            if (window(sort, place, 1, ledger, false).rows().stream().noneMatch(one -> one.row() == row)) {
                throw BadCallException.notFound("Row " + row + " is not among the rows that are shown.");
            }
            return place;
        } catch (LedgerException e) {
            throw BadCallException.conflict(String.valueOf(e.getMessage()));
        }
    }

    /**
     * A text of a row.
     *
     * @param column null for the record as a whole
     */
    synchronized CellText cell(long row, @Nullable Integer column) throws IOException {
        RowGrid grid = found().grid();
        return column == null ? grid.record(row) : grid.cell(row, column);
    }

    /** What one fix for all that have this wrong with them would change. */
    synchronized FixPreview preview(int problem) throws IOException {
        try {
            return editor(found()).preview(problem);
        } catch (UnusableException | LedgerException e) {
            throw BadCallException.unusable(String.valueOf(e.getMessage()));
        }
    }

    /** Changes all cells that have this wrong with them and hold one of some texts; the file is to be checked again. */
    synchronized void fix(int problem, int column, List<Edit.Replacement> replace) throws IOException {
        try {
            editor(found()).fix(problem, column, replace);
        } catch (UnusableException e) {
            throw BadCallException.unusable(String.valueOf(e.getMessage()));
        }
    }

    synchronized RowDetail detail(long row, LedgerView ledger, boolean isRunning) throws IOException {
        CheckedFile.Found found = found();
        try {
            List<SentPiece> pieces = ledger.row(found.sha256(), row);
            Optional<GridRow> shown = found.grid().row(row);
            if (pieces.isEmpty() && shown.isEmpty()) {
                throw BadCallException.notFound("The file has no row " + row + ".");
            }
            return new RowDetail(
                    row,
                    shown.map(GridRow::line).orElse(row),
                    pieces.stream()
                            .map(piece -> RowDetail.PieceDetail.of(piece, isRunning))
                            .toList());
        } catch (LedgerException e) {
            throw BadCallException.conflict(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Changes one cell.
     *
     * @param column null for the record as a whole
     * @return the row as it is now
     */
    synchronized GridRow edit(long row, @Nullable Integer column, String text, LedgerView ledger) throws IOException {
        CheckedFile.Found found = found();
        try {
            RowLocks locks = new LedgerLocks(ledger, found.sha256());
            if (locks.isAnyLocked(List.of(row))) {
                throw BadCallException.conflict(
                        "Row " + row + " cannot be changed any more: the server has it, or may have it.");
            }
            GridRow now = editor(found).edit(row, column, text, locks);
            return withFates(List.of(now), found, ledger, false).get(0);
        } catch (UnusableException | LedgerException e) {
            throw BadCallException.unusable(String.valueOf(e.getMessage()));
        }
    }

    /** @return whether the file is to be checked again, since more than a row has changed */
    synchronized boolean undo(LedgerView ledger) throws IOException {
        CheckedFile.Found found = found();
        if (!counts().canUndo()) {
            throw BadCallException.conflict("There is no change left to take back.");
        }
        try {
            return editor(found).undo(new LedgerLocks(ledger, found.sha256())).isEmpty();
        } catch (UnusableException | LedgerException e) {
            throw BadCallException.unusable(String.valueOf(e.getMessage()));
        }
    }

    /** @param reading as the file is read now */
    synchronized void moveEdits(InputOptions reading) throws IOException {
        try {
            store().moveTo(InputFile.of(file, reading.withEdits(null)));
        } catch (InputException e) {
            throw BadCallException.unusable(String.valueOf(e.getMessage()));
        }
    }

    private GridEditor editor(CheckedFile.Found found) throws IOException, UnusableException {
        @Nullable GridEditor known = editor;
        @Nullable PreparedCommand by = command;
        if (known == null && by != null) {
            if (!Files.exists(file)) {
                throw new UnusableException("There is no file " + file + " any more.");
            }
            known = new GridEditor(found.grid(), store(), InputFile.of(file, by.reading()), by.mapping());
            editor = known;
        }
        if (known == null) {
            throw BadCallException.conflict("The file is not checked yet.");
        }
        return known;
    }
}
