package feedbackuploader.delivery;

import feedbackuploader.ledger.Claim;

/**
 * One sending of one row.
 *
 * @param failures how often the row has failed in this run before, which its next wait grows with
 * @param counted how many attempts count against the limit, this one included
 * @param progress how many rows the server had taken or refused when the first counted attempt was claimed: if it is
 *     still as many after the last one, nothing gets through
 */
record Attempt(Claim claim, int failures, int counted, long progress) {

    static Attempt first(Claim claim, long progress) {
        return new Attempt(claim, 0, 1, progress);
    }

    Attempt next() {
        return new Attempt(claim, failures + 1, counted + 1, progress);
    }

    /** The next one, counted anew: the server asked to wait while it took other rows, so it is there and only busy. */
    Attempt nextAfterProgress(long newProgress) {
        return new Attempt(claim, failures + 1, 1, newProgress);
    }

    int bodyLength() {
        return claim.submission().body().length();
    }
}
