package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.feedback.SkipCause;
import feedbackuploader.server.Submission;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a plan, as it is written first.
 *
 * @param reason why it is not sent, in words; null for one that is
 * @param key null for what failed the check
 * @param subject as {@link feedbackuploader.feedback.Subject} has it; null for what is not sent
 * @param cause of a skip; null for a rule or a choice of the user's
 * @param awaits whether it names a completion that another piece creates
 * @param uploadId of a completion that another upload created
 */
record NewRow(
        long row,
        int part,
        long line,
        State state,
        @Nullable String reason,
        @Nullable Kind kind,
        @Nullable RowKey key,
        @Nullable Long subject,
        @Nullable Submission submission,
        @Nullable SkipCause cause,
        boolean awaits,
        @Nullable String uploadId) {}
