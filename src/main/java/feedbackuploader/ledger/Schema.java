package feedbackuploader.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The tables of a ledger file. Bodies stand apart from states, so that a group commit rewrites few and small pages.
 *
 * <p>A generation is one reading of the input. Rows of a generation that has no line in {@code plan} are left over from
 * a plan that did not finish; rows of an earlier generation than the last plan's are feedback that was sent and whose
 * row has since vanished from the input.
 *
 * <p>{@code claimed_at} and {@code answered_at} are milliseconds by the server's clock: no sending of the row that is
 * still in doubt left before the one, and none was on its way after the other. {@code doubt} counts the sendings that
 * were given up for another one although they may have been recorded.
 */
final class Schema {

    /** Goes up with every change of the tables. A program refuses a ledger of a later version than its own. */
    static final int VERSION = 1;

    /** "FBUP": tells a ledger from any other SQLite file (sqlite.org/pragma.html#pragma_application_id). */
    private static final int APPLICATION_ID = 0x46425550;

    private static final String STATES =
            Arrays.stream(State.values()).map(state -> "'" + state.word() + "'").collect(Collectors.joining(", "));

    private Schema() {}

    /** {@link #check}, once the tables are made if the file is empty. */
    static void prepare(Connection connection, String file) throws SQLException, LedgerException {
        if (isBlank(connection)) {
            create(connection);
        }
        check(connection, file);
    }

    /** Checks that the file is a ledger that this program understands. */
    static void check(Connection connection, String file) throws SQLException, LedgerException {
        int version = pragma(connection, "user_version");
        if (isBlank(connection)) {
            throw new LedgerException(
                    "The ledger " + file + " is empty: no upload has begun from there, or what it knew" + " is lost.");
        } else if (pragma(connection, "application_id") != APPLICATION_ID) {
            throw new ForeignLedgerException(
                    file + " is not a ledger of this program. Choose another folder with --output-dir.");
        } else if (version > VERSION) {
            throw new ForeignLedgerException(
                    "The ledger " + file + " was written by a later version of this program (ledger version " + version
                            + ", this program knows " + VERSION + "). Use that version to go on.");
        }
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID");
            statement.execute("""
                    CREATE TABLE plan (
                      generation INTEGER PRIMARY KEY,
                      sha256 TEXT NOT NULL,
                      basis TEXT NOT NULL,
                      rows INTEGER NOT NULL,
                      blank_rows INTEGER NOT NULL
                    ) STRICT""");
            statement.execute("""
                    CREATE TABLE feedback (
                      id INTEGER PRIMARY KEY,
                      generation INTEGER NOT NULL,
                      row INTEGER NOT NULL,
                      part INTEGER NOT NULL,
                      line INTEGER NOT NULL,
                      kind TEXT,
                      digest BLOB,
                      occurrence INTEGER NOT NULL DEFAULT 1,
                      state TEXT NOT NULL CHECK (state IN (%s)),
                      attempts INTEGER NOT NULL DEFAULT 0,
                      http_status INTEGER,
                      upload_id TEXT,
                      reason TEXT,
                      doubt INTEGER NOT NULL DEFAULT 0,
                      claimed_at INTEGER,
                      answered_at INTEGER
                    ) STRICT""".formatted(STATES));
            statement.execute("CREATE TABLE body (id INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT");
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + VERSION);
            statement.execute("COMMIT");
        }
    }

    private static boolean isBlank(Connection connection) throws SQLException {
        return pragma(connection, "application_id") == 0
                && pragma(connection, "user_version") == 0
                && hasNoTables(connection);
    }

    private static boolean hasNoTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
            return count.getLong(1) == 0;
        }
    }

    private static int pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("PRAGMA " + name)) {
            return value.getInt(1);
        }
    }
}
