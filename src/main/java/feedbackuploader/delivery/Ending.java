package feedbackuploader.delivery;

import feedbackuploader.feedback.StopReason;

/** How a delivery ended. */
public sealed interface Ending {

    /** Every planned row was sent, or given up after its last attempt. */
    record Finished() implements Ending {}

    /** Going on made no sense; {@code reason} is a sentence for the user. */
    record Stopped(StopReason cause, String reason) implements Ending {}

    /** Someone asked for it. */
    record Interrupted() implements Ending {}
}
