package feedbackuploader.delivery;

import feedbackuploader.feedback.StopReason;

/** What is said when a loop finds that nothing would ever wake it: it ends instead, as a run that was stopped. */
public final class Stalled {

    private static final String GO_ON =
            " This is a fault of this program; nothing is lost by it. Run the same command again to go on.";

    private Stalled() {}

    static Ending sending(int permits) {
        return of(
                "Rows are left to be sent, but none is on its way and none is due (" + permits + " may be in flight).");
    }

    static Ending settling() {
        return of("Rows are left to be read back, but no answer is on its way and no question is due.");
    }

    /** After a round of a run. */
    public static Ending round() {
        return of("Rows are left to be sent, but the last round sent none.");
    }

    private static Ending of(String what) {
        return new Ending.Stopped(StopReason.STALLED, what + GO_ON);
    }
}
