package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a ledger is read only as this program left it. {@link #inspect} compares the files with their
 * {@link Seal}; whoever writes tells of each commit, and the log goes into the file by {@link #checkpoint}
 * alone, which first seals what will come of it.
 */
final class Guard implements AutoCloseable {

    /** Long enough that few checkpoints are needed, short enough that none takes long. */
    private static final long LOG_BYTES = 16 << 20;

    private static final long NOT_READ = -1;

    private static final String COMMITS = "SELECT commits FROM tally";

    private final Path file;
    private final @Nullable Seal seal;

    /** What the file holds although the seal does not say so; null when there is nothing to mend. */
    private final @Nullable PageSums unsealed;

    private @Nullable PreparedStatement count;
    private @Nullable Hold hold;
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
            if (!Files.exists(seal(file)) && (isEmpty(file) || isOlderThanSeals(file))) {
                Seal.create(seal(file)).close(); // first: a ledger without a seal is a damaged one
            }
            Guard guard = inspect(file);
            PrivateFiles.createFile(file); // SQLite gives its side files the permissions of this one
            return guard;
        } catch (IOException e) {
            throw LedgerException.unmade(file, e);
        }
    }

    private static boolean isEmpty(Path file) throws IOException {
        return !Files.exists(file) || Files.size(file) == 0;
    }

    /** @throws LedgerException when it is, and SQLite's own checks, which have to do this once, find it damaged */
    private static boolean isOlderThanSeals(Path file) throws LedgerException {
        try (Database reader = Database.openToRead(file)) {
            boolean isOlder = Schema.isOlderThanSeals(reader);
            if (isOlder && !isSoundToSqlite(reader)) {
                throw LedgerException.damaged(file, "SQLite finds faults in it");
            }
            return isOlder;
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
    }

    private static boolean isSoundToSqlite(Database reader) throws SQLException {
        return reader.text("PRAGMA integrity_check(1)").equals("ok");
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
            return new Guard(file, seal, seal == null ? null : compare(file, seal));
        } catch (IOException e) {
            throw LedgerException.unwritable(file, e);
        }
    }

    /** @return what is to be sealed before the file is written into; null when it is what the seal tells of */
    private static @Nullable PageSums compare(Path file, Seal seal) throws IOException, LedgerException {
        WriteAheadLog log = WriteAheadLog.read(log(file));
        PageSums found = PageSums.read(file);
        if (seal.commits()
                == 0) { // cut off before anything was sent, or the disk kept less of the seal than of the file
            return found;
        } else if (found.isEmpty()) {
            throw LedgerException.damaged(file, "the file is missing or empty");
        } else if (found.continues(seal.sums(), log)) {
            if (commits(file) < seal.commits()) {
                throw LedgerException.damaged(file, "its latest changes are lost");
            }
            return null;
        } else if (log.frames() == 0 && wasCheckpointedByOthers(file, seal)) {
            return found;
        }
        throw LedgerException.damaged(file, "it is not as this program left it");
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
     * the file. Then all commits are there, and SQLite's own checks have to do. What was on its way into the file by
     * {@link #checkpoint} is not in question: it is sealed.
     */
    private static boolean wasCheckpointedByOthers(Path file, Seal seal) {
        try (Database reader = Database.openToRead(file)) {
            long commits = reader.number(COMMITS);
            return commits > seal.sealedCommits() && commits >= seal.commits() && isSoundToSqlite(reader);
        } catch (SQLException | LedgerException e) {
            return false;
        }
    }

    /** Whether no row was ever claimed from the ledger, however damaged it is; not while it is open. */
    static boolean isUnsent(Path file) {
        try {
            @Nullable Seal seal = Seal.read(seal(file), file);
            return seal != null && !seal.maySend();
        } catch (IOException | LedgerException e) {
            return false; // it cannot be told
        }
    }

    /** Clears a ledger away that {@link #isUnsent}, so that it is made anew. The seal that says so goes last. */
    static void clear(Path file) throws LedgerException {
        try {
            for (String side : new String[] {"-wal", "-shm", "-journal", ""}) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + side));
            }
            Seal.create(seal(file)).close();
        } catch (IOException e) {
            throw LedgerException.unmade(file, e);
        }
    }

    /** To be called before rows are claimed. */
    void allowSending() throws LedgerException {
        if (seal != null) {
            try {
                seal.allowSending();
            } catch (IOException e) {
                throw LedgerException.unwritable(file, e);
            }
        }
    }

    void requireSeal() throws LedgerException {
        if (seal == null) {
            throw LedgerException.damaged(file, "its seal " + seal(file).getFileName() + " is missing");
        }
    }

    /**
     * Once the connection is there that is to write: clears away the log that a killed run left.
     *
     * @param toHold this closes it
     */
    void begin(Database database, Hold toHold) throws SQLException, LedgerException {
        hold = toHold;
        try {
            if (seal != null && unsealed != null) {
                seal.replace(unsealed, seal.commits() == 0 ? 0 : database.number(COMMITS));
            }
        } catch (IOException e) {
            throw LedgerException.unwritable(file, e);
        }
        checkpoint(database);
        toHold.take();
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
            if (Files.size(log(file)) >= nextCheckpoint) {
                requireHold().release();
                checkpoint(database);
                requireHold().take();
                nextCheckpoint = Files.size(log(file)) + LOG_BYTES;
            }
        } catch (IOException e) {
            throw LedgerException.unwritable(file, e);
        }
    }

    private Hold requireHold() {
        return Objects.requireNonNull(hold, "before begin");
    }

    /** Before the connection is closed that wrote: leaves the file without a log. */
    void end(Database database) throws SQLException, LedgerException {
        requireHold().close();
        checkpoint(database);
    }

    /**
     * Seals what the file will be with the log in it, brings the log in, and lets SQLite clear it away. The sums are
     * those of the pages in the log: reading the file would seal whatever has happened to it meanwhile. Sealed first, the
     * file can be told from a damaged one however far the log has come, and whoever brings in the rest.
     */
    private void checkpoint(Database database) throws SQLException, LedgerException {
        if (seal == null || seal.commits() == 0) {
            return;
        }
        try {
            WriteAheadLog log = WriteAheadLog.read(log(file));
            if (log.frames() == 0 && seal.commits() == seal.sealedCommits()) {
                return;
            }
            int frames = Checkpoint.run(database, "NOOP").frames();
            if (frames > log.frames()) {
                seal.breakIt(); // SQLite is about to bring it in all the same
                throw LedgerException.damaged(file, "its log is not as this program wrote it");
            } else if (frames < log.frames()) {
                return; // a commit that SQLite reported as failed did reach the file
            }
            seal.replace(seal.sums().with(log), database.number(COMMITS));
            if (Checkpoint.run(database, "PASSIVE").done() == frames) { // else another process reads an older state
                Checkpoint.run(database, "TRUNCATE");
            }
        } catch (IOException e) {
            throw LedgerException.unwritable(file, e);
        }
    }

    /** What SQLite says of one (sqlite.org/pragma.html#pragma_wal_checkpoint): frames in the log, and in the file by now. */
    private record Checkpoint(int frames, int done) {

        static Checkpoint run(Database database, String mode) throws SQLException {
            try (Statement statement = database.connection().createStatement();
                    ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
                return new Checkpoint(result.getInt(2), result.getInt(3));
            }
        }
    }

    @Override
    public void close() throws LedgerException {
        @Nullable Hold held = hold;
        try (held;
                seal) {
            return;
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        } catch (IOException e) {
            throw LedgerException.unwritable(file, e);
        }
    }
}
