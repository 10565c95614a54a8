package feedbackuploader.ledger;

/**
 * The ledger is whole, but belongs to another input, target or program: running the same command again would not help.
 */
public final class ForeignLedgerException extends LedgerException {

    private static final long serialVersionUID = 1;

    ForeignLedgerException(String message) {
        super(message);
    }
}
