package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What it takes before a ledger may be used: the lock, the counter, the tables, the owner. What was opened is closed if it fails. */
final class LedgerOpener {

    private static final String FILE_NAME = "ledger.db";

    private LedgerOpener() {}

    static Path file(Path folder) {
        return folder.resolve(FILE_NAME);
    }

    /** @param wrapper as {@link Database#open} has it */
    static Ledger toWrite(Path folder, Owner owner, boolean adopts, UnaryOperator<Connection> wrapper)
            throws LedgerException {
        OwnFolder.require(folder);
        RunLock lock = RunLock.acquire(folder);
        try {
            try {
                return toWrite(folder, owner, adopts, wrapper, lock);
            } catch (DamagedLedgerException e) {
                if (!CommitCounter.isUnsent(file(folder))) {
                    throw e;
                }
                CommitCounter.clear(file(folder)); // nothing was sent, so nothing is lost by beginning anew
                return toWrite(folder, owner, adopts, wrapper, lock);
            }
        } catch (LedgerException e) {
            closeAfter(e, lock);
            throw e;
        }
    }

    private static Ledger toWrite(
            Path folder, Owner owner, boolean adopts, UnaryOperator<Connection> wrapper, RunLock lock)
            throws LedgerException {
        @Nullable Database database = null;
        try {
            LiveFile.clear(folder, ".*.part"); // what killed runs left
            CommitCounter counter = CommitCounter.readOrMake(file(folder));
            try (Database reader = Database.openToRead(file(folder))) {
                counter.check(reader);
            }
            database = Database.open(counter, wrapper);
            Schema.prepare(database);
            Attempts.prepare(database);
            Transitions.enforce(database);
            new About(database).claimFor(owner, adopts);
            return new Ledger(database, lock);
        } catch (IOException e) {
            closeAfter(e, database, lock);
            throw LedgerException.unwritable(file(folder), e);
        } catch (SQLException e) {
            closeAfter(e, database);
            throw LedgerException.of(file(folder), e);
        } catch (LedgerException e) {
            closeAfter(e, database);
            throw e;
        }
    }

    static Ledger toRead(Path folder) throws LedgerException {
        requireOneIn(folder);
        return toRead(folder, null);
    }

    static Ledger toReport(Path folder) throws LedgerException {
        requireOneIn(folder);
        return toRead(folder, RunLock.acquire(folder));
    }

    private static void requireOneIn(Path folder) throws LedgerException {
        if (!Ledger.existsIn(folder)) {
            throw new LedgerException("There is no ledger in " + folder + ": nothing was uploaded from there.");
        }
        OwnFolder.require(folder);
    }

    private static Ledger toRead(Path folder, @Nullable RunLock lock) throws LedgerException {
        try {
            return toReadWhatIsWhole(folder, lock);
        } catch (DamagedLedgerException e) {
            if (lock == null && !RunLock.isFree(folder)) {
                return toReadWhatIsWhole(folder, null); // the counter was read while it was written
            }
            throw CommitCounter.isUnsent(file(folder)) ? LedgerException.unfinished(file(folder), e) : e;
        }
    }

    private static Ledger toReadWhatIsWhole(Path folder, @Nullable RunLock lock) throws LedgerException {
        @Nullable Database database = null;
        try {
            CommitCounter counter = CommitCounter.read(file(folder)); // first: it may fall behind, not run ahead
            database = Database.openToRead(file(folder));
            counter.check(database);
            Schema.check(database);
            return new Ledger(database, lock);
        } catch (SQLException e) {
            closeAfter(e, database, lock);
            throw LedgerException.of(file(folder), e);
        } catch (LedgerException e) {
            closeAfter(e, database, lock);
            throw e;
        }
    }

    private static void closeAfter(Exception cause, @Nullable AutoCloseable... opened) {
        for (AutoCloseable one : opened) {
            try {
                if (one != null) {
                    one.close();
                }
            } catch (Exception e) {
                cause.addSuppressed(e);
            }
        }
    }
}
