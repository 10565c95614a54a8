package feedbackuploader.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of one row of the current plan.
 *
 * @param row as a spreadsheet numbers it
 * @param part numbers the pieces of feedback of one row, from 0
 * @param line the physical line on which the row starts
 * @param attempts how often its request left or may have left, over all runs
 * @param reason the problems of an invalid row, the server's words, or why the outcome is open; null when there is
 *     nothing to say
 */
public record Entry(
        long row,
        int part,
        long line,
        State state,
        @Nullable String uploadId,
        @Nullable Integer httpStatus,
        int attempts,
        @Nullable String reason) {}
