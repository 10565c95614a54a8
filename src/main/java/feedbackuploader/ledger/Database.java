package feedbackuploader.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.SQLiteOpenMode;

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

    static final int BUSY_TIMEOUT_MS = 5_000;
    private static final int CACHE_KIB = 8_192;
    private static final int PAGE_SIZE = 4096;

    /** Long enough that few checkpoints are needed, short enough that none takes long. */
    private static final int LOG_PAGES = 4096;

    private final Path file;
    private final Connection connection;
    private final @Nullable CommitCounter counter;
    private @Nullable PreparedStatement count;

    private Database(Path file, Connection connection, @Nullable CommitCounter counter) {
        this.file = file;
        this.connection = connection;
        this.counter = counter;
    }

    /**
     * Opens it to write.
     *
     * @param counter of the file; this closes it
     * @param wrapper stands between this and SQLite: a test makes what goes through it fail
     */
    static Database open(CommitCounter counter, UnaryOperator<Connection> wrapper) throws LedgerException {
        Path file = counter.ledger();
        SQLiteConfig config = config();
        config.setPageSize(PAGE_SIZE);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        try {
            Database database =
                    new Database(file, wrapper.apply(config.createConnection("jdbc:sqlite:" + file)), counter);
            try {
                // On macOS alone, where fsync does not reach the disk (sqlite.org/pragma.html#pragma_fullfsync).
                database.execute("PRAGMA fullfsync = true");
                database.execute("PRAGMA checkpoint_fullfsync = true");
                database.execute("PRAGMA wal_autocheckpoint = " + LOG_PAGES);
                return database;
            } catch (SQLException e) {
                try (counter;
                        database.connection) {
                    throw e;
                }
            }
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
    }

    /** Opens one that is there, to look at; whether it is whole is not checked. */
    static Database openToRead(Path file) throws LedgerException {
        SQLiteConfig config = config();
        try {
            config.setReadOnly(hasLog(file)); // or it would clear the log away when it is closed
            return toRead(file, "jdbc:sqlite:" + file, config);
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
    }

    /** Opens what the file itself holds: without what stands in its log alone. */
    static Database openWithoutLog(Path file) throws SQLException, LedgerException {
        return toRead(file, "jdbc:sqlite:" + file.toUri() + "?immutable=1", config());
    }

    private static Database toRead(Path file, String url, SQLiteConfig config) throws SQLException {
        Database database = new Database(file, config.createConnection(url), null);
        database.execute("PRAGMA query_only = true");
        return database;
    }

    static boolean hasLog(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal").toFile().length() > 0;
    }

    private static SQLiteConfig config() throws LedgerException {
        loadSqlite();
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.FULLMUTEX);
        config.setOpenMode(SQLiteOpenMode.NOMUTEX); // one thread at a time: no lock is needed around each call
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setCacheSize(-CACHE_KIB);
        config.setTempStore(SQLiteConfig.TempStore.FILE);
        config.setGetGeneratedKeys(
                false); // or the driver asks for the last one by a query of its own after each insert
        return config;
    }

    /** Unpacks native code into the temporary folder and loads it from there, once a process. */
    private static void loadSqlite() throws LedgerException {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new LedgerException(
                    "The ledger cannot be opened: SQLite could not be unpacked into the temporary folder "
                            + System.getProperty("java.io.tmpdir")
                            + " and run from there. Make room in it, or choose a folder that programs may run from:"
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

    /** {@link CommitCounter#allowSending}. */
    void allowSending() throws LedgerException {
        try {
            requireCounter().allowSending(this);
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
    }

    private CommitCounter requireCounter() {
        if (counter == null) {
            throw new IllegalStateException("opened to read");
        }
        return counter;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** Everything in {@code work} reaches the disk together, or nothing does. */
    <T> T inTransaction(Work<T> work) throws LedgerException {
        try {
            begin();
            T result;
            try {
                result = work.run();
                commit();
            } catch (SQLException | LedgerException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
            return result;
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
    }

    void begin() throws SQLException {
        execute("BEGIN IMMEDIATE");
    }

    void commit() throws SQLException, LedgerException {
        CommitCounter noted = requireCounter();
        long number = count();
        execute("COMMIT");
        noted.noteCommit(number);
    }

    /** Counts the transaction that is about to be committed. */
    private long count() throws SQLException {
        PreparedStatement statement = count;
        if (statement == null) {
            statement = prepare("UPDATE tally SET commits = commits + 1 RETURNING commits");
            count = statement;
        }
        try (ResultSet result = statement.executeQuery()) {
            return result.getLong(1);
        }
    }

    /** SQLite has rolled back by itself after some errors; a second failure only adds to what is known of the first. */
    void rollBack(Exception cause) {
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

    /** The first column of the one row that {@code sql} yields. */
    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.getString(1);
        }
    }

    private static void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws LedgerException {
        try (counter) {
            if (!connection.isClosed()) {
                connection.close();
                if (counter != null) {
                    counter.noteEnd();
                }
            }
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
    }
}
