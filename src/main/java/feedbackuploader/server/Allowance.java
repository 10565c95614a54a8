package feedbackuploader.server;

import java.time.Duration;

/**
 * What a server says it takes for now, unasked.
 *
 * @param requests how many more, those included that are on their way
 * @param period until it takes as many as ever again, from the moment of its answer
 */
public record Allowance(long requests, Duration period) {}
