package feedbackuploader.ledger;

import feedbackuploader.feedback.Submission;
import feedbackuploader.feedback.Trace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of which the server can tell more than the ledger knows.
 *
 * @param isRecorded it is recorded for certain, and only its id is not known
 * @param claimedAt a moment by the server's clock before which no sending of it left that is still in doubt; null when
 *     the server had not told its time
 * @param sendings how many sendings of it may have been recorded, from 1
 */
public record Suspect(
        long id,
        Submission submission,
        Trace.At trace,
        boolean isRecorded,
        @Nullable Instant claimedAt,
        int sendings) {}
