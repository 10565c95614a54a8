package feedbackuploader.ledger;

import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of which the server can tell more than the ledger knows.
 *
 * @param ifAbsent what it turns into if the server shows that it does not have it: {@link State#PLANNED} where that is
 *     proof, {@link State#UNKNOWN} where the server said "done", {@link State#REJECTED} where it refused it
 * @param claimedAt server time before the first sending whose outcome is open; null if the server time was unknown
 * @param sendings how many sendings of it may have been recorded, from 1
 */
public record InDoubtRow(
        long id,
        Submission submission,
        Trace.At trace,
        State ifAbsent,
        @Nullable Instant claimedAt,
        int sendings) {

    /** Why such a row stays open when the server does not show it. */
    public static final String ACCEPTED_BUT_NOT_SHOWN =
            "The server reported success without the id of the feedback, and does not show the feedback. Look for"
                    + " the row on the server; --resend-unknown sends it again.";

    /** The server said "done" without an id, so that it may have the row although it does not show it. */
    public boolean isAccepted() {
        return ifAbsent == State.UNKNOWN;
    }
}
