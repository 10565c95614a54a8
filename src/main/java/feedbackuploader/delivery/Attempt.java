package feedbackuploader.delivery;

import feedbackuploader.ledger.Claim;

/**
 * One sending of one row.
 *
 * @param failures how often the row has failed since it was claimed, which its next wait grows with
 * @param counted how many sendings count against the maximum in this run, this one included
 * @param inVain how many in a row, this one included, during which nothing got through
 * @param progress how many rows the server had taken or refused when this one was about to leave
 */
record Attempt(Claim claim, int failures, int counted, int inVain, long progress) {

    static Attempt first(Claim claim, long progress) {
        return new Attempt(claim, 0, claim.sends() + 1, 1, progress);
    }

    /** @param isBusy the server asked to wait, so that this sending does not count */
    Attempt next(boolean isBusy, long gotThrough) {
        return new Attempt(
                claim, failures + 1, isBusy ? counted : counted + 1, isInVain(gotThrough) ? inVain + 1 : 1, gotThrough);
    }

    /** Whether nothing got through since it left. */
    boolean isInVain(long gotThrough) {
        return progress == gotThrough;
    }

    /** All sendings of the row, this one and those of earlier rounds included. */
    long sends() {
        return claim.sends() + failures + 1L;
    }

    int bodyLength() {
        return claim.submission().body().length();
    }
}
