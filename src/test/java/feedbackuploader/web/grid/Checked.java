package feedbackuploader.web.grid;

import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.upload.FileReading;
import feedbackuploader.upload.KnownRuns;
import feedbackuploader.upload.Survey;
import feedbackuploader.upload.Surveyor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is checked into a grid and edited, as the page does it. */
final class Checked implements AutoCloseable {

    static final String ID = "5a3c1f2e-7b89-4c0d-9e1f-123456789abc";

    final Path folder;
    final Path file;
    final MappingOptions options;
    final EditsStore edits;
    RowGrid grid;
    GridEditor editor;
    Survey survey;
    private int checks;

    private record Found(RowGrid grid, GridEditor editor, Survey survey) {}

    private Checked(Path folder, Path file, MappingOptions options) throws Exception {
        this.folder = folder;
        this.file = file;
        this.options = options;
        Files.createDirectories(folder);
        this.edits = EditsStore.open(folder.resolve("edits.jsonl"));
        Found found = find(folder.resolve("grid"), file, options, edits);
        this.grid = found.grid;
        this.editor = found.editor;
        this.survey = found.survey;
    }

    static Checked of(Path folder, String name, String text) throws Exception {
        return of(folder, Files.writeString(folder.resolve(name), text), MappingOptions.none());
    }

    static Checked of(Path folder, Path file, MappingOptions options) throws Exception {
        return new Checked(folder, file, options);
    }

    /** Anew, with the edits as they are. */
    void check() throws Exception {
        close();
        Found found = find(folder.resolve("grid-" + ++checks), file, options, edits);
        grid = found.grid;
        editor = found.editor;
        survey = found.survey;
    }

    private static Found find(Path kept, Path file, MappingOptions options, EditsStore edits) throws Exception {
        InputFile input = InputFile.of(file, InputOptions.none().withEdits(edits.file()));
        Surveyor surveyor = new Surveyor(file, null);
        GridSink sink = new GridSink(kept, file);
        FileReading reading =
                FileReading.of(input, options, null, KnownRuns.anywhere(), surveyor.and(sink), () -> false);
        RowGrid grid = sink.finish(reading);
        return new Found(grid, new GridEditor(grid, edits, input, options), surveyor.survey(reading));
    }

    @Override
    public void close() throws IOException {
        editor.close();
        grid.close();
    }
}
