package feedbackuploader.ledger;

/**
 * The ledger is whole, but belongs to another input, target or program: running the same command again would not help.
 */
public final class ForeignLedgerException extends LedgerException {

    private static final long serialVersionUID = 1;

    private final boolean isOfAnotherTarget;

    ForeignLedgerException(String message) {
        this(message, false);
    }

    private ForeignLedgerException(String message, boolean isOfAnotherTarget) {
        super(message);
        this.isOfAnotherTarget = isOfAnotherTarget;
    }

    static ForeignLedgerException ofAnotherTarget(String message) {
        return new ForeignLedgerException(message, true);
    }

    /** Whether it can be adopted, should that target be this one by another name. */
    public boolean isOfAnotherTarget() {
        return isOfAnotherTarget;
    }
}
