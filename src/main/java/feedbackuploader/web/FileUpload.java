package feedbackuploader.web;

import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.RunStatus;
import feedbackuploader.web.local.BadCallException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is uploaded of one open file: the run of this process, and what the ledger says. Guarded by the file that has it. */
final class FileUpload {

    private static final int CONFLICT = 409;

    private final Desk desk;
    private @Nullable PageRun run;
    private @Nullable LedgerView ledger;

    /** When {@code run} ended. */
    private @Nullable Instant ended;

    FileUpload(Desk desk) {
        this.desk = desk;
    }

    @Nullable
    PageRun run() {
        return run;
    }

    boolean isRunning() {
        return run != null && run.phase() != PageRun.Phase.ENDED;
    }

    /** @param changed called on the thread of the run */
    void start(PreparedCommand command, boolean isDryRun, Runnable changed) {
        PageRun next =
                new PageRun(command, isDryRun, desk.commands(), desk.time(), changed, ledger(command.folder())::close);
        run = next;
        desk.start(next);
    }

    void noteChange() {
        if (ledger != null) {
            ledger.forget();
        }
        ended = isRunning() ? null : desk.time().clock().instant();
    }

    void interrupt() {
        if (run != null) {
            run.interrupt();
        }
    }

    void answer(String word) throws BadCallException {
        if (run == null || !run.answer(word)) {
            throw new BadCallException(CONFLICT, "This question was answered already, or the upload has ended.");
        }
    }

    /** What it came to stands in its run folder; why it came to nothing may be no longer true. */
    void forgetEndedRun() {
        if (run != null && run.phase() == PageRun.Phase.ENDED) {
            run = null;
        }
    }

    LedgerView ledger(RunFolder folder) {
        @Nullable LedgerView its = ledger;
        if (its == null || !Objects.equals(its.folder(), folder)) {
            close();
            its = new LedgerView(folder, desk.time());
            ledger = its;
        }
        return its;
    }

    /** @param folder null where the choices are wrong: then nobody knows of any */
    LedgerView.Seen look(@Nullable RunFolder folder) {
        if (folder == null) {
            return LedgerView.Seen.NOTHING;
        }
        LedgerView.Seen seen = ledger(folder).look();
        @Nullable RunStatus status = seen.status();
        if (ended != null
                && status != null
                && status.last() != null
                && Instant.parse(status.last().began()).isAfter(ended)) {
            forgetEndedRun(); // another process has uploaded the file since
        }
        return seen;
    }

    /** Closes the ledger until it is looked into again. */
    void close() {
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
    }
}
