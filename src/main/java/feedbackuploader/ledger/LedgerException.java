package feedbackuploader.ledger;

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

    private static final String GO_ON = " run the same command again.";

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
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
            case SQLITE_FULL -> "cannot be written, so nothing more is sent: the disk is full. Make room and" + GO_ON;
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                "cannot be written, so nothing more is sent: it or its folder is read-only. Make both writable and"
                        + GO_ON;
            case SQLITE_CANTOPEN ->
                "cannot be opened, so nothing more is sent. Check that it is a file in a folder that may be written, and"
                        + GO_ON;
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "is held by another program, so nothing more is sent. Close that one and" + GO_ON;
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "is damaged, so it cannot tell which rows were sent, and nothing more is. Restore it from a copy before"
                        + " uploading this file again.";
            case SQLITE_IOERR ->
                "cannot be read or written, so nothing more is sent: the disk is full or failing, or a limit on the size of"
                        + " files is reached (" + code.name() + "). Make room or mend that, and" + GO_ON;
            default -> "failed, so nothing more is sent: " + e.getMessage();
        };
    }
}
