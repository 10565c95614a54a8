package feedbackuploader.server;

import org.jspecify.annotations.Nullable;

/** What reading back showed of a submission that may have been recorded. */
public sealed interface ReadBackVerdict {

    /**
     * The server has it.
     *
     * @param note null when there is nothing to say
     */
    record Recorded(String uploadId, @Nullable String note) implements ReadBackVerdict {}

    /** The server does not have it, and will not any more. */
    record Absent() implements ReadBackVerdict {}

    /** It cannot be said; {@code why} is a whole sentence for the user. */
    record Undecided(String why) implements ReadBackVerdict {}
}
