package feedbackuploader.web;

import feedbackuploader.input.edits.Edit;
import feedbackuploader.web.grid.CellText;
import feedbackuploader.web.grid.FixPreview;
import feedbackuploader.web.grid.GridRow;
import feedbackuploader.web.grid.GridWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one open file, to look at and to change, and copies of the file with the changes in it. Any thread. */
final class FileGrid {

    private final OpenFile file;
    private final FileRows rows;
    private final CorrectedFile corrected;

    /** @param file that holds what goes on: nothing of it changes while a row does */
    FileGrid(OpenFile file, FileRows rows, CorrectedFile corrected) {
        this.file = file;
        this.rows = rows;
        this.corrected = corrected;
    }

    GridWindow window(RowSort sort, long from, int count) throws IOException {
        return rows.window(sort, from, count, file.ledger(), file.isUploading());
    }

    long find(RowSort sort, long row) throws IOException {
        return rows.find(sort, row, file.ledger());
    }

    RowDetail detail(long row) throws IOException {
        return rows.detail(row, file.ledger(), file.isUploading());
    }

    CellText cell(long row, @Nullable Integer column) throws IOException {
        return rows.cell(row, column);
    }

    GridRow edit(long row, @Nullable Integer column, String text) throws IOException {
        synchronized (file) {
            file.refuseWhileUploading();
            GridRow now = rows.edit(row, column, text, file.ledger());
            file.takeEdit();
            return now;
        }
    }

    FixPreview preview(int problem) throws IOException {
        synchronized (file) {
            return rows.preview(problem);
        }
    }

    void fix(int problem, int column, List<Edit.Replacement> replace) throws IOException {
        synchronized (file) {
            file.refuseWhileUploading();
            rows.fix(problem, column, replace);
            file.startCheck();
        }
    }

    /**
     * Writes the file with its edits as a file of its own.
     *
     * @param to null for a free name beside the file
     */
    Path correct(@Nullable Path to) throws IOException {
        synchronized (file) {
            Path copy = corrected.save(to, file.prepared().reading());
            file.noteChange();
            return copy;
        }
    }

    void writeCorrected(Path to) throws IOException {
        synchronized (file) {
            corrected.write(to, file.prepared().reading());
        }
    }

    /** The copy has not the change that is made next. Returns whether there was one. */
    boolean forgetCorrected() {
        synchronized (file) {
            return corrected.forget();
        }
    }

    /** Of a file that is open no more. */
    void dropEdits() throws IOException {
        rows.dropEdits();
    }
}
