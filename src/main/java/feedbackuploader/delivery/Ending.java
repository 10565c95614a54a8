package feedbackuploader.delivery;

import feedbackuploader.server.StopReason;

/** How a delivery ended. */
public sealed interface Ending {

    /** Every planned row was sent, or given up after its last attempt. */
    record Finished() implements Ending {}

    /** Going on made no sense; {@code reason} is a sentence for the user. */
    record Stopped(StopReason cause, String reason) implements Ending {}

    /**
     * Too many answers in a row left it open whether their rows were recorded. Going on would make more of them, unless
     * the server is found to be well again; {@code reason} is a sentence for the user.
     *
     * @param gotThrough rows that the server took or refused in this delivery before
     */
    record Outage(long gotThrough, String reason) implements Ending {}

    /** The user asked for it. */
    record Interrupted() implements Ending {}
}
