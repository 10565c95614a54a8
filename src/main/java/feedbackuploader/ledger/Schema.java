package feedbackuploader.ledger;

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
 * <p>Columns of {@code feedback} whose meaning a name does not say:
 *
 * <ul>
 *   <li>{@code claimed_at}, {@code answered_at}: milliseconds by the server's clock. Every sending whose outcome is open
 *       started after the first and ended before the second.
 *   <li>{@code doubt}: the number of earlier sendings that may have been recorded although the row was sent again. A row
 *       that is skipped in doubt may have been recorded by another upload.
 *   <li>{@code elsewhere}: 1 skipped, sent from somewhere else; 2 invalid, because {@code --skip-existing} could not find
 *       out whether the server has it, or {@code --check-ids} found its completion missing; 3 skipped, the server showed it before it was sent; 4 skipped, because of what a
 *       report or the upload of a copy says; 5 skipped, part of another shard.
 *   <li>{@code denied}: 1 once the row was sent again because the server had not processed it, or did not show it.
 *   <li>{@code if_absent}: the state of an ambiguous row once the server shows that it does not have it, where that is not
 *       {@link State#PLANNED}.
 *   <li>{@code awaits}: 1 for what names completions that this upload creates; {@code link} says which. Until a completion
 *       has its id, its placeholder stands in the body.
 *   <li>{@code carrier}: the interaction in whose request a rating travels.
 *   <li>{@code completion_key.completions}: the ids of the completions that have the key, with a space between; NULL until
 *       the deployment has answered.
 *   <li>{@code original}: the rows to fix of other uploads that a row comes from ({@link Fixes}), or itself where it was
 *       such a row.
 * </ul>
 *
 * <p>{@code tally} has the number of committed transactions, by which a ledger that lost some is detected ({@link
 * CommitCounter}).
 */
final class Schema {

    /** Goes up with every change of the tables. A program refuses a ledger of another version than its own. */
    static final int VERSION = 7;

    /** "FBUP": tells a ledger from any other SQLite file (sqlite.org/pragma.html#pragma_application_id). */
    private static final int APPLICATION_ID = 0x46425550;

    /** Not {@code state IN (…)}: SQLite would build that list anew for each row it writes, for half of the row's time. */
    private static final String IS_STATE = Arrays.stream(State.values())
            .map(state -> "state = '" + state.label() + "'")
            .collect(Collectors.joining(" OR "));

    private Schema() {}

    /** {@link #check}, once the tables are made if the file is empty. */
    static void prepare(Database database) throws SQLException, LedgerException {
        if (isBlank(database)) {
            database.inTransaction(() -> {
                create(database);
                return true;
            });
        }
        check(database);
    }

    /** Checks that the file is a ledger that this program understands. */
    static void check(Database database) throws SQLException, LedgerException {
        if (isBlank(database)) {
            throw new DamagedLedgerException("The ledger " + database.file()
                    + " is empty: no upload has started there, or its content is lost.");
        } else if (pragma(database, "application_id") != APPLICATION_ID) {
            throw new ForeignLedgerException(
                    database.file() + " is not a ledger of this program. Choose another folder with --output-dir.");
        }
        int version = pragma(database, "user_version");
        if (version != VERSION) {
            throw new ForeignLedgerException("The ledger " + database.file() + " was written by "
                    + (version > VERSION ? "a later" : "an earlier") + " version of this program (ledger version "
                    + version + ", this program knows " + VERSION + "). Use that version to continue.");
        }
    }

    /** For a plan that is complete: built from sorted rows, which is far quicker than row by row. */
    static void index(Database database) throws SQLException {
        database.execute("CREATE INDEX IF NOT EXISTS feedback_identity ON feedback (digest, occurrence, generation)"
                + " WHERE digest IS NOT NULL");
    }

    static boolean isBlank(Database database) throws SQLException {
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
                      subject INTEGER,
                      elsewhere INTEGER NOT NULL DEFAULT 0,
                      original TEXT,
                      awaits INTEGER NOT NULL DEFAULT 0,
                      carrier INTEGER
                    ) STRICT""".formatted(IS_STATE));
        database.execute("CREATE TABLE link (id INTEGER NOT NULL, placeholder TEXT NOT NULL, creation INTEGER NOT NULL,"
                + " PRIMARY KEY (id, placeholder)) STRICT, WITHOUT ROWID");
        database.execute("CREATE INDEX link_creation ON link (creation)");
        database.execute("CREATE INDEX feedback_carried ON feedback (carrier) WHERE carrier IS NOT NULL");
        database.execute("CREATE INDEX feedback_released ON feedback (id) WHERE awaits = 1 AND state = 'planned'");
        database.execute("CREATE INDEX feedback_creations ON feedback (state, id) WHERE kind = 'interaction'");
        database.execute(
                "CREATE TABLE completion_key (digest BLOB PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL,"
                        + " completions TEXT) STRICT, WITHOUT ROWID");
        database.execute("CREATE TABLE body (id INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT");
        database.execute("PRAGMA application_id = " + APPLICATION_ID);
        database.execute("CREATE TABLE tally (commits INTEGER NOT NULL) STRICT");
        database.execute("INSERT INTO tally VALUES (0)");
        database.execute("PRAGMA user_version = " + VERSION);
    }

    private static int pragma(Database database, String name) throws SQLException {
        return (int) database.number("PRAGMA " + name);
    }
}
