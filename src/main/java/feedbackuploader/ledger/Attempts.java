package feedbackuploader.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to requests after which a row was not done yet: put back to be sent again, or left open. What became of
 * it in the end stands with the row. Of very many only the first are kept. A row is known by what it is, so that they stay
 * with it wherever it moves.
 */
final class Attempts {

    /** About 60 MB of them. */
    private static final long MOST = 500_000;

    private static final String NAME = "attempt";

    private Attempts() {}

    /** Makes their table in a ledger of a program that did not know it. */
    static void prepare(Database database) throws SQLException, LedgerException {
        if (!isIn(database)) {
            database.inTransaction(() -> {
                database.execute(
                        "CREATE TABLE IF NOT EXISTS attempt (digest BLOB NOT NULL, occurrence INTEGER NOT NULL,"
                                + " number INTEGER NOT NULL, at INTEGER, http_status INTEGER, reason TEXT NOT NULL,"
                                + " PRIMARY KEY (digest, occurrence, number)) STRICT, WITHOUT ROWID");
                return true;
            });
        }
    }

    private static boolean isIn(Database database) throws SQLException {
        return database.has("sqlite_schema WHERE name = '" + NAME + "'");
    }

    /** How many there are. */
    static long count(Database database) throws SQLException {
        return database.number("SELECT count(*) FROM attempt");
    }

    /**
     * Notes the same answer to the requests of some rows, inside the transaction that says so of the rows.
     *
     * @param ids the keys of this
     * @param known how many there are
     * @return how many were noted
     */
    static int note(
            Database database,
            long known,
            ObjectNode ids,
            @Nullable Long at,
            @Nullable Integer httpStatus,
            @Nullable String reason)
            throws SQLException {
        return known >= MOST
                ? 0
                : database.update(
                        "INSERT OR IGNORE INTO attempt SELECT digest, occurrence, attempts, ?, ?, ?"
                                + " FROM json_each(?) AS answered JOIN feedback ON feedback.id = CAST(answered.key AS INTEGER)"
                                + " WHERE digest IS NOT NULL",
                        at,
                        httpStatus,
                        reason == null ? "" : reason,
                        ids.toString());
    }

    /** Those of the piece {@code id}, in their order. */
    static List<EarlierAttempt> of(Database database, long id) throws SQLException {
        return isIn(database)
                ? database.list(
                        "SELECT number, at, attempt.http_status, attempt.reason FROM feedback JOIN attempt"
                                + " USING (digest, occurrence) WHERE feedback.id = ? ORDER BY number",
                        row -> {
                            int status = row.getInt(3);
                            return new EarlierAttempt(
                                    row.getInt(1),
                                    Columns.instant(row, 2),
                                    status == 0 ? null : status,
                                    row.getString(4));
                        },
                        id)
                : List.of();
    }
}
