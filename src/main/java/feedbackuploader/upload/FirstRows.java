package feedbackuploader.upload;

import feedbackuploader.delivery.Ending;
import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.State;
import feedbackuploader.server.StopReason;
import org.jspecify.annotations.Nullable;

/** How a run ends that sends the first rows of its file alone. */
final class FirstRows {

    private FirstRows() {}

    /**
     * @param ending how its delivery ended; null when nothing was to be delivered
     * @return the same, unless it is done with those rows, and others are left
     */
    static @Nullable Ending ending(RunContext run, @Nullable Ending ending) throws LedgerException {
        @Nullable Long first = run.request().first();
        if (first == null || (ending != null && !(ending instanceof Ending.Finished))) {
            return ending;
        }
        Counts counts = run.ledger().counts();
        return counts.of(State.PLANNED) == run.ledger().toSend()
                ? ending
                : new Ending.Stopped(
                        StopReason.FIRST_ROWS,
                        "Only the first " + (first == 1 ? "row was" : Amount.of(first) + " rows were")
                                + " to be sent in this run (--first " + first + ").");
    }
}
