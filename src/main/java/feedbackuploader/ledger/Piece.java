package feedbackuploader.ledger;

import feedbackuploader.feedback.RowKey;
import feedbackuploader.feedback.SkipCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One piece of feedback of a row, as far as the report tells it from the row's others.
 *
 * @param metric its metric's key; null when it is not known, as of one that failed the check
 * @param key its identity; null for one that failed the check
 * @param recordedAt by when the server had recorded it, by the server's clock; null when it has not, or the clock is not
 *     known
 * @param kind of feedback, where the plan holds what runs of either kind came to and it is known; else null
 * @param completionId of the completion that the upload created, or found for it; null for what has none, or not yet
 * @param skipCause null when it is not skipped, or by a rule or a choice of the user's
 * @param verdict of reading it back; null where that was not done
 */
public record Piece(
        Entry entry,
        @Nullable String metric,
        @Nullable RowKey key,
        @Nullable Instant recordedAt,
        @Nullable String kind,
        @Nullable String completionId,
        @Nullable SkipCause skipCause,
        @Nullable Verdict verdict) {

    Piece with(Verdict its) {
        return new Piece(entry, metric, key, recordedAt, kind, completionId, skipCause, its);
    }
}
