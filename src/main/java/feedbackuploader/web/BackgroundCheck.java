package feedbackuploader.web;

import feedbackuploader.input.EditsMisfitException;
import feedbackuploader.input.FileStamp;
import feedbackuploader.input.InputFile;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.upload.FileCheck;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.upload.WholeRows;
import feedbackuploader.web.grid.GridSink;
import feedbackuploader.web.grid.RowGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One check of one file with one set of choices. Other threads ask how far it is. */
final class BackgroundCheck implements Runnable {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.web");

    private final Path file;
    private final Path gridFolder;
    private final PreparedCommand command;
    private final Commands commands;
    private final BiConsumer<BackgroundCheck, CheckedFile> done;
    private final CountedBytes bytes;
    private final FileStamp stamp;
    private final LongAdder rows = new LongAdder();
    private volatile FileHead head = FileHead.NONE;
    private volatile List<String> sheets = List.of();
    private volatile boolean interrupted;

    /**
     * @param gridFolder of this check alone, for its rows
     * @param done hears once what it found and is to let go of that; not of one that was interrupted
     */
    BackgroundCheck(
            Path file,
            Path gridFolder,
            PreparedCommand command,
            Commands commands,
            BiConsumer<BackgroundCheck, CheckedFile> done) {
        this.file = file;
        this.gridFolder = gridFolder;
        this.command = command;
        this.commands = commands;
        this.done = done;
        this.bytes = new CountedBytes(file);
        this.stamp = stamp(file);
    }

    /** Ends it without a result. */
    void interrupt() {
        interrupted = true;
    }

    PreparedCommand command() {
        return command;
    }

    FileHead head() {
        return head;
    }

    List<String> sheets() {
        return sheets;
    }

    long rows() {
        return rows.sum();
    }

    /** Whether the file may be another one than the one that was read. */
    boolean isOfAnotherState() {
        return !stamp.equals(stamp(file));
    }

    private static FileStamp stamp(Path file) {
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            return FileStamp.NONE; // whoever reads it says why
        }
    }

    /** How much of the file is read, from 0 to 1; null of a workbook, which is read in another order. */
    @Nullable
    Double share() {
        return sheets.isEmpty() ? bytes.share() : null;
    }

    @Override
    public void run() {
        if (interrupted) {
            return;
        }
        CheckedFile ended;
        try {
            ended = check();
        } catch (InterruptedException e) {
            return;
        } catch (IOException | UnusableException | LedgerException | RuntimeException | OutOfMemoryError e) {
            if (!(e instanceof UnusableException)) {
                LOG.log(System.Logger.Level.ERROR, "check of " + file, e);
            }
            ended = CheckedFile.unusable(commands.sentence(e), e.getCause() instanceof EditsMisfitException);
        }
        done.accept(this, ended);
    }

    private CheckedFile check() throws IOException, UnusableException, LedgerException, InterruptedException {
        if (Files.isRegularFile(file)) {
            sheets = InputFile.sheets(file);
            head = FileHead.of(file, command.reading());
        }
        GridSink sink = new GridSink(gridFolder, file);
        WholeRows counting = (row, origins, pieces) -> rows.increment();
        try {
            FileCheck checked = FileCheck.of(
                    InputFile.of(file, bytes, command.reading()),
                    command.mapping(),
                    command.project(),
                    List.of(sink, counting),
                    () -> interrupted);
            RowGrid grid = sink.finish(checked.reading());
            return new CheckedFile(
                    null,
                    false,
                    new CheckedFile.Found(checked.survey(), checked.reading().sha256(), grid));
        } catch (UnusableException | LedgerException | InterruptedException | RuntimeException | Error e) {
            sink.close();
            throw e;
        }
    }
}
