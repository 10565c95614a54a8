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

/** The rows of the files that are open in the page, to look at and to change. Any thread. */
public final class FileGrids {

    private final OpenFiles files;
    private final StateWriter writer;

    FileGrids(OpenFiles files, StateWriter writer) {
        this.files = files;
        this.writer = writer;
    }

    /**
     * Some rows of the file.
     *
     * @param only which, as {@link RowSort#of} has it
     * @param from the first of them, from 0
     */
    public GridWindow rows(String id, @Nullable String only, long from, int count) throws IOException {
        return grid(id).window(RowSort.of(only), from, count);
    }

    /** The place of the row of this number among those of its sort, or of the one after it. */
    public long find(String id, @Nullable String only, long row) throws IOException {
        return grid(id).find(RowSort.of(only), row);
    }

    public RowDetail row(String id, long row) throws IOException {
        return grid(id).detail(row);
    }

    /** @param column null for the record as a whole */
    public CellText cell(String id, long row, @Nullable Integer column) throws IOException {
        return grid(id).cell(row, column);
    }

    /** @param column null for the record as a whole */
    public GridRow edit(String id, long number, @Nullable Integer column, String text) throws IOException {
        GridRow row = grid(id).edit(number, column, text);
        forgetCorrected(id);
        return row;
    }

    public FixPreview preview(String id, int problem) throws IOException {
        return grid(id).preview(problem);
    }

    public FileState fix(String id, int problem, int column, List<Edit.Replacement> replace) throws IOException {
        grid(id).fix(problem, column, replace);
        forgetCorrected(id);
        return files.state(id, writer);
    }

    /** Moves edits to where their rows stand now; edits whose rows are gone are taken out. */
    public FileState moveEdits(String id) throws IOException {
        files.file(id).moveEdits();
        forgetCorrected(id);
        return files.state(id, writer);
    }

    /** Takes back the last change, or the advice that was followed after it. */
    public FileState undo(String id) throws IOException {
        files.file(id).undo();
        forgetCorrected(id);
        files.save();
        return files.state(id, writer);
    }

    /**
     * Writes the corrected file.
     *
     * @param to null for a free name beside the file
     */
    public Path correct(String id, @Nullable String to) throws IOException {
        Path copy = grid(id).correct(to == null ? null : OpenFiles.path(to));
        files.save();
        return copy;
    }

    private FileGrid grid(String id) throws IOException {
        return files.file(id).grid();
    }

    private void forgetCorrected(String id) throws IOException {
        if (grid(id).forgetCorrected()) {
            files.save();
        }
    }
}
