package feedbackuploader.ledger;

import feedbackuploader.feedback.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * One piece of feedback of a row, as far as the report tells it from the row's others.
 *
 * @param metric its metric's key, where a row of the plan holds several pieces and it is known; else null
 * @param key its identity; null for one that failed the check
 */
public record Piece(
        Entry entry, @Nullable String metric, @Nullable RowKey key) {}
