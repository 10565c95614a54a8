package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private final byte[] database;
    private final byte[] log;
    private final byte[] counter;

    private LedgerFiles(byte[] database, byte[] log, byte[] counter) {
        this.database = database;
        this.log = log;
        this.counter = counter;
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
                read(folder.resolve("ledger.db-commits")));
    }

    private static byte[] read(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    void writeTo(Path folder) throws IOException {
        Files.createDirectory(folder);
        write(folder.resolve("ledger.db"), database);
        write(folder.resolve("ledger.db-wal"), log);
        write(folder.resolve("ledger.db-commits"), counter);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            Files.write(file, bytes);
        }
    }

    LedgerFiles withCounterOf(LedgerFiles other) {
        return new LedgerFiles(database, log, other.counter);
    }

    LedgerFiles withDatabase(byte[] other) {
        return new LedgerFiles(other, log, counter);
    }

    LedgerFiles withLog(byte[] other) {
        return new LedgerFiles(database, other, counter);
    }

    /** Whether rows may have been sent. */
    boolean hasSent() {
        return counter.length > 0 && !new String(counter, StandardCharsets.US_ASCII).startsWith("0".repeat(18));
    }

    boolean isLogContinuedBy(LedgerFiles later) {
        return log.length < later.log.length && Arrays.equals(log, Arrays.copyOf(later.log, log.length));
    }

    boolean isSameAs(LedgerFiles other) {
        return Arrays.equals(database, other.database)
                && Arrays.equals(log, other.log)
                && Arrays.equals(counter, other.counter);
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
