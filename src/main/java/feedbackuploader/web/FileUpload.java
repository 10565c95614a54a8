package feedbackuploader.web;

import feedbackuploader.feedback.Status;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.RunStatus;
import feedbackuploader.web.local.BadCallException;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is uploaded of one open file: the run of this process, and what the ledger says. Guarded by the file that has it. */
final class FileUpload {

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
        return run != null && !run.hasEnded();
    }

    /** @param changed called on the thread of the run */
    void start(PreparedCommand command, boolean isDryRun, Runnable changed) {
        PageRun next =
                new PageRun(command, isDryRun, desk.commands(), desk.time(), changed, ledger(command.folder())::close);
        run = next;
        ended = null;
        desk.start(next);
    }

    void refuseWhileRunning() throws BadCallException {
        if (isRunning()) {
            throw BadCallException.conflict("The file is being uploaded. Pause the upload first.");
        }
    }

    /** Here or in another process. */
    void refuseWhileRunningAnywhere(@Nullable RunFolder folder) throws BadCallException {
        refuseWhileRunning();
        @Nullable RunStatus status = look(folder).status();
        if (status != null && status.isRunning()) {
            throw BadCallException.conflict(StateWriter.ANOTHER_PROCESS);
        }
    }

    /** Whether the server has rows, or may have them. */
    boolean hasSent(@Nullable RunFolder folder) {
        @Nullable RunStatus status = look(folder).status();
        return status != null
                && Stream.of(Status.RECORDED, Status.UNKNOWN)
                        .anyMatch(one -> status.counts().byStatus().getOrDefault(one.label(), 0L) > 0);
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
            throw BadCallException.conflict("This question was answered already, or the upload has ended.");
        }
    }

    /** What it came to stands in its run folder; why it came to nothing may be no longer true. */
    void forgetEndedRun() {
        if (run != null && run.hasEnded()) {
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
        if (run != null && run.hasEnded() && ended == null) {
            noteChange(); // before its own thread does: what was seen last is of a run that goes on
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
