package feedbackuploader.ledger;

/** The ledger is not what this program left, or SQLite cannot read it. */
public final class DamagedLedgerException extends LedgerException {

    private static final long serialVersionUID = 1;

    DamagedLedgerException(String message) {
        super(message);
    }

    /** The same with what else to do. */
    public DamagedLedgerException with(String advice) {
        return new DamagedLedgerException(getMessage() + " " + advice, this);
    }

    DamagedLedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
