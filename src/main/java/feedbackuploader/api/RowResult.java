package feedbackuploader.api;

import feedbackuploader.feedback.Status;
import feedbackuploader.report.RowOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row; of a row that holds several pieces of feedback, the most serious of what became of them.
 *
 * @param row its number, as {@code upload_row} of the report has it
 * @param line of the file, on which it begins
 * @param ids that the server gave, with a space between; null for none
 * @param completions that were created for it, with a space between; null for none
 * @param httpStatus of the last answer; null for none
 * @param attempts how often a request left
 * @param reason why it is not recorded; null when there is nothing to say
 */
public record RowResult(
        long row,
        long line,
        Status status,
        @Nullable String ids,
        @Nullable String completions,
        @Nullable Integer httpStatus,
        int attempts,
        @Nullable String reason) {

    static RowResult of(RowOutcome outcome) {
        return new RowResult(
                outcome.row(),
                outcome.line(),
                outcome.status(),
                outcome.uploadId(),
                outcome.completionId(),
                outcome.httpStatus(),
                outcome.attempts(),
                outcome.reason());
    }
}
