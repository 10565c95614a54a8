package feedbackuploader.delivery;

import feedbackuploader.ledger.Claim;

/**
 * One sending of one row.
 *
 * @param number of this attempt in this run, from 1
 * @param progressAtFirst how many rows the server had taken or refused when this row's first attempt began: if it is
 *     still as many after the last one, nothing gets through
 */
record Attempt(Claim claim, int number, long progressAtFirst) {

    static Attempt first(Claim claim, long progress) {
        return new Attempt(claim, 1, progress);
    }

    Attempt next() {
        return new Attempt(claim, number + 1, progressAtFirst);
    }

    int bodyLength() {
        return claim.submission().body().length();
    }
}
