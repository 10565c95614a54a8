package feedbackuploader.ledger;

import feedbackuploader.support.IoErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The memory of sent rows cannot be used; the message is a sentence on that. The ledger is as good as before. */
public final class MemoryException extends Exception {

    private static final long serialVersionUID = 1;

    private MemoryException(Path file, String how, Exception cause) {
        super("The memory of sent rows, " + file + ", " + how + ".", cause);
    }

    static MemoryException of(Path file, IOException e) {
        return new MemoryException(file, "cannot be used (" + IoErrors.of(e) + ")", e);
    }

    static MemoryException of(Path file, SQLException e) {
        return new MemoryException(file, explanation(e), e);
    }

    private static String explanation(SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        // Extended codes carry the primary one in their low byte (sqlite.org/rescode.html).
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_FULL -> "cannot be written: the disk is full";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> "cannot be written: it or its folder is read-only";
            case SQLITE_CANTOPEN -> "cannot be opened";
            case SQLITE_BUSY, SQLITE_LOCKED -> "is in use by another program";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "is damaged, or not such a memory. Delete it to start a new one; the new one does not know what was sent";
            default -> "cannot be used: " + e.getMessage();
        };
    }
}
