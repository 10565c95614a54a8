package feedbackuploader.feedback;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of sending one piece of feedback once. The reasons are whole sentences in words that a user can act on,
 * safe to print, and never contain the key.
 */
public sealed interface Outcome {

    /** The status of the server's answer, or null when none came. */
    @Nullable
    Integer httpStatus();

    /** Null when there is nothing to say. */
    @Nullable
    String reason();

    /**
     * The server has it.
     *
     * @param uploadId the server's id for it, or null when the answer said "recorded" but its id could not be read
     */
    record Recorded(Integer httpStatus, @Nullable String uploadId) implements Outcome {
        @Override
        public @Nullable String reason() {
            return uploadId == null ? "recorded, but the server's answer carried no readable id" : null;
        }
    }

    /** The server read it and refused it: this row alone. */
    record Rejected(Integer httpStatus, String reason) implements Outcome {}

    /**
     * The server answered that it did not process it (429, 503): safe to send again.
     *
     * @param retryAfter how long the server asked everyone to wait, from the moment of its answer; null when it did not say
     */
    record NotProcessed(Integer httpStatus, @Nullable Duration retryAfter, String reason) implements Outcome {}

    /** Proved not to have left whole: safe to send again. */
    record NotSent(String reason) implements Outcome {
        @Override
        public @Nullable Integer httpStatus() {
            return null;
        }
    }

    /** It may or may not have been recorded. */
    record Ambiguous(@Nullable Integer httpStatus, String reason) implements Outcome {}

    /** Not recorded, and no other row would be: the run must stop. */
    record Stopped(@Nullable Integer httpStatus, StopReason cause, String reason) implements Outcome {}
}
