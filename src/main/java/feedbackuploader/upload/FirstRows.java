package feedbackuploader.upload;

import feedbackuploader.delivery.Ending;
import feedbackuploader.feedback.Amount;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.State;
import feedbackuploader.server.StopReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a run ends that sends the first rows of its file alone. */
final class FirstRows {

    private FirstRows() {}

    /** Leaves the rest of the file for later runs. Its rows are counted in the file: a ledger may hold those of a shard alone. */
    static void limit(RunContext run) throws UnusableException, LedgerException {
        @Nullable Long first = run.request().first();
        if (first != null) {
            run.ledger().sendOnlyUpTo(numberOf(first, run.request().file()));
        }
    }

    /** The number of the file's {@code nth} row, or one that is behind all its rows. */
    private static long numberOf(long nth, InputFile file) throws UnusableException {
        try (RowSource rows = file.open()) {
            @Nullable Row row = rows.next();
            for (long left = nth - 1; row != null && left > 0; left--) {
                row = rows.next();
            }
            return row == null ? Long.MAX_VALUE : row.number();
        } catch (InputException | IOException e) {
            throw new UnusableException("The file " + file.path() + " cannot be read again (" + e.getMessage()
                    + "), so nothing was sent. Run the same command again.");
        }
    }

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
