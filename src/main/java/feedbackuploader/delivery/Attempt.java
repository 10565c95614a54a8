package feedbackuploader.delivery;

import feedbackuploader.ledger.Claim;

/**
 * One sending of one row, and whether there may be another in this run. All count against {@code --max-attempts}, those
 * of earlier rounds too; only the refusals of a server that is busy with other rows do not, as long as there are not too
 * many of them.
 *
 * @param failures how often the row has failed since it was claimed, which its next wait grows with
 * @param counted how many sendings count in this run, this one included
 * @param inVain how many in a row, this one included, during which nothing got through
 * @param progress how many rows the server had taken or refused when this one was about to leave
 */
record Attempt(Claim claim, int failures, int counted, int inVain, long progress) {

    /** A busy server may refuse a row so many times as often as it may be sent otherwise. */
    private static final int WHILE_BUSY = 8;

    static Attempt first(Claim claim, long progress) {
        return new Attempt(claim, 0, claim.sends() + 1, 1, progress);
    }

    /** @param overloaded the server asked to wait */
    Attempt next(boolean overloaded, long gotThrough) {
        return new Attempt(
                claim,
                failures + 1,
                overloaded ? counted : counted + 1,
                isInVain(gotThrough) ? inVain + 1 : 1,
                gotThrough);
    }

    /** Whether the row may be sent once more: it is proved not to be recorded. */
    boolean mayGoAgain(boolean overloaded, long gotThrough, int maxAttempts) {
        return overloaded
                ? sends() < (long) maxAttempts * WHILE_BUSY && !isDown(gotThrough, maxAttempts)
                : counted < maxAttempts;
    }

    /** Whether so many attempts have shown that nothing gets through at all. */
    boolean isDown(long gotThrough, int maxAttempts) {
        return isInVain(gotThrough) && inVain >= maxAttempts;
    }

    private boolean isInVain(long gotThrough) {
        return progress == gotThrough;
    }

    private long sends() {
        return claim.sends() + failures + 1L;
    }

    int bodyLength() {
        return claim.submission().body().length();
    }
}
