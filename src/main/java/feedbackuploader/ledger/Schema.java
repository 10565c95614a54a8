package feedbackuploader.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
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
 * were given up for another one although they may have been recorded; a row that is skipped in doubt may have been
 * recorded by another upload. {@code elsewhere} is 1 where a row is skipped because it was sent from somewhere else,
 * 2 where it is invalid because that cannot be told, 3 where it is skipped because the server showed it before it was sent. {@code denied} is 1 once the row was sent again because the server said that it had not processed it, or did not show
 * it; {@code if_absent} is what an ambiguous row turns into when the server shows that it does not have it, where that is
 * not {@link State#PLANNED}. {@code original} names the rows to fix of other uploads that a row comes from ({@link Fixes}),
 * or itself where it was such a row. {@code tally} counts the transactions that were committed, so that a ledger that lost some can
 * be told ({@link Seal}).
 */
final class Schema {

    /** Goes up with every change of the tables. A program refuses a ledger of a later version than its own. */
    static final int VERSION = 4;

    /** "FBUP": tells a ledger from any other SQLite file (sqlite.org/pragma.html#pragma_application_id). */
    private static final int APPLICATION_ID = 0x46425550;

    /** Not {@code state IN (…)}: SQLite would build that list anew for each row it writes, for half of the row's time. */
    private static final String IS_STATE = Arrays.stream(State.values())
            .map(state -> "state = '" + state.label() + "'")
            .collect(Collectors.joining(" OR "));

    private static final String SUBJECT = "subject INTEGER";

    private static final String ORIGINAL = "original TEXT";

    private static final String ELSEWHERE = "elsewhere INTEGER NOT NULL DEFAULT 0";

    private Schema() {}

    /** {@link #check}, once the tables are made if the file is empty, or brought up to date if it is older. */
    static void prepare(Database database) throws SQLException, LedgerException {
        if (isBlank(database)) {
            database.inTransaction(() -> {
                create(database);
                return true;
            });
        } else if (isOlder(database)) {
            database.inTransaction(() -> {
                bringUpToDate(database);
                return true;
            });
        }
        check(database);
    }

    /** Checks that the file is a ledger that this program understands. */
    static void check(Database database) throws SQLException, LedgerException {
        if (isBlank(database)) {
            throw new LedgerException("The ledger " + database.file()
                    + " is empty: no upload has started there, or its content is lost.");
        } else if (pragma(database, "application_id") != APPLICATION_ID) {
            throw new ForeignLedgerException(
                    database.file() + " is not a ledger of this program. Choose another folder with --output-dir.");
        }
        checkVersion(pragma(database, "user_version"), database.file());
    }

    static void checkVersion(int version, Path file) throws LedgerException {
        if (version > VERSION) {
            throw new ForeignLedgerException(
                    "The ledger " + file + " was written by a later version of this program (ledger version " + version
                            + ", this program knows " + VERSION + "). Use that version to continue.");
        }
    }

    /** Whether it is a ledger of the version that had neither seal nor tally, and else the same tables. */
    static boolean isOlderThanSeals(Database database) throws SQLException {
        return pragma(database, "application_id") == APPLICATION_ID && pragma(database, "user_version") == 1;
    }

    private static boolean isOlder(Database database) throws SQLException {
        return pragma(database, "application_id") == APPLICATION_ID && pragma(database, "user_version") < VERSION;
    }

    /**
     * The file is planned anew by the next run, so that its rows get what they lack. Earlier versions took any success for
     * "recorded": what has no id is to be looked for again.
     */
    private static void bringUpToDate(Database database) throws SQLException {
        database.execute("ALTER TABLE feedback ADD COLUMN " + ORIGINAL);
        if (pragma(database, "user_version") < 3) {
            bringUpToThird(database);
        }
        database.execute("PRAGMA user_version = " + VERSION);
    }

    private static void bringUpToThird(Database database) throws SQLException {
        if (isOlderThanSeals(database)) {
            beginTally(database);
        }
        database.execute("ALTER TABLE feedback ADD COLUMN " + SUBJECT);
        database.execute("ALTER TABLE feedback ADD COLUMN " + ELSEWHERE);
        database.execute("ALTER TABLE feedback ADD COLUMN denied INTEGER NOT NULL DEFAULT 0");
        database.execute("ALTER TABLE feedback ADD COLUMN if_absent TEXT");
        database.update("UPDATE feedback SET state = 'unknown', if_absent = 'unknown'"
                + " WHERE state = 'recorded' AND upload_id IS NULL");
        database.update("UPDATE plan SET basis = 'of an earlier version' || char(10) || basis");
    }

    /** For a plan that is complete: built from sorted rows, which is far quicker than row by row. */
    static void index(Database database) throws SQLException {
        database.execute("CREATE INDEX IF NOT EXISTS feedback_identity ON feedback (digest, occurrence, generation)"
                + " WHERE digest IS NOT NULL");
    }

    private static boolean isBlank(Database database) throws SQLException {
        return pragma(database, "application_id") == 0
                && pragma(database, "user_version") == 0
                && database.number("SELECT count(*) FROM sqlite_schema") == 0;
    }

    private static void create(Database database) throws SQLException {
        database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID");
        database.execute("""
                    CREATE TABLE plan (
                      generation INTEGER PRIMARY KEY,
                      sha256 TEXT NOT NULL,
                      basis TEXT NOT NULL,
                      rows INTEGER NOT NULL,
                      blank_rows INTEGER NOT NULL
                    ) STRICT""");
        database.execute("""
                    CREATE TABLE feedback (
                      id INTEGER PRIMARY KEY,
                      generation INTEGER NOT NULL,
                      row INTEGER NOT NULL,
                      part INTEGER NOT NULL,
                      line INTEGER NOT NULL,
                      kind TEXT,
                      digest BLOB,
                      occurrence INTEGER NOT NULL DEFAULT 1,
                      state TEXT NOT NULL CHECK (%s),
                      attempts INTEGER NOT NULL DEFAULT 0,
                      http_status INTEGER,
                      upload_id TEXT,
                      reason TEXT,
                      doubt INTEGER NOT NULL DEFAULT 0,
                      denied INTEGER NOT NULL DEFAULT 0,
                      if_absent TEXT,
                      claimed_at INTEGER,
                      answered_at INTEGER,
                      %s,
                      %s,
                      %s
                    ) STRICT""".formatted(IS_STATE, SUBJECT, ELSEWHERE, ORIGINAL));
        database.execute("CREATE TABLE body (id INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT");
        database.execute("PRAGMA application_id = " + APPLICATION_ID);
        beginTally(database);
        database.execute("PRAGMA user_version = " + VERSION);
    }

    private static void beginTally(Database database) throws SQLException {
        database.execute("CREATE TABLE tally (commits INTEGER NOT NULL) STRICT");
        database.execute("INSERT INTO tally VALUES (0)");
    }

    private static int pragma(Database database, String name) throws SQLException {
        return (int) database.number("PRAGMA " + name);
    }
}
