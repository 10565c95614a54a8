package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The SQLite file in which a user's sent rows are remembered, as a second database of a ledger's connection while it is
 * needed: what is compared are two sorted lists, and neither has to pass through Java.
 *
 * <p>A {@code source} is one run folder's ledger. {@code sent} holds how many pieces of one digest it sent, or was about
 * to send when it was {@code open}. {@code commits} is how many transactions its ledger had at least. A deployment may
 * have several names. {@code fix} is what became of rows to fix ({@link Fixes}), {@code doubt} what of {@code sent} could not be settled
 * ({@link Doubts}). It has no write-ahead log, so that it may stand on a network's file system.
 */
final class MemoryFile {

    /** Work while the memory is there under the name {@code memory}. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException, LedgerException;
    }

    private static final int VERSION = 1;

    /** "FBMM": tells a memory from any other SQLite file. */
    private static final int APPLICATION_ID = 0x46424d4d;

    /** Another run that notes ten million rows is done by then. */
    private static final int PATIENCE_MS = 120_000;

    private static final String FIX = """
                (
                  original TEXT NOT NULL,
                  source INTEGER NOT NULL,
                  row INTEGER NOT NULL,
                  subject INTEGER NOT NULL,
                  digest BLOB NOT NULL,
                  standing INTEGER NOT NULL,
                  PRIMARY KEY (original, source, row, digest)
                ) STRICT, WITHOUT ROWID""";

    private static final String DOUBT = """
                (
                  subject INTEGER NOT NULL,
                  digest BLOB NOT NULL,
                  source INTEGER NOT NULL,
                  n INTEGER NOT NULL,
                  PRIMARY KEY (source, subject, digest)
                ) STRICT, WITHOUT ROWID""";

    private final Database database;
    private final Path file;

    MemoryFile(Database database, Path file) {
        this.database = database;
        this.file = file;
    }

    <T> T with(Work<T> work) throws MemoryException, LedgerException {
        try {
            if (file.getParent() != null) {
                PrivateFiles.createFolder(file.getParent());
                PrivateFiles.closeToOthers(file.getParent());
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new IOException("something else of that name is in the way");
            }
            PrivateFiles.createFile(file);
            database.update("ATTACH ? AS memory", file.toString());
            try {
                database.execute("PRAGMA busy_timeout = " + PATIENCE_MS);
                database.execute("PRAGMA memory.synchronous = FULL");
                prepare();
                return work.run();
            } finally {
                database.execute("PRAGMA busy_timeout = " + SqliteSettings.BUSY_TIMEOUT_MS);
                database.execute("DETACH memory");
            }
        } catch (IOException e) {
            throw MemoryException.of(file, e);
        } catch (SQLException e) {
            throw MemoryException.of(file, e);
        }
    }

    /** Everything in {@code work} stands in the memory together, or nothing does; no other run can write meanwhile. */
    <T> T write(Work<T> work) throws SQLException, LedgerException {
        database.begin();
        try {
            T result = work.run();
            database.commit();
            return result;
        } catch (SQLException | LedgerException | RuntimeException e) {
            database.rollBack(e);
            throw e;
        }
    }

    private void prepare() throws SQLException, LedgerException {
        prepareAll();
        if (database.number("SELECT count(*) FROM memory.sqlite_schema WHERE name IN ('fix', 'doubt')") < 2) {
            write(() -> {
                database.execute("CREATE TABLE IF NOT EXISTS memory.fix " + FIX);
                database.execute("CREATE TABLE IF NOT EXISTS memory.doubt " + DOUBT);
                return true;
            });
        }
    }

    private void prepareAll() throws SQLException, LedgerException {
        if (pragma("application_id") == APPLICATION_ID && pragma("user_version") == VERSION) {
            return;
        }
        write(() -> {
            if (database.number("SELECT count(*) FROM memory.sqlite_schema") == 0) {
                create();
            } else if (pragma("application_id") != APPLICATION_ID || pragma("user_version") != VERSION) {
                throw new SQLException("another program, or a later version of this one, wrote it");
            }
            return true;
        });
    }

    private long pragma(String name) throws SQLException {
        return database.number("PRAGMA memory." + name);
    }

    private void create() throws SQLException {
        database.execute("CREATE TABLE memory.change (number INTEGER NOT NULL) STRICT");
        database.execute("INSERT INTO memory.change VALUES (0)");
        database.execute("CREATE TABLE memory.name (target TEXT PRIMARY KEY, deployment INTEGER NOT NULL)"
                + " STRICT, WITHOUT ROWID");
        database.execute("""
                CREATE TABLE memory.source (
                  id INTEGER PRIMARY KEY,
                  ledger TEXT NOT NULL UNIQUE,
                  deployment INTEGER NOT NULL,
                  input TEXT NOT NULL,
                  folder TEXT NOT NULL,
                  at INTEGER NOT NULL,
                  commits INTEGER NOT NULL,
                  open INTEGER NOT NULL
                ) STRICT""");
        database.execute("""
                CREATE TABLE memory.sent (
                  subject INTEGER NOT NULL,
                  digest BLOB NOT NULL,
                  source INTEGER NOT NULL,
                  count INTEGER NOT NULL,
                  PRIMARY KEY (subject, digest, source)
                ) STRICT, WITHOUT ROWID""");
        database.execute("PRAGMA memory.application_id = " + APPLICATION_ID);
        database.execute("PRAGMA memory.user_version = " + VERSION);
    }
}
