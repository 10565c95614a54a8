package feedbackuploader.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of sending one piece of feedback once. The reasons are whole sentences in words that a user can act on,
 * safe to print, and never contain the key.
 */
public sealed interface Outcome {

    /** What an outcome proves of its row. Each kind of outcome says it, so that none can be forgotten. */
    enum Proof {
        /** The server has it. */
        RECORDED,
        /** The server read it and will not have it. */
        REFUSED,
        /** The server does not have it: it is safe to send it again. */
        NOT_RECORDED,
        /** The server may have it. */
        NONE
    }

    Proof proof();

    /** The status of the server's answer, or null when none came. */
    @Nullable
    Integer httpStatus();

    /** Null when there is nothing to say. */
    @Nullable
    String reason();

    /** How long the server asked everyone to wait, from the moment of its answer; null when it did not say. */
    default @Nullable Duration retryAfter() {
        return null;
    }

    /** The server has it: it named the id that it recorded it under. */
    record Recorded(Integer httpStatus, String uploadId) implements Outcome {
        @Override
        public Proof proof() {
            return Proof.RECORDED;
        }

        @Override
        public @Nullable String reason() {
            return null;
        }
    }

    /**
     * The server answered "done", but not with the id of what it recorded. Something in front of it may have said so, or
     * it may record the row later than any read-back looks: what it does not show proves nothing of such a row.
     *
     * @param isFromAnEngine whether another row got its id before, so that there is a deployment behind
     */
    record Unconfirmed(Integer httpStatus, String reason, boolean isFromAnEngine) implements Outcome {
        @Override
        public Proof proof() {
            return Proof.NONE;
        }
    }

    /** The server read it and refused it: this row alone. */
    record Rejected(Integer httpStatus, String reason) implements Outcome {
        @Override
        public Proof proof() {
            return Proof.REFUSED;
        }
    }

    /** The server answered that it did not process it, and why. */
    record NotProcessed(
            Integer httpStatus, Cause cause, @Nullable Duration retryAfter, String reason) implements Outcome {
        @Override
        public Proof proof() {
            return Proof.NOT_RECORDED;
        }

        /** Why a server does not process a row for now. */
        public enum Cause {
            /** It got too many requests in a time (RFC 6585). */
            TOO_MANY_REQUESTS,
            /** It cannot take any for now (RFC 9110). */
            UNAVAILABLE
        }
    }

    /** Proved not to have left whole: safe to send again. */
    record NotSent(String reason) implements Outcome {
        @Override
        public Proof proof() {
            return Proof.NOT_RECORDED;
        }

        @Override
        public @Nullable Integer httpStatus() {
            return null;
        }
    }

    /** It may or may not have been recorded. */
    record Ambiguous(
            @Nullable Integer httpStatus,
            String reason,
            @Nullable Duration retryAfter) implements Outcome {

        public Ambiguous(@Nullable Integer httpStatus, String reason) {
            this(httpStatus, reason, null);
        }

        @Override
        public Proof proof() {
            return Proof.NONE;
        }
    }

    /**
     * No other row would be recorded: the run must stop.
     *
     * @param mayBeRecorded whether this row may have been recorded all the same; else it is proved not to be
     */
    record Stopped(@Nullable Integer httpStatus, StopReason cause, String reason, boolean mayBeRecorded)
            implements Outcome {

        /** A row that is proved not to be recorded. */
        public Stopped(@Nullable Integer httpStatus, StopReason cause, String reason) {
            this(httpStatus, cause, reason, false);
        }

        @Override
        public Proof proof() {
            return mayBeRecorded ? Proof.NONE : Proof.NOT_RECORDED;
        }
    }
}
