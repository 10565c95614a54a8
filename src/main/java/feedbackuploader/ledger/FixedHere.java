package feedbackuploader.ledger;

import java.sql.SQLException;

/**
 * Rows that failed, then disappeared from the file while new feedback appeared: the new feedback is probably the fixed
 * row. If a copy fixes the same row differently, the user is asked first.
 *
 * <p>A row is known by its content as it failed. The ledger keeps how many rows of each origin are gone, and under the
 * origin {@code ''} what came. The memory's table {@code fix} has the same under the ledger's own source: a line for
 * each origin, its number in {@code row}, and, under {@code LEDGER:}, one for each such piece that the server has or
 * may have.
 */
final class FixedHere {

    private FixedHere() {}

    /** Before what the plan before held is forgotten. */
    static void compare(Database database, long generation) throws SQLException, LedgerException {
        database.execute("CREATE TABLE IF NOT EXISTS fixed_here (original TEXT NOT NULL, digest BLOB NOT NULL,"
                + " n INTEGER NOT NULL, PRIMARY KEY (original, digest)) STRICT, WITHOUT ROWID");
        String own = new About(database).id() + ':';
        count(database, own, generation, "n", "(SELECT max(generation) FROM plan)");
        count(database, own, generation, "-n", "?2");
        database.execute("DELETE FROM fixed_here WHERE n <= 0");
        database.update("""
                INSERT OR IGNORE INTO fixed_here
                SELECT '', digest, 1 FROM feedback AS fresh
                WHERE generation = ?1 AND state = 'planned' AND digest IS NOT NULL
                  AND EXISTS (SELECT 1 FROM fixed_here)
                  AND NOT EXISTS (SELECT 1 FROM feedback AS earlier
                    WHERE earlier.digest = fresh.digest AND earlier.generation < ?1)""", generation);
    }

    private static void count(Database database, String own, long generation, String rows, String plan)
            throws SQLException {
        database.update("""
                INSERT INTO fixed_here
                SELECT origin, x'', %s FROM (
                  SELECT substr(original, 1, instr(original || ' ', ' ') - 1) AS origin, count(DISTINCT row) AS n
                  FROM feedback WHERE generation = %s AND original >= ?1 AND original < ?1 || 'g' AND ?2 > 0 GROUP BY origin)
                WHERE true ON CONFLICT DO UPDATE SET n = n + excluded.n""".formatted(rows, plan), own, generation);
    }

    /** @param source the ledger's own, whose earlier lines are gone */
    static void note(Database database, String ledger, long source, String maybe, String there) throws SQLException {
        if (database.number("SELECT count(*) FROM main.sqlite_schema WHERE name = 'fixed_here'") == 0) {
            return;
        }
        database.update("""
                INSERT INTO memory.fix SELECT original, ?, n, 0, x'', 1 FROM fixed_here WHERE original <> ''""", source);
        database.update("""
                INSERT OR IGNORE INTO memory.fix
                SELECT ?1 || ':', ?2, f.row, f.subject, f.digest, CASE WHEN %s THEN 2 ELSE 1 END
                FROM fixed_here AS came CROSS JOIN feedback AS f ON f.digest = came.digest
                WHERE came.original = '' AND f.subject IS NOT NULL AND (%s OR %s)""".formatted(maybe, maybe, there), ledger, source);
    }

    /**
     * Adds to {@code temp.known} what is planned for rows of another upload that were fixed in its own file in another way.
     * What may be one of them is taken for it, unless it is in this plan, too.
     */
    static void collect(Database database, long generation, long deployment) throws SQLException {
        database.execute("DROP TABLE IF EXISTS temp.gone_there");
        database.execute(
                "CREATE TEMP TABLE gone_there (subject INTEGER, digest BLOB, source INTEGER, ledger TEXT, n INTEGER)");
        if (database.update("""
                INSERT INTO temp.gone_there
                SELECT subject, digest, source, ledger, sum(n) FROM (
                  SELECT DISTINCT f.subject, f.digest, x.source, s.ledger, x.original, x.row AS n
                  FROM feedback AS f JOIN json_each('["' || replace(f.original, ' ', '","') || '"]') AS o
                    CROSS JOIN memory.fix AS x ON x.original = o.value
                    CROSS JOIN memory.source AS s ON s.id = x.source
                  WHERE f.generation = ?1 AND f.state = 'planned' AND f.original IS NOT NULL AND s.deployment = ?2
                    AND x.digest = x'' AND x.original >= s.ledger || ':' AND x.original < s.ledger || ';')
                GROUP BY subject, digest, source""", generation, deployment) == 0) {
            return;
        }
        database.execute("DROP TABLE IF EXISTS temp.came_there");
        database.execute("CREATE TEMP TABLE came_there (subject INTEGER, source INTEGER, n INTEGER, doubt INTEGER,"
                + " PRIMARY KEY (subject, source)) WITHOUT ROWID");
        database.update("""
                INSERT INTO temp.came_there
                SELECT x.subject, x.source, count(*), sum(%s)
                FROM (SELECT DISTINCT ledger, source FROM temp.gone_there) AS g
                  CROSS JOIN memory.fix AS x ON x.original = g.ledger || ':' AND x.source = g.source
                WHERE NOT EXISTS (SELECT 1 FROM feedback WHERE feedback.digest = x.digest AND feedback.generation = ?)
                GROUP BY x.subject, x.source""".formatted(Doubts.OF_FIX), generation);
        database.execute("""
                INSERT INTO temp.known (subject, digest, id, wanted, sent, source, others, changed, doubt)
                SELECT w.subject, w.digest, w.id, w.n, min(w.n, sum(min(g.n, c.n))), min(g.source), 0,
                  min(w.n, sum(min(g.n, c.n))), min(w.n, sum(min(g.n, c.doubt)))
                FROM temp.wanted AS w JOIN temp.gone_there AS g ON g.subject = w.subject AND g.digest = w.digest
                  JOIN temp.came_there AS c ON c.subject = g.subject AND c.source = g.source
                WHERE true GROUP BY w.subject, w.digest
                ON CONFLICT (subject, digest) DO UPDATE SET
                  changed = min(wanted, changed + min(excluded.changed, wanted - sent)),
                  doubt = min(wanted, doubt + min(excluded.doubt, wanted - sent)),
                  sent = min(wanted, sent + excluded.changed), source = coalesce(source, excluded.source)""");
    }
}
