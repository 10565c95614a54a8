package feedbackuploader.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;

/**
 * One connection to one SQLite file, set up so that a commit that returned survives a power cut: write-ahead log with
 * {@code synchronous=FULL} (sqlite.org/pragma.html#pragma_synchronous).
 */
final class Database implements AutoCloseable {

    /** Work inside a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException, LedgerException;
    }

    private static final int BUSY_TIMEOUT_MS = 5_000;
    private static final int CACHE_KIB = 8_192;

    private final Path file;
    private final Connection connection;

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static Database open(Path file, boolean readOnly) throws LedgerException {
        return open(file, readOnly, UnaryOperator.identity());
    }

    /** @param wrapper stands between this and SQLite: a test makes what goes through it fail */
    static Database open(Path file, boolean readOnly, UnaryOperator<Connection> wrapper) throws LedgerException {
        loadSqlite();
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setCacheSize(-CACHE_KIB);
        config.setTempStore(SQLiteConfig.TempStore.FILE);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        }
        try {
            Database database = new Database(file, wrapper.apply(config.createConnection("jdbc:sqlite:" + file)));
            if (readOnly) {
                database.execute("PRAGMA query_only = true");
            } else {
                // On macOS alone, where fsync does not reach the disk (sqlite.org/pragma.html#pragma_fullfsync).
                database.execute("PRAGMA fullfsync = true");
                database.execute("PRAGMA checkpoint_fullfsync = true");
            }
            return database;
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
    }

    /** Unpacks native code into the temporary folder and loads it from there, once a process. */
    private static void loadSqlite() throws LedgerException {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new LedgerException(
                    "The ledger cannot be opened: SQLite could not be unpacked into the temporary folder "
                            + System.getProperty("java.io.tmpdir")
                            + " and run from there. Make room in it, or name another that programs may run from:"
                            + " FEEDBACK_UPLOADER_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.",
                    e);
        }
    }

    Path file() {
        return file;
    }

    Connection connection() {
        return connection;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** Everything in {@code work} reaches the disk together, or nothing does. */
    <T> T inTransaction(Work<T> work) throws LedgerException {
        try {
            execute("BEGIN IMMEDIATE");
            T result;
            try {
                result = work.run();
                execute("COMMIT");
            } catch (SQLException | LedgerException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
            return result;
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
    }

    /** SQLite has rolled back by itself after some errors; a second failure only adds to what is known of the first. */
    private void rollBack(Exception cause) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs {@code sql} with these values in place of its question marks; how many rows it changed. */
    int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** The first column of the one row that {@code sql} yields; NULL counts as 0. */
    long number(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            bind(statement, values);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        }
    }

    private static void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws LedgerException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
    }
}
