package feedbackuploader.ledger;

import feedbackuploader.ledger.SentBefore.OtherTarget;
import feedbackuploader.ledger.SentBefore.Source;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Compares a plan with what is remembered: both sorted by subject and digest, so that millions of rows are compared page
 * by page. Pieces that are the same are counted: of three in a file, two of which were sent before, two are known.
 */
final class Recall {

    /** A source of known pieces. */
    record Met(long id, String ledger, String input, Path folder, long at, boolean isOpen, long pieces, long inDoubt) {}

    private static final String SENT_BEFORE =
            "reason = CASE changed WHEN 0 THEN 'Sent before' ELSE 'Sent before with another value or text' END"
                    + " || ', from ' || input || CASE WHEN is_in_doubt"
                    + " THEN ', and it is unknown whether the server has it.' ELSE '.' END ";

    private static final String SKIPPED =
            "state = 'skipped', elsewhere = 1, doubt = max(doubt, is_in_doubt), " + SENT_BEFORE;

    private static final String LEFT_FOR_NOW = SENT_BEFORE + "|| ' This run did not send it.'";

    private final Database database;
    private final Deployments deployments;
    private final String ledger;
    private long generation;
    private long seenChange = -1;
    private long otherWords;
    private long changed;
    private List<OtherTarget> otherTargets = List.of();

    Recall(Database database, Deployments deployments, String ledger) {
        this.database = database;
        this.deployments = deployments;
        this.ledger = ledger;
    }

    /** Of the plan that was looked up last. */
    long generation() {
        return generation;
    }

    boolean isOutdated() throws SQLException {
        return database.number("SELECT number FROM memory.change") != seenChange;
    }

    /** @param own the number of this ledger's own source, 0 when it has none; it does not count, nor do those named */
    List<Met> look(long itsGeneration, String target, long own, Set<String> but) throws SQLException {
        generation = itsGeneration;
        seenChange = database.number("SELECT number FROM memory.change");
        otherWords = 0;
        changed = 0;
        otherTargets = List.of();
        Schema.index(database);
        collectWanted();
        database.execute("DROP TABLE IF EXISTS temp.known");
        database.execute(
                "CREATE TEMP TABLE known (subject INTEGER, digest BLOB, id INTEGER, wanted INTEGER,"
                        + " sent INTEGER, source INTEGER, others INTEGER, other INTEGER, changed INTEGER NOT NULL DEFAULT 0, doubt INTEGER NOT NULL DEFAULT 0, doubted INTEGER, PRIMARY KEY (subject, digest)) WITHOUT ROWID");
        database.execute("CREATE TEMP TABLE IF NOT EXISTS rated_anew (id INTEGER PRIMARY KEY)");
        database.execute("DELETE FROM temp.rated_anew");
        if (database.number("SELECT EXISTS (SELECT 1 FROM memory.sent)") == 0) {
            return List.of();
        }
        long deployment = deployments.known(target);
        collectUncounted(own, but);
        collectKnown(deployment);
        collectRatedAnew();
        fixes(deployment).collectChanged(but);
        FixedHere.collect(database, generation, deployment);
        changed = database.number("SELECT sum(changed) FROM temp.known");
        otherWords = countOtherWords(deployment);
        otherTargets = findOtherTargets();
        return findSources();
    }

    private FixesOfCopies fixes(long deployment) {
        return new FixesOfCopies(database, ledger, generation, deployment);
    }

    /** Of completions with the same text, one whose ratings are all known was sent before one with a new rating. */
    private void collectRatedAnew() throws SQLException {
        database.update("""
                INSERT OR IGNORE INTO temp.rated_anew
                SELECT f.id FROM temp.known AS k JOIN feedback AS f ON f.digest = k.digest AND f.generation = ?1
                  JOIN link ON link.creation = f.id JOIN feedback AS rating ON rating.id = link.id
                WHERE k.wanted > 1 AND f.kind = 'interaction' AND NOT EXISTS (SELECT 1 FROM memory.sent AS s
                  WHERE s.subject = rating.subject AND s.digest = rating.digest)""", generation);
    }

