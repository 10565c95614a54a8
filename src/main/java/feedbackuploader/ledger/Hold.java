package feedbackuploader.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps other programs from bringing the log into the file and beginning it anew: a reader, which none of them may pass
 * (sqlite.org/wal.html#concurrency).
 */
final class Hold implements AutoCloseable {

    private final Connection reader;
    private boolean isTaken;

    /** @param reader a connection of its own, which this closes */
    Hold(Connection reader) {
        this.reader = reader;
    }

    void take() throws SQLException {
        if (!isTaken) {
            execute("BEGIN");
            isTaken = true;
            execute("SELECT count(*) FROM sqlite_schema"); // the hold begins with the first look
        }
    }

    void release() throws SQLException {
        if (isTaken) {
            isTaken = false;
            execute("ROLLBACK");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        reader.close();
    }
}
