package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What lies in a run folder at one moment, as bytes. A file that is not there is empty. */
final class LedgerFiles {

    /** Where the number of commits ends and what is replaced as a whole begins. */
    private static final int MOVING_PART = 12;

    private final byte[] database;
    private final byte[] log;
    private final byte[] seal;

    private LedgerFiles(byte[] database, byte[] log, byte[] seal) {
        this.database = database;
        this.log = log;
        this.seal = seal;
    }

    byte[] database() {
        return database;
    }

    byte[] log() {
        return log;
    }

    static LedgerFiles of(Path folder) throws IOException {
        return new LedgerFiles(
                read(folder.resolve("ledger.db")),
                read(folder.resolve("ledger.db-wal")),
                read(folder.resolve("ledger.db-seal")));
    }

    private static byte[] read(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    void writeTo(Path folder) throws IOException {
        Files.createDirectory(folder);
        write(folder.resolve("ledger.db"), database);
        write(folder.resolve("ledger.db-wal"), log);
        write(folder.resolve("ledger.db-seal"), seal);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            Files.write(file, bytes);
        }
    }

    LedgerFiles withSealOf(LedgerFiles other) {
        return new LedgerFiles(database, log, other.seal);
    }

    LedgerFiles withDatabase(byte[] other) {
        return new LedgerFiles(other, log, seal);
    }

    LedgerFiles withLog(byte[] other) {
        return new LedgerFiles(database, other, seal);
    }

    /** Whether the two seals differ at most in what is written in place, and may or may not reach the disk. */
    boolean isSealedAs(LedgerFiles other) {
        return seal.length == other.seal.length
                && seal.length > 0
                && Arrays.equals(seal, MOVING_PART, seal.length, other.seal, MOVING_PART, other.seal.length);
    }

    boolean isLogContinuedBy(LedgerFiles later) {
        return log.length < later.log.length && Arrays.equals(log, Arrays.copyOf(later.log, log.length));
    }

    boolean isSameAs(LedgerFiles other) {
        return Arrays.equals(database, other.database)
                && Arrays.equals(log, other.log)
                && Arrays.equals(seal, other.seal);
    }

    /** What another program sees in {@code folder}, and brings the log into the file with; no tables, no states. */
    static List<String> statesAsSqliteSeesThem(Path folder) throws SQLException {
        List<String> states = new ArrayList<>();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                Statement statement = other.createStatement()) {
            try (ResultSet tables =
                    statement.executeQuery("SELECT count(*) FROM sqlite_schema WHERE name = 'feedback'")) {
                if (tables.getInt(1) == 0) {
                    return states;
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT state FROM feedback ORDER BY id")) {
                while (row.next()) {
                    states.add(row.getString(1));
                }
            }
        }
        return states;
    }
}
