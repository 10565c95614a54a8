package feedbackuploader.ledger;

import java.sql.SQLException;
import java.util.Set;

/**
 * What copies of a ledger's rows sent to a deployment after their rows were fixed there, against {@code temp.wanted} and
 * {@code temp.known} of a plan.
 *
 * @param ledger whose rows they are
 * @param generation of its plan
 */
record FixesOfCopies(Database database, String ledger, long generation, long deployment) {

    /** Feedback that a copy sent for a skipped row must not cover another row. */
    void leaveOut() throws SQLException {
        database.execute("DROP TABLE IF EXISTS temp.accounted");
        database.execute("CREATE TEMP TABLE accounted (subject INTEGER, digest BLOB, n INTEGER, doubt INTEGER,"
                + " PRIMARY KEY (subject, digest)) WITHOUT ROWID");
        database.update("""
                INSERT INTO temp.accounted
                SELECT x.subject, x.digest, count(*), sum(%s)
                FROM (SELECT original, row, max(state = 'skipped' AND elsewhere IN (0, 4, 5)) AS is_skipped,
                        row_number() OVER (PARTITION BY original ORDER BY row) AS n
                      FROM feedback WHERE generation = ?1 AND original >= ?2 || ':' AND original < ?2 || ';'
                      GROUP BY original, row) AS here
                  JOIN (SELECT fix.*, dense_rank() OVER (PARTITION BY original ORDER BY standing, source, row) AS n
                        FROM memory.fix JOIN memory.source AS f ON f.id = fix.source
                        WHERE original >= ?2 || ':' AND original < ?2 || ';' AND standing <> 0 AND f.deployment = ?3
                          AND f.ledger <> ?2) AS x
                    ON x.original = here.original AND x.n = here.n
                WHERE here.is_skipped AND NOT EXISTS (SELECT 1 FROM feedback AS own
                  WHERE own.digest = x.digest AND own.generation = ?1 AND own.row = here.row)
                GROUP BY x.subject, x.digest""".formatted(Doubts.OF_FIX), generation, ledger, deployment);
        database.execute("UPDATE temp.known SET sent = max(0, sent - n), doubt = max(0, known.doubt - accounted.doubt)"
                + " FROM temp.accounted WHERE accounted.subject = known.subject AND accounted.digest = known.digest");
    }

    /**
     * Finds feedback that a copy recorded for rows of this ledger, when the rows were fixed differently in this file.
     * Planned feedback on the same subject counts as already sent. Also done for ledgers whose report is the input.
     */
    void collectChanged(Set<String> but) throws SQLException {
        database.execute("DROP TABLE IF EXISTS temp.fixed");
        database.execute(
                "CREATE TEMP TABLE fixed (original TEXT, subject INTEGER, digest BLOB, source INTEGER, n INTEGER)");
        int fixed = collectFixed(ledger);
        for (String asked : but) {
            fixed += collectFixed(asked);
        }
        if (fixed == 0) {
            return;
        }
        database.execute("DROP TABLE IF EXISTS temp.unchanged");
        database.execute("CREATE TEMP TABLE unchanged (original TEXT PRIMARY KEY, n INTEGER)");
        database.update("""
                INSERT INTO temp.unchanged SELECT o.value, count(DISTINCT row)
                FROM (SELECT original, row, max(state = 'planned') AS is_any_planned FROM feedback
                      WHERE generation = ? AND original IS NOT NULL GROUP BY original, row) AS here
                  JOIN json_each('["' || replace(here.original, ' ', '","') || '"]') AS o
                WHERE NOT is_any_planned OR o.value LIKE ? || ':%' GROUP BY o.value""", generation, ledger);
        database.update("""
                DELETE FROM temp.fixed WHERE n <= (SELECT coalesce(max(n), 0) FROM temp.unchanged
                    WHERE unchanged.original = fixed.original)
                  OR EXISTS (SELECT 1 FROM feedback WHERE feedback.digest = fixed.digest AND generation = ?)""", generation);
        database.execute("""
                INSERT INTO temp.known (subject, digest, id, wanted, sent, source, others, changed, doubt)
                SELECT w.subject, w.digest, w.id, w.n, min(w.n, count(*)), min(x.source), 0, min(w.n, count(*)),
                  min(w.n, sum(%s))
                FROM temp.wanted AS w JOIN temp.fixed AS x ON x.subject = w.subject
                WHERE true GROUP BY w.subject, w.digest
                ON CONFLICT (subject, digest) DO UPDATE SET
                  changed = min(excluded.changed, wanted - sent), sent = min(wanted, sent + excluded.changed),
                  doubt = min(wanted, doubt + min(excluded.doubt, wanted - sent)),
                  source = coalesce(source, excluded.source)""".formatted(Doubts.OF_FIX));
    }

    /** Ignores entries that also exist under this ledger. */
    private int collectFixed(String id) throws SQLException {
        return database.update("""
                INSERT INTO temp.fixed
                SELECT x.original, x.subject, x.digest, x.source,
                  dense_rank() OVER (PARTITION BY x.original ORDER BY x.standing = 0, x.source, x.row)
                FROM memory.fix AS x CROSS JOIN memory.source AS f ON f.id = x.source
                WHERE x.original >= ?1 || ':' AND x.original < ?1 || ';' AND f.deployment = ?2
                  AND x.source NOT IN (SELECT id FROM temp.uncounted)
                  AND (?1 = ?3 OR NOT EXISTS (SELECT 1 FROM temp.fixed AS own
                    WHERE own.digest = x.digest AND own.source = x.source))""", id, deployment, ledger);
    }
}
