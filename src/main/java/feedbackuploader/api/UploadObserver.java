package feedbackuploader.api;

import feedbackuploader.feedback.Status;
import java.util.Map;

/**
 * Hears what a run does, on the thread of the run. What it throws ends the run as a crash would, and reaches the caller of
 * {@link FeedbackUpload#run}.
 */
public interface UploadObserver {

    /** Something that someone should know and that stops nothing; a sentence or two. */
    default void notice(String sentence) {}

    /**
     * The whole file is checked, and this run has sent nothing; {@link FeedbackUpload#interrupt} here ends it so.
     *
     * @param feedback by what has become of it so far; what is to be sent is {@link Status#NOT_SENT}
     * @param sentBefore how much of that was sent before from elsewhere; unless an option decides on it, the run stops
     */
    default void planned(Map<Status, Long> feedback, long sentBefore) {}
}
