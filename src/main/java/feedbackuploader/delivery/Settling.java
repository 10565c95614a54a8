package feedbackuploader.delivery;

import feedbackuploader.ledger.LedgerException;
import org.jspecify.annotations.Nullable;

/** Finds out what became of rows whose answer was lost. Nothing may be in flight meanwhile. */
public interface Settling {

    /** What it came to, in rows that were ambiguous. {@code unread} ones stay as they are. */
    record Tally(long recorded, long absent, long undecided, long unread) {}

    /** Asks a running settling to end; what is settled by now stays so. Any thread. */
    void interrupt();

    /** Ends it at that time, by {@link Time#nanos}, as if it were interrupted. Call it before {@link #run}. */
    void giveUpAt(long nanos);

    /**
     * Asks the server, and judges by what it shows once it is {@code quiet}. What cannot be asked for now stays ambiguous.
     *
     * @throws LedgerException when a verdict cannot be written
     */
    Ending run(Quiet quiet) throws LedgerException, InterruptedException;

    /** How what was to be settled was settled, once {@link #run} has returned. */
    Tally tally();

    /** Why rows were left as they are, or cannot be settled at all on this server; null when neither is so. */
    @Nullable
    String obstacle();
}
