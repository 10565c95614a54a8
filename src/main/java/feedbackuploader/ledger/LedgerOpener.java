package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What it takes before a ledger may be used: the lock, the seal, the tables, the owner. What was opened is closed if it fails. */
final class LedgerOpener {

    private static final String FILE_NAME = "ledger.db";

    private LedgerOpener() {}

    static Path file(Path folder) {
        return folder.resolve(FILE_NAME);
    }

    /** @param wrapper as {@link Database#open(Path, UnaryOperator)} has it */
    static Ledger toWrite(Path folder, Owner owner, boolean adopts, UnaryOperator<Connection> wrapper)
            throws LedgerException {
        OwnFolder.require(folder);
        RunLock lock = RunLock.acquire(folder);
        try {
            try {
                return toWrite(folder, owner, adopts, wrapper, lock);
            } catch (DamagedLedgerException e) {
                if (!Guard.isUnsent(file(folder))) {
                    throw e;
                }
                Guard.clear(file(folder)); // nothing was sent, so nothing is lost by beginning anew
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
            database = Database.open(file(folder), wrapper);
            Schema.prepare(database);
            Transitions.enforce(database);
            database.requireSeal();
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
            throw Guard.isUnsent(file(folder)) ? LedgerException.unfinished(file(folder), e) : e;
        }
    }

    private static Ledger toReadWhatIsWhole(Path folder, @Nullable RunLock lock) throws LedgerException {
        @Nullable Database database = null;
        try {
            @Nullable Guard guard = inspect(folder, lock != null);
            database = Database.openToRead(file(folder));
            Schema.check(database);
            if (guard != null && !Schema.isOlderThanSeals(database)) {
                guard.requireSeal();
            }
            return new Ledger(database, lock);
        } catch (SQLException e) {
            closeAfter(e, database, lock);
            throw LedgerException.of(file(folder), e);
        } catch (LedgerException e) {
            closeAfter(e, database, lock);
            throw e;
        }
    }

    /** @return null while it is written to, and the files and their seal may be out of step for a moment */
    private static @Nullable Guard inspect(Path folder, boolean isOurs) throws LedgerException {
        if (!isOurs && RunLock.isHeldHere(folder)) {
            return null;
        }
        try {
            return Guard.inspect(file(folder));
        } catch (LedgerException outOfStep) {
            if (isOurs) {
                throw outOfStep;
            }
            return RunLock.isFree(folder) ? Guard.inspect(file(folder)) : null;
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
