package feedbackuploader.ledger;

/** What interactions of the same text are. */
public enum SameText {
    /** One completion: it is created once, and the ratings of all its rows are its own. */
    ONE,
    /** As many completions as rows. */
    EACH
}
