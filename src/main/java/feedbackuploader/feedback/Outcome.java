package feedbackuploader.feedback;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of sending one piece of feedback once. The reasons are whole sentences in words that a user can act on,
 * safe to print, and never contain the key.
 */
public sealed interface Outcome {

    /**
     * The server has it.
     *
     * @param uploadId the server's id for it, or null when the answer said "recorded" but its id could not be read
     */
    record Recorded(int httpStatus, @Nullable String uploadId) implements Outcome {}

    /** The server read it and refused it: this row alone. */
    record Rejected(int httpStatus, String reason) implements Outcome {}

    /**
     * The server answered that it did not process it (429, 503): safe to send again.
     *
     * @param retryAfter how long the server asked everyone to wait, from the moment of its answer; null when it did not say
     */
    record NotProcessed(int httpStatus, @Nullable Duration retryAfter, String reason) implements Outcome {}

    /** Proved not to have left whole: safe to send again. */
    record NotSent(String reason) implements Outcome {}

    /**
     * It may or may not have been recorded.
     *
     * @param httpStatus null when no answer came
     */
    record Ambiguous(@Nullable Integer httpStatus, String reason) implements Outcome {}

    /** Not recorded, and no other row would be: the run must stop. */
    record Stopped(@Nullable Integer httpStatus, StopReason cause, String reason) implements Outcome {}
}
