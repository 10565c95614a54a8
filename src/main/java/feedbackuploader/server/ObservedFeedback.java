package feedbackuploader.server;

import java.time.Instant;

/**
 * One piece of feedback that a server showed when a completion was read back.
 *
 * @param id the server's, as {@link Outcome.Recorded} would have it
 * @param createdAt by the server's clock, to the millisecond
 */
public record ObservedFeedback(String id, Instant createdAt, MatchKey matchKey) {}
