package feedbackuploader.delivery;

/**
 * Keeps retries below a fifth of the traffic, so that a server in trouble is not troubled more by them. (After the retry
 * budgets of Finagle and of Google's SRE book.)
 */
final class RetryBudget {

    /** A retry for every four first attempts. */
    private static final double A_FIRST_ATTEMPT = 0.25;

    /** Saved at most, and there from the beginning. */
    private static final double MOST = 16;

    private double left = MOST;

    void earn(int firstAttempts) {
        left = Math.min(MOST, left + firstAttempts * A_FIRST_ATTEMPT);
    }

    /** Retries that may go now. */
    int left() {
        return (int) left;
    }

    void spend(int retries) {
        left = Math.max(0, left - retries);
    }
}
