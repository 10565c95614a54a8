package feedbackuploader.delivery;

import feedbackuploader.server.StopReason;

/** What is said when a loop finds that nothing would ever wake it: it ends instead, as a run that was stopped. */
public final class Stalled {

    private static final String GO_ON =
            " This is a bug in this program; nothing is lost. Run the same command again to continue.";

    private Stalled() {}

    static Ending sending(int permits) {
        return of("Rows are left to send, but no request is open and none is due (maximum concurrent requests: "
                + permits + ").");
    }

    static Ending reconciler() {
        return of("Rows are left to check, but no request is open and none is due.");
    }

    /** After a round of a run. */
    public static Ending round() {
        return of("Rows are left to send, but the last round sent none.");
    }

    private static Ending of(String what) {
        return new Ending.Stopped(StopReason.STALLED, what + GO_ON);
    }
}
