package feedbackuploader.ledger;

import feedbackuploader.support.IoErrors;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The ledger cannot be opened, read or written; the message is a few sentences for the user. After it nothing more may be
 * sent. What was committed before stays true.
 */
public sealed class LedgerException extends Exception permits ForeignLedgerException, DamagedLedgerException {

    private static final long serialVersionUID = 1;

    private static final String GO_ON = " run the same command again.";

    private static final String READ_ONLY =
            "cannot be written, so nothing more is sent: it or its folder is read-only. Make both writable and" + GO_ON;

    private static final String CANNOT_TELL =
            ", so nothing more is sent. Restore its complete folder from a copy made after the last run.";

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param how a few words on what is wrong with it */
    static LedgerException damaged(Path file, String how) {
        return new DamagedLedgerException("The ledger " + file + " is damaged (" + how + ")" + CANNOT_TELL);
    }

    /** For whoever only wants to look. */
    static LedgerException unfinished(Path file, Throwable cause) {
        return new LedgerException(
                "The ledger " + file + " is incomplete, and nothing was sent from there. Run the upload again: it"
                        + " starts a new one.",
                cause);
    }

    static LedgerException unmade(Path file, IOException e) {
        return new LedgerException(
                "The ledger " + file + " cannot be created (" + IoErrors.of(e)
                        + "). Fix that, or choose another folder with --output-dir.",
                e);
    }

    static LedgerException unwritable(Path file, IOException e) {
        String how = e instanceof AccessDeniedException ? READ_ONLY : failing(IoErrors.of(e));
        return new LedgerException("The ledger " + file + " " + how, e);
    }

    static LedgerException of(Path file, SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        // Extended codes carry the primary one in their low byte (sqlite.org/rescode.html).
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(code.code & 0xff);
        String message = "The ledger " + file + " " + explanation(primary, code, e);
        return primary == SQLiteErrorCode.SQLITE_CORRUPT || primary == SQLiteErrorCode.SQLITE_NOTADB
                ? new DamagedLedgerException(message, e)
                : new LedgerException(message, e);
    }

    private static String explanation(SQLiteErrorCode primary, SQLiteErrorCode code, SQLException e) {
        return switch (primary) {
            case SQLITE_FULL -> "cannot be written, so nothing more is sent: the disk is full. Make room and" + GO_ON;
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> READ_ONLY;
            case SQLITE_CANTOPEN ->
                "cannot be opened, so nothing more is sent. Check that it is a file in a writable folder, and" + GO_ON;
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "is in use by another program, so nothing more is sent. Close that program and" + GO_ON;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "is damaged" + CANNOT_TELL;
            case SQLITE_IOERR -> failing(code.name());
            default -> "failed, so nothing more is sent: " + e.getMessage();
        };
    }

    private static String failing(String how) {
        return "cannot be read or written, so nothing more is sent: the disk is full or failing, or a limit on the"
                + " file size is reached (" + how + "). Make room or fix that, and" + GO_ON;
    }
}
