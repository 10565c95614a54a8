package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a ledger is read only as this program left it. {@link #inspect} compares the files with their
 * {@link Seal}; whoever writes tells of each commit, and lets the log into the database by {@link #checkpoint} alone,
 * which seals what comes of it.
 */
final class Guard implements AutoCloseable {

    /** Long enough that few checkpoints are needed, short enough that none takes long. */
    private static final long LOG_BYTES = 16 << 20;

    private static final int COMMITS_A_LOOK = 16;
    private static final long NOT_READ = -1;

    private static final String COMMITS = "SELECT commits FROM tally";

    private final Path file;
    private final @Nullable Seal seal;

    /** What the file holds although the seal does not say so; null when there is nothing to mend. */
    private final @Nullable PageSums unsealed;

    private @Nullable PreparedStatement count;
    private long commits = NOT_READ;
    private long nextCheckpoint = LOG_BYTES;

    private Guard(Path file, @Nullable Seal seal, @Nullable PageSums unsealed) {
        this.file = file;
        this.seal = seal;
        this.unsealed = unsealed;
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    private static Path seal(Path file) {
        return file.resolveSibling(file.getFileName() + "-seal");
    }

    static boolean hasLog(Path file) throws IOException {
        return Files.exists(log(file)) && Files.size(log(file)) > 0;
    }

    /** {@link #inspect}, once an empty file and its seal are made where there is neither, for SQLite to fill. */
    static Guard inspectOrMake(Path file) throws LedgerException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new LedgerException(file + " is not a file. Choose another folder with --output-dir.");
        }
        try {
            boolean isNew = !Files.exists(file) || Files.size(file) == 0;
            if (isNew && !Files.exists(seal(file))) {
                Seal.create(seal(file)).close(); // first: a ledger without a seal is a damaged one
            }
            Guard guard = inspect(file);
            PrivateFiles.createFile(file); // SQLite gives its side files the permissions of this one
            return guard;
        } catch (IOException e) {
            throw new LedgerException(
                    "The ledger " + file + " cannot be made (" + e
                            + "). Make the folder writable, or choose another with --output-dir.",
                    e);
        }
    }

    /**
     * Looks whether the file and its log are what this program left. Nothing is changed, and SQLite must not have the
     * file open in this process.
     *
     * @throws LedgerException when they are not
     */
    static Guard inspect(Path file) throws LedgerException {
        try {
            @Nullable Seal seal = Seal.read(seal(file), file);
            return new Guard(file, seal, seal == null || seal.commits() == 0 ? null : compare(file, seal));
        } catch (IOException e) {
            throw LedgerException.unwritable(file, e);
        }
    }

    private static @Nullable PageSums compare(Path file, Seal seal) throws IOException, LedgerException {
        WriteAheadLog log = WriteAheadLog.read(log(file));
        PageSums found = PageSums.read(file);
        if (found.isEmpty()) {
            throw LedgerException.damaged(file, "the file is missing or empty");
        }
        if (found.continues(seal.sums(), log)) {
            if (commits(file) < seal.commits()) {
                throw LedgerException.damaged(file, "the last things written into it are lost");
            }
            return null;
        } else if (wasCheckpointedByOthers(file, seal, log)) {
            return found;
        }
        throw LedgerException.damaged(file, "it is not what this program left");
    }

    private static long commits(Path file) throws LedgerException {
        try (Database reader = Database.openToRead(file)) {
            return reader.number(COMMITS);
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
    }

    /**
     * After a run that was killed, any program that opens the ledger with SQLite, if only to look, brings the log into
     * the file. Then all commits are there, and SQLite's own checks have to do.
     */
    private static boolean wasCheckpointedByOthers(Path file, Seal seal, WriteAheadLog log) {
        if (log.frames() > 0 || seal.isCheckpointing()) {
            return false;
        }
        try (Database reader = Database.openToRead(file)) {
            long commits = reader.number(COMMITS);
            return commits > seal.sealedCommits()
                    && commits >= seal.commits()
                    && reader.text("PRAGMA integrity_check").equals("ok");
        } catch (SQLException | LedgerException e) {
            return false;
        }
    }

    void requireSeal() throws LedgerException {
        if (seal == null) {
            throw LedgerException.damaged(file, "its seal " + seal(file).getFileName() + " is missing");
        }
    }

    /** Once the connection is there that is to write: clears away the log that a killed run left. */
    void begin(Database database) throws SQLException, LedgerException {
        try {
            if (seal != null && unsealed != null) {
                seal.replace(unsealed, database.number(COMMITS));
            }
        } catch (IOException e) {
            throw LedgerException.unwritable(file, e);
        }
        checkpoint(database);
    }

    /** Counts the transaction that is about to be committed. A number that is left out by a failure does no harm. */
    void count(Database database) throws SQLException {
        PreparedStatement statement = count;
        if (statement == null) {
            statement = database.prepare("UPDATE tally SET commits = ?");
            count = statement;
        }
        if (commits == NOT_READ) {
            commits = database.number(COMMITS);
        }
        statement.setLong(1, ++commits);
        statement.executeUpdate();
    }

    /** To be called before anything comes of the commit: what is lost before this call may be lost. */
    void noteCommit(Database database) throws SQLException, LedgerException {
        if (seal == null) {
            return;
        }
        try {
            seal.noteCommit(commits);
            if (commits % COMMITS_A_LOOK == 0 && Files.size(log(file)) >= nextCheckpoint) {
                checkpoint(database);
                nextCheckpoint = Files.size(log(file)) + LOG_BYTES;
            }
        } catch (IOException e) {
            throw LedgerException.unwritable(file, e);
        }
    }

    /**
     * Brings the log into the file, seals that, and only then lets SQLite clear the log away. The new sums are those of
     * the pages in the log: reading the file again would seal whatever has happened to it meanwhile.
     */
    void checkpoint(Database database) throws SQLException, LedgerException {
        if (seal == null) {
            return;
        }
        try {
            WriteAheadLog log = WriteAheadLog.read(log(file));
            if (log.frames() == 0 || seal.commits() == 0) {
                return;
            }
            seal.noteCheckpoint(true);
            try (Statement statement = database.connection().createStatement();
                    ResultSet done = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
                if (done.getInt(2) != log.frames()) {
                    throw LedgerException.damaged(file, "its log is not what this program wrote");
                } else if (done.getInt(3) < log.frames()) {
                    return; // another process is reading an older state
                }
            }
            seal.noteCheckpoint(false);
            seal.replace(seal.sums().with(log), database.number(COMMITS));
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (IOException e) {
            throw LedgerException.unwritable(file, e);
        }
    }

    @Override
    public void close() throws LedgerException {
        if (seal == null) {
            return;
        }
        try {
            if (seal.isCheckpointing() && !hasLog(file)) {
                seal.noteCheckpoint(false); // SQLite ended it when the connection was closed
            }
            seal.close();
        } catch (IOException e) {
            throw LedgerException.unwritable(file, e);
        }
    }
}
