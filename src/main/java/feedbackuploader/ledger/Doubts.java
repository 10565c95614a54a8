package feedbackuploader.ledger;

import java.sql.SQLException;

/**
 * What an ended run sent and could not settle: the memory's table {@code doubt}, beside what {@code sent} has of it. Of a
 * run that has not ended, everything is in doubt.
 */
final class Doubts {

    /** What the server may have, among what is noted as sent. */
    private static final String IN_DOUBT =
            "(state IN ('sending', 'ambiguous', 'unknown') OR doubt > 0)" + " AND state NOT IN ('recorded', 'skipped')";

    /** How much of {@code s}, what {@code f} sent, is in doubt. */
    static final String OF_SENT = "CASE f.open WHEN 1 THEN s.count ELSE coalesce((SELECT d.n FROM memory.doubt AS d"
            + " WHERE d.source = s.source AND d.subject = s.subject AND d.digest = s.digest), 0) END";

    /** Whether {@code x}, a line of {@code fix}, is in doubt. */
    static final String OF_FIX = "(SELECT open FROM memory.source WHERE id = x.source) = 1 OR EXISTS (SELECT 1"
            + " FROM memory.doubt AS d WHERE d.source = x.source AND d.subject = x.subject AND d.digest = x.digest)";

    private Doubts() {}

    /** Into {@code temp.doubtful}, from the ledger {@code from}. */
    static void collect(Database from, Database into) throws SQLException {
        into.execute("DROP TABLE IF EXISTS temp.doubtful");
        into.execute("CREATE TEMP TABLE doubtful (subject INTEGER, digest BLOB, n INTEGER)");
        from.each(
                "SELECT subject, digest, count(*) FROM feedback WHERE subject IS NOT NULL AND " + IN_DOUBT
                        + " GROUP BY subject, digest",
                piece -> into.update(
                        "INSERT INTO temp.doubtful VALUES (?, ?, ?)",
                        piece.getLong(1),
                        piece.getBytes(2),
                        piece.getLong(3)));
    }

    /** Replaces the entries of {@code source}. */
    static void note(Database database, long source) throws SQLException {
        database.update("DELETE FROM memory.doubt WHERE source = ?", source);
        database.update("INSERT INTO memory.doubt SELECT subject, digest, ?, n FROM temp.doubtful", source);
    }
}
