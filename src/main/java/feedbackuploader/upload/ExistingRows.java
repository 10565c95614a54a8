package feedbackuploader.upload;

import feedbackuploader.delivery.Backoff;
import feedbackuploader.delivery.Ending;
import feedbackuploader.delivery.Existing;
import feedbackuploader.delivery.Time;
import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.Candidates;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.State;
import feedbackuploader.server.Server;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Leaves out what the server shows already, if that is asked for. */
final class ExistingRows {

    private final UploadRequest request;
    private final Ledger ledger;
    private final Server server;
    private final UploadListener listener;
    private final Backoff backoff;
    private final Time time;

    ExistingRows(
            UploadRequest request, Ledger ledger, Server server, UploadListener listener, Backoff backoff, Time time) {
        this.request = request;
        this.ledger = ledger;
        this.server = server;
        this.listener = listener;
        this.backoff = backoff;
        this.time = time;
    }

    /** @throws UnusableException when it is asked for and cannot be done */
    void check() throws UnusableException {
        if (request.skipExisting() && request.project() == null) {
            throw new UnusableException("--skip-existing needs the use case or project of the completions."
                    + " Add --use-case KEY (deployments up to 0.12) or --project KEY (later ones).");
        }
    }

    /**
     * @param interruption completes when someone asks for an early end
     * @return why nothing may be sent, or null
     */
    @Nullable
    Ending leaveOut(CompletableFuture<?> interruption) throws LedgerException {
        if (!request.skipExisting() || ledger.counts().of(State.PLANNED) == 0) {
            return null;
        }
        try (Candidates candidates = ledger.candidates(server::traceOf)) {
            Existing existing = new Existing(candidates, server, request.delivery(), backoff, time);
            var unused = interruption.thenRun(existing::interrupt);
            @Nullable Ending ending = existing.run();
            tell(existing.tally());
            return ending;
        } catch (InterruptedException e) {
            return new Ending.Interrupted();
        }
    }

    private void tell(Existing.Tally tally) {
        if (tally.existing() > 0) {
            listener.notice("Skipped " + Amount.of(tally.existing(), "row") + " that the server already has.");
        }
        if (tally.unclear() > 0) {
            listener.notice(Amount.of(tally.unclear(), "row") + (tally.unclear() == 1 ? " is" : " are")
                    + " not sent: the server may have "
                    + (tally.unclear() == 1 ? "it" : "them")
                    + ". The report gives the reason. Without --skip-existing "
                    + (tally.unclear() == 1 ? "it is" : "they are") + " sent.");
        }
    }
}
