package feedbackuploader.web.grid;

import feedbackuploader.input.Format;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.ledger.PrivateFiles;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.support.IoErrors;
import feedbackuploader.upload.FileReading;
import feedbackuploader.upload.ProblemGroups;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.upload.WholeRows;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a grid while a file is checked. Close it unless {@link #finish} was called: then the grid is what to close. */
public final class GridSink implements WholeRows, Closeable {

    private final Path folder;
    private final String file;
    private @Nullable RowSource source;
    private @Nullable RowGrid grid;

    /**
     * @param folder of this check alone; made when it is missing
     * @param input whose rows come
     */
    public GridSink(Path folder, Path input) {
        this.folder = folder;
        this.file = Objects.toString(input.getFileName());
    }

    @Override
    public void begin(RowSource rows) throws UnusableException {
        source = rows;
        try {
            PrivateFiles.createFolder(folder);
            GridColumns columns = new GridColumns(rows.columns(), rows.format() != Format.CSV);
            grid = new RowGrid(folder, file, rows.dialect().encoding(), columns, new ProblemGroups());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UnusableException unwritable(IOException e) {
        return new UnusableException("The rows cannot be kept in " + folder + ": " + IoErrors.of(e) + ".", e);
    }

    @Override
    public void row(Row row, List<String> origins, List<Mapped> pieces) throws UnusableException {
        try {
            Objects.requireNonNull(grid)
                    .add(row, pieces, Objects.requireNonNull(source).change());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** @param reading the one whose rows came, which has ended */
    public RowGrid finish(FileReading reading) throws UnusableException {
        RowGrid finished = Objects.requireNonNull(grid);
        try {
            finished.finish(reading);
        } catch (IOException e) {
            throw unwritable(e);
        }
        return finished;
    }

    /** Removes what was written. */
    @Override
    public void close() throws IOException {
        if (grid != null) {
            grid.close();
        }
    }
}