    private void collectWanted() throws SQLException {
        database.execute("DROP TABLE IF EXISTS temp.wanted");
        database.execute("CREATE TEMP TABLE wanted (subject INTEGER, digest BLOB, n INTEGER, id INTEGER,"
                + " PRIMARY KEY (subject, digest)) WITHOUT ROWID");
        database.update(
                "INSERT INTO temp.wanted SELECT subject, digest, count(*), min(id) FROM feedback"
                        + " WHERE generation = ? AND (state = 'planned' OR state = 'waiting') AND subject IS NOT NULL GROUP BY subject, digest",
                generation);
    }

    private void collectUncounted(long own, Set<String> but) throws SQLException {
        database.execute("DROP TABLE IF EXISTS temp.uncounted");
        database.execute("CREATE TEMP TABLE uncounted (id INTEGER PRIMARY KEY)");
        database.update("INSERT INTO temp.uncounted VALUES (?)", own);
        for (String ledger : but) {
            database.update(
                    "INSERT OR IGNORE INTO temp.uncounted SELECT id FROM memory.source WHERE ledger = ?", ledger);
        }
    }

    /** A piece that already caused a row to be skipped must not cause a second row to be skipped. */
    private void collectKnown(long deployment) throws SQLException {
        database.update("""
                INSERT INTO temp.known (subject, digest, id, wanted, sent, source, doubt, doubted, others, other)
                SELECT w.subject, w.digest, w.id, w.n,
                  coalesce(sum(s.count) FILTER (WHERE f.deployment = ?1), 0),
                  min(s.source) FILTER (WHERE f.deployment = ?1),
                  coalesce(sum(%1$s) FILTER (WHERE f.deployment = ?1), 0),
                  min(s.source) FILTER (WHERE f.deployment = ?1 AND %1$s > 0),
                  coalesce(sum(s.count) FILTER (WHERE f.deployment <> ?1), 0),
                  min(f.deployment) FILTER (WHERE f.deployment <> ?1)
                FROM temp.wanted AS w
                  CROSS JOIN memory.sent AS s ON s.subject = w.subject AND s.digest = w.digest
                  CROSS JOIN memory.source AS f ON f.id = s.source
                WHERE s.source NOT IN (SELECT id FROM temp.uncounted)
                GROUP BY w.subject, w.digest""".formatted(Doubts.OF_SENT), deployment);
        if (database.number("SELECT EXISTS (SELECT 1 FROM feedback WHERE elsewhere = 1 AND generation = ?)", generation)
                == 1) {
            database.update(
                    "UPDATE temp.known SET sent = max(0, sent - (SELECT count(*) FROM feedback"
                            + " WHERE feedback.digest = known.digest AND generation = ? AND elsewhere = 1))",
                    generation);
        }
        fixes(deployment).leaveOut();
        database.execute("UPDATE temp.known SET doubt = max(0, min(sent, wanted) - max(0, sent - doubt)),"
                + " sent = min(sent, wanted)");
        database.execute("UPDATE temp.known SET source = doubted WHERE doubt > 0");
    }

    /** Not row by row: a subject of which there are many rows would be gone through for each of them. */
    private long countOtherWords(long deployment) throws SQLException {
        database.execute("DROP TABLE IF EXISTS temp.gone");
        database.execute("CREATE TEMP TABLE gone (subject INTEGER, n INTEGER)");
        database.update("""
                INSERT INTO temp.gone SELECT s.subject, sum(s.count)
                FROM (SELECT DISTINCT subject FROM temp.wanted) AS w
                  CROSS JOIN memory.sent AS s ON s.subject = w.subject
                  CROSS JOIN memory.source AS f ON f.id = s.source
                WHERE f.deployment = ?1 AND NOT EXISTS (
                  SELECT 1 FROM temp.wanted AS w WHERE w.subject = s.subject AND w.digest = s.digest)
                AND NOT EXISTS (
                  SELECT 1 FROM feedback WHERE feedback.digest = s.digest AND feedback.generation = ?2)
                GROUP BY s.subject""", deployment, generation);
        return database.number("""
                SELECT sum(min(n, (SELECT sum(n) FROM temp.wanted WHERE wanted.subject = gone.subject)
                  - (SELECT coalesce(sum(sent), 0) FROM temp.known WHERE known.subject = gone.subject)))
                FROM temp.gone""");
    }

