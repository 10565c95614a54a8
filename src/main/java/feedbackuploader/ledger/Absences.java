package feedbackuploader.ledger;

import java.sql.SQLException;

/** Pieces of feedback that a ledger noted in the memory and that the server does not have. */
final class Absences {

    /** What the server has, or may have. */
    static final String REACHED =
            "(state IN ('recorded', 'sending', 'ambiguous', 'unknown') OR doubt > 0 OR elsewhere = 3)";

    /** What is left out on account of others was not noted, or was released. */
    private static final String NOTED = "feedback WHERE subject IS NOT NULL AND elsewhere IN (0, 3)";

    private Absences() {}

    /** Into {@code temp.absent}, from the ledger {@code from}: with how many of the same are there. */
    static void collect(Database from, Database into) throws SQLException {
        make(into);
        if (from.has(NOTED + " AND NOT " + REACHED)) {
            from.each(
                    "SELECT subject, digest, sum(" + REACHED + ") FROM " + NOTED
                            + " GROUP BY subject, digest HAVING sum(" + REACHED + ") < count(*)",
                    piece -> into.update(
                            "INSERT INTO temp.absent VALUES (?, ?, ?)",
                            piece.getLong(1),
                            piece.getBytes(2),
                            piece.getLong(3)));
        }
    }

    static void make(Database into) throws SQLException {
        into.execute("DROP TABLE IF EXISTS temp.absent");
        into.execute("CREATE TEMP TABLE absent (subject INTEGER, digest BLOB, n INTEGER)");
    }
}
