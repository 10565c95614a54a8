package feedbackuploader.delivery;

/**
 * How many rows are claimed before they may leave: at most as many as leave in a second, so that sending does not wait for the
 * disk. After a kill, a row that is claimed and did not leave is in doubt like one that did.
 */
final class Ahead {

    private static final long SECOND_NANOS = 1_000_000_000;

    /** Of a known rate; answers are written down more often. */
    private static final double PACED_SECONDS = 0.25;

    private long sinceNanos;
    private int sent;
    private int sentInSecondBefore;

    Ahead(long nowNanos) {
        this.sinceNanos = nowNanos;
    }

    void sent(long nowNanos) {
        goOn(nowNanos);
        sent++;
    }

    /**
     * @param permits requests that may be in flight
     * @param perSecond requests that may leave in a second; infinite without a bound
     */
    int rows(int permits, double perSecond, long nowNanos) {
        goOn(nowNanos);
        int soon = Math.max(2 * permits, Math.max(sent, sentInSecondBefore));
        return (int) Math.min(soon, 1 + Math.ceil(perSecond * PACED_SECONDS));
    }

    private void goOn(long nowNanos) {
        long past = nowNanos - sinceNanos;
        if (past >= SECOND_NANOS) {
            sentInSecondBefore = past < 2 * SECOND_NANOS ? sent : 0;
            sent = 0;
            sinceNanos = nowNanos;
        }
    }
}
