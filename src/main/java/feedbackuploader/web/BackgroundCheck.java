package feedbackuploader.web;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.support.Problem;
import feedbackuploader.upload.FileCheck;
import feedbackuploader.upload.FileReading;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One check of one file with one set of choices. Other threads ask how far it is. */
final class BackgroundCheck implements Runnable {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.web");

    private final Path file;
    private final PreparedCommand command;
    private final Commands commands;
    private final Consumer<BackgroundCheck> done;
    private volatile FileHead head = FileHead.NONE;
    private volatile List<String> sheets = List.of();
    private final LongAdder rows = new LongAdder();
    private volatile boolean interrupted;
    private volatile @Nullable CheckedFile result;

    /** @param done hears once how it ended, but not of one that was interrupted */
    BackgroundCheck(Path file, PreparedCommand command, Commands commands, Consumer<BackgroundCheck> done) {
        this.file = file;
        this.command = command;
        this.commands = commands;
        this.done = done;
    }

    /** Ends it without a result. */
    void interrupt() {
        interrupted = true;
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

    /** Null as long as it goes on. */
    @Nullable
    CheckedFile result() {
        return result;
    }

    @Override
    public void run() {
        if (interrupted) {
            return;
        }
        try {
            result = check();
        } catch (InterruptedException e) {
            return;
        } catch (IOException | UnusableException | LedgerException | RuntimeException e) {
            if (!(e instanceof UnusableException)) {
                LOG.log(System.Logger.Level.ERROR, "check of " + file, e);
            }
            result = CheckedFile.unusable(commands.sentence(e));
        }
        if (!interrupted) {
            done.accept(this);
        }
    }

    private CheckedFile check() throws IOException, UnusableException, LedgerException, InterruptedException {
        if (Files.isRegularFile(file)) {
            sheets = InputFile.sheets(file);
            head = FileHead.of(file, command.reading());
        }
        ColumnTally columns = new ColumnTally(head.header());
        FileCheck checked = FileCheck.of(
                command.input(),
                command.mapping(),
                command.project(),
                List.of(columns, new Counting()),
                () -> interrupted);
        return new CheckedFile(
                null,
                checked.survey(),
                columns.columns(checked.survey().fields(), checked.survey().problems()));
    }

    private final class Counting implements FileReading.Sink {
        @Override
        public void row(Row row, List<String> origins, List<Mapped> pieces) {
            rows.increment();
        }

        @Override
        public void valid(Row row, int part, Feedback feedback) {
            // rows are counted
        }

        @Override
        public void invalid(Row row, int part, List<Problem> problems, @Nullable Feedback feedback) {
            // rows are counted
        }

        @Override
        public void skipped(Row row, int part, Mapped.Skipped skipped) {
            // rows are counted
        }
    }
}
