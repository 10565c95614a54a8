package feedbackuploader.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request of a row after which the row was not done yet.
 *
 * @param number among all of the row, from 1
 * @param at when it was answered at the latest, by the server's clock; null when that is not known
 * @param httpStatus null without an answer
 * @param reason why it was put back or left open
 */
public record EarlierAttempt(
        int number, @Nullable Instant at, @Nullable Integer httpStatus, String reason) {}
