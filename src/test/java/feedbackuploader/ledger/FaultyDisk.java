package feedbackuploader.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite whose n-th statement that writes, counted from 1 over all connections, fails. Reading always works. */
public final class FaultyDisk {

    /** How it fails, as SQLite reports it. */
    public enum Fault {
        /** The disk is full and stays so until the process ends; SQLite has taken the transaction back. */
        FULL(SQLiteErrorCode.SQLITE_FULL, "the disk is full"),
        /** This statement alone could not be written. */
        IO_ERROR(SQLiteErrorCode.SQLITE_IOERR_WRITE, "cannot be read or written"),
        /** A COMMIT whose fsync is reported as failed, though all of it has reached the disk; else an I/O error. */
        COMMITTED_AFTER_ALL(SQLiteErrorCode.SQLITE_IOERR_FSYNC, "cannot be read or written"),
        /** Another program holds the file. */
        BUSY(SQLiteErrorCode.SQLITE_BUSY, "is in use by another program");

        private final SQLiteErrorCode code;
        private final String words;

        Fault(SQLiteErrorCode code, String words) {
            this.code = code;
            this.words = words;
        }

        /** What the user is told. */
        public String words() {
            return words;
        }
    }

    private static final Set<String> EXECUTIONS = Set.of("execute", "executeUpdate", "executeQuery", "executeBatch");

    private final int failing;
    private final int pages;
    private final Fault fault;
    private final Runnable onFault;
    private final Runnable beforeWrite;
    private final List<Integer> commits = new ArrayList<>();
    private int writes;
    private boolean hasFailed;

    private FaultyDisk(int failing, int pages, Fault fault, Runnable onFault, Runnable beforeWrite) {
        this.failing = failing;
        this.pages = pages;
        this.fault = fault;
        this.onFault = onFault;
        this.beforeWrite = beforeWrite;
    }

    /** @param onFault happens at the failure */
    public static FaultyDisk failingAt(int write, Fault fault, Runnable onFault) {
        return new FaultyDisk(write, 0, fault, onFault, () -> {});
    }

    /** One that fails by itself when the file is to have more pages than that. */
    public static FaultyDisk ofPages(int pages, Runnable onFault) {
        return new FaultyDisk(Integer.MAX_VALUE, pages, Fault.FULL, onFault, () -> {});
    }

    public static FaultyDisk sound() {
        return failingAt(Integer.MAX_VALUE, Fault.FULL, () -> {});
    }

    /** One that never fails, and lets something happen before each statement that writes. */
    static FaultyDisk watched(Runnable beforeWrite) {
        return new FaultyDisk(Integer.MAX_VALUE, 0, Fault.FULL, () -> {}, beforeWrite);
    }

    public Ledger open(Path folder) throws LedgerException {
        return LedgerOpener.toWrite(folder, WordFile.OWNER, false, this::wrap);
    }

    /** How many statements were to write something by now, the failed ones too. */
    public int writes() {
        return writes;
    }

    /** Which of them were to commit. */
    public List<Integer> commits() {
        return commits;
    }

    public boolean hasFailed() {
        return hasFailed;
    }

    /** SQLite that does not wait for another program to be done. */
    static Connection withoutPatience(Connection connection) {
        try {
            execute(connection, "PRAGMA busy_timeout = 0");
            return connection;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Connection wrap(Connection connection) {
        if (pages > 0) {
            limitPages(connection);
        }
        return proxy(Connection.class, (method, arguments) -> {
            Object result = call(connection, method, arguments);
            if (result instanceof PreparedStatement statement) {
                return wrap(connection, PreparedStatement.class, statement, (String) arguments[0]);
            }
            return result instanceof Statement statement ? wrap(connection, Statement.class, statement, null) : result;
        });
    }

    private <T extends Statement> T wrap(Connection connection, Class<T> type, T statement, @Nullable String prepared) {
        return proxy(type, (method, arguments) -> {
            if (!EXECUTIONS.contains(method.getName())) {
                return call(statement, method, arguments);
            }
            beforeExecution(connection, prepared == null ? (String) arguments[0] : prepared);
            try {
                return call(statement, method, arguments);
            } catch (SQLException e) {
                noteFailure(e);
                throw e;
            }
        });
    }

    private void beforeExecution(Connection connection, String sql) throws SQLException {
        String verb = sql.strip().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
        if (verb.equals("SELECT") || verb.equals("ROLLBACK")) {
            return;
        }
        writes++;
        beforeWrite.run();
        if (verb.equals("COMMIT")) {
            commits.add(writes);
        }
        if (writes == failing) {
            fail();
            if (fault == Fault.FULL) {
                rollBack(connection);
            } else if (fault == Fault.COMMITTED_AFTER_ALL && verb.equals("COMMIT")) {
                execute(connection, "COMMIT");
            }
        }
        if (writes == failing || (hasFailed && fault == Fault.FULL)) {
            throw new SQLiteException("[" + fault.code + "] injected", fault.code);
        }
    }

    private void noteFailure(SQLException e) {
        if (pages > 0 && e.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code && !hasFailed) {
            fail();
        }
    }

    private void fail() {
        hasFailed = true;
        onFault.run();
    }

    /** The limit is the connection's own, not the file's (sqlite.org/pragma.html#pragma_max_page_count). */
    private void limitPages(Connection connection) {
        try {
            execute(connection, "PRAGMA max_page_count = " + pages);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            return; // there was no transaction
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @FunctionalInterface
    private interface Call {
        @Nullable
        Object answer(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.answer(method, arguments == null ? new Object[0] : arguments)));
    }

    private static @Nullable Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
