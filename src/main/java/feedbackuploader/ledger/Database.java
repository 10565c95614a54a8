package feedbackuploader.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

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

    /** What is made of a whole result. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** What is made of one row of a result. */
    @FunctionalInterface
    interface RowMapper<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Takes the rows of a result one by one. */
    @FunctionalInterface
    interface RowSink {
        void take(ResultSet row) throws SQLException;
    }

    /** Long enough that few checkpoints are needed, short enough that none takes long. */
    private static final int LOG_PAGES = 4096;

    private final Path file;
    private final Connection connection;
    private final @Nullable CommitCounter counter;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

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
        SQLiteConfig config = SqliteSettings.durable();
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
        SQLiteConfig config = SqliteSettings.common();
        try {
            config.setReadOnly(hasLog(file)); // or it would clear the log away when it is closed
            return toRead(file, "jdbc:sqlite:" + file, config);
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
    }

    /** Opens what the file itself holds: without what stands in its log alone. */
    static Database openWithoutLog(Path file) throws SQLException, LedgerException {
        return toRead(file, "jdbc:sqlite:" + file.toUri() + "?immutable=1", SqliteSettings.common());
    }

    /** One that is empty, in a file of its own that vanishes when it is closed (sqlite.org/inmemorydb.html#temp_db). */
    static Database temporary() throws LedgerException {
        Path place = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return new Database(place, SqliteSettings.common().createConnection("jdbc:sqlite:"), null);
        } catch (SQLException e) {
            throw LedgerException.of(place, e);
        }
    }

    private static Database toRead(Path file, String url, SQLiteConfig config) throws SQLException {
        Database database = new Database(file, config.createConnection(url), null);
        database.execute("PRAGMA query_only = true");
        return database;
    }

    static boolean hasLog(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal").toFile().length() > 0;
    }

    Path file() {
        return file;
    }

    Connection connection() {
        return connection;
    }

    /** {@link CommitCounter#allowSending}. */
    void allowSending() throws LedgerException {
        boolean unused = run(() -> {
            requireCounter().allowSending(this);
            return true;
        });
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

    /** Says of what fails in {@code work} that it is the ledger, and what to do. */
    <T> T run(Work<T> work) throws LedgerException {
        try {
            return work.run();
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
    }

    /** Everything in {@code work} reaches the disk together, or nothing does. */
    <T> T inTransaction(Work<T> work) throws LedgerException {
        return run(() -> {
            begin();
            try {
                T result = work.run();
                commit();
                return result;
            } catch (SQLException | LedgerException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
        });
    }

    void begin() throws SQLException {
        execute("BEGIN IMMEDIATE");
    }

    void commit() throws SQLException, LedgerException {
        CommitCounter noted = requireCounter();
        long commits = number("UPDATE tally SET commits = commits + 1 RETURNING commits");
        execute("COMMIT");
        noted.noteCommit(commits);
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
    int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /** The same where it is known how many rows it changes. */
    void updateExactly(int rows, String sql, @Nullable Object... values) throws SQLException, LedgerException {
        int changed = update(sql, values);
        if (changed != rows) {
            throw new LedgerException("The ledger " + file + " holds " + changed + " of " + rows
                    + " rows in the expected state. Nothing more is sent.");
        }
    }

    /** What {@code reading} makes of the rows that {@code sql} yields; it starts before the first. */
    <T> T read(String sql, Reading<T> reading, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return reading.of(rows);
        }
    }

    void each(String sql, RowSink sink, @Nullable Object... values) throws SQLException {
        boolean unused = read(
                sql,
                rows -> {
                    while (rows.next()) {
                        sink.take(rows);
                    }
                    return true;
                },
                values);
    }

    <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... values) throws SQLException {
        List<T> all = new ArrayList<>();
        each(sql, row -> all.add(mapper.of(row)), values);
        return all;
    }

    /** The first row. */
    <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... values) throws SQLException {
        return read(sql, rows -> rows.next() ? Optional.of(mapper.of(rows)) : Optional.empty(), values);
    }

    /** The first column of the first row; NULL, and no row, count as 0. */
    long number(String sql, @Nullable Object... values) throws SQLException {
        return first(sql, row -> row.getLong(1), values).orElse(0L);
    }

    /** Whether there is a row {@code from} this table with this condition. */
    boolean has(String from, @Nullable Object... values) throws SQLException {
        return number("SELECT EXISTS (SELECT 1 FROM " + from + ")", values) == 1;
    }

    /** What SQLite itself finds by {@code check}. */
    boolean isSound(String check) throws SQLException {
        return first("PRAGMA " + check, row -> row.getString(1)).equals(Optional.of("ok"));
    }

    /** A statement is prepared once: one that is run for each row costs as much to prepare as to run. */
    private PreparedStatement bound(String sql, @Nullable Object[] values) throws SQLException {
        @Nullable PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = prepare(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** Closes the statement of {@code sql}, if there is one. */
    void forget(String sql) throws SQLException {
        @Nullable PreparedStatement statement = statements.remove(sql);
        if (statement != null) {
            statement.close();
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
