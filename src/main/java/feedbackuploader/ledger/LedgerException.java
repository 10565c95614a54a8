package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The ledger cannot be opened, read or written; the message is one or two sentences for the user. After it nothing more
 * may be sent. What was committed before stays true.
 */
public sealed class LedgerException extends Exception permits ForeignLedgerException {

    private static final long serialVersionUID = 1;

    private static final String CANNOT_TELL = ", so it cannot tell which rows were sent, and nothing more is."
            + " Restore it from a copy, with the rest of its folder, before uploading this file again.";

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param how a few words on what is wrong with it */
    static LedgerException damaged(Path file, String how) {
        return new LedgerException("The ledger " + file + " is damaged (" + how + ")" + CANNOT_TELL);
    }

    static LedgerException unwritable(Path file, IOException e) {
        return new LedgerException(
                "The ledger " + file + " cannot be read or written (" + e + "). Check the disk and run the same command"
                        + " again.",
                e);
    }

    static LedgerException of(Path file, SQLException e) {
        return new LedgerException("The ledger " + file + " " + explanation(e), e);
    }

    private static String explanation(SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        // Extended codes carry the primary one in their low byte (sqlite.org/rescode.html).
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(code.code & 0xff);
        return switch (primary) {
            case SQLITE_FULL -> "cannot be written: the disk is full. Make room and run the same command again.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                "cannot be written: the folder or the file is read-only. Make it writable, or choose another place with --output-dir.";
            case SQLITE_CANTOPEN ->
                "cannot be opened. Check that the folder exists and may be written, or choose another with --output-dir.";
            case SQLITE_BUSY, SQLITE_LOCKED -> "is held by another program. Close it and run the same command again.";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "is damaged" + CANNOT_TELL;
            case SQLITE_IOERR ->
                "cannot be read or written (" + e.getMessage() + "). Check the disk and run the same command again.";
            default -> "failed: " + e.getMessage();
        };
    }
}
