package feedbackuploader.ledger;

/** What happens to a row that is the same as an earlier row of the file. */
public enum DuplicatePolicy {
    /** Both are sent: two annotators may agree. */
    SEND,
    /** The later one is left out. */
    SKIP,
    /** The later one is a problem to fix. */
    REJECT
}