    private List<OtherTarget> findOtherTargets() throws SQLException {
        return database.list("""
                SELECT (SELECT max(target) FROM memory.name WHERE deployment = other), sum(min(others, wanted))
                FROM temp.known WHERE sent = 0 AND others > 0 GROUP BY other ORDER BY 2 DESC""", found -> new OtherTarget(String.valueOf(found.getString(1)), found.getLong(2)));
    }

    private List<Met> findSources() throws SQLException {
        List<Met> sources = database.list(
                """
                SELECT f.id, f.ledger, f.input, f.folder, f.at, f.open, sum(k.sent), sum(k.doubt)
                FROM temp.known AS k JOIN memory.source AS f ON f.id = k.source
                WHERE k.sent > 0 GROUP BY f.id ORDER BY 7 DESC, 1""",
                found -> new Met(
                        found.getLong(1),
                        String.valueOf(found.getString(2)),
                        String.valueOf(found.getString(3)),
                        Path.of(String.valueOf(found.getString(4))),
                        found.getLong(5),
                        found.getLong(6) == 1,
                        found.getLong(7),
                        found.getLong(8)));
        database.execute("DROP TABLE IF EXISTS temp.origin");
        database.execute("CREATE TEMP TABLE origin (source INTEGER PRIMARY KEY, input TEXT)");
        for (Met one : sources) {
            database.update("INSERT INTO temp.origin VALUES (?, ?)", one.id(), one.input());
        }
        return sources;
    }

    SentBefore sentBefore(List<Source> sources) {
        long pieces = sources.stream().mapToLong(Source::pieces).sum();
        return new SentBefore(pieces, changed, sources, otherWords, otherTargets);
    }

    /** What is not changed since it was sent. */
    long skipSame() throws LedgerException {
        return database.inTransaction(() -> {
            database.execute(
                    "UPDATE temp.known SET doubt = min(doubt, sent - changed), sent = sent - changed, changed = 0");
            return update(SKIPPED);
        });
    }

    long skip() throws LedgerException {
        return database.inTransaction(() -> {
            long skipped = update(SKIPPED);
            database.execute("UPDATE temp.wanted SET n = n - known.sent FROM temp.known"
                    + " WHERE known.subject = wanted.subject AND known.digest = wanted.digest");
            return skipped;
        });
    }

    /** Nobody has decided yet what becomes of them. */
    void leaveForNow() throws LedgerException {
        database.inTransaction(() -> update(LEFT_FOR_NOW));
    }

    /** Of pieces that are the same, the first. */
    private long update(String columns) throws SQLException {
        return (long) database.update("UPDATE feedback SET " + columns + """
                    FROM (SELECT k.id AS known_id, o.input, k.changed, k.doubt > 0 AS is_in_doubt FROM temp.known AS k JOIN temp.origin AS o USING (source)
                          WHERE k.sent = 1 AND k.wanted = 1) WHERE feedback.id = known_id""")
                + database.update("UPDATE feedback SET " + columns + """
                    FROM (SELECT *, n > sent - doubts AS is_in_doubt FROM (
                          SELECT f.id AS known_id, k.sent, k.doubt AS doubts, o.input, k.changed,
                            row_number() OVER (PARTITION BY f.digest ORDER BY f.id IN (SELECT id FROM temp.rated_anew), f.id) AS n
                          FROM temp.known AS k JOIN temp.origin AS o USING (source)
                            CROSS JOIN feedback AS f
                              ON f.digest = k.digest AND f.generation = ?1 AND (f.state = 'planned' OR f.state = 'waiting')
                          WHERE k.sent > 0 AND k.wanted > 1))
                    WHERE feedback.id = known_id AND n <= sent""", generation);
    }
}
