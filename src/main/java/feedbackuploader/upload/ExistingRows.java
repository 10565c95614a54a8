package feedbackuploader.upload;

import feedbackuploader.delivery.Ending;
import feedbackuploader.delivery.Existing;
import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.Candidates;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.State;
import org.jspecify.annotations.Nullable;

/** Leaves out what the server shows already, if that is asked for. */
final class ExistingRows {

    private final RunContext run;

    ExistingRows(RunContext run) {
        this.run = run;
    }

    /** @throws UnusableException when it is asked for and cannot be done */
    void check() throws UnusableException {
        if (run.request().skipExisting() && run.request().project() == null) {
            throw new UnusableException("--skip-existing needs the use case or project of the completions."
                    + " Add --use-case KEY (deployments up to 0.12) or --project KEY (later ones).");
        }
    }

    /** @return why nothing may be sent, or null */
    @Nullable
    Ending leaveOut() throws LedgerException {
        if (!run.request().skipExisting() || run.ledger().counts().of(State.PLANNED) == 0) {
            return null;
        }
        try (Candidates candidates = run.ledger().candidates(run.server()::traceOf)) {
            Existing existing =
                    new Existing(candidates, run.server(), run.request().delivery(), run.backoff(), run.time());
            var unused = run.interruption().asked().thenRun(existing::interrupt);
            @Nullable Ending ending = existing.run();
            tell(existing.tally());
            return ending;
        } catch (InterruptedException e) {
            return new Ending.Interrupted();
        }
    }

    private void tell(Existing.Tally tally) {
        if (tally.existing() > 0) {
            run.notice("Skipped " + Amount.of(tally.existing(), "row") + " that the server already has.");
        }
        if (tally.unclear() > 0) {
            run.notice(Amount.of(tally.unclear(), "row") + (tally.unclear() == 1 ? " is" : " are")
                    + " not sent: the server may have "
                    + (tally.unclear() == 1 ? "it" : "them")
                    + ". The report gives the reason. Without --skip-existing "
                    + (tally.unclear() == 1 ? "it is" : "they are") + " sent.");
        }
    }
}
