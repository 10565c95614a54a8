package feedbackuploader.ledger;

import feedbackuploader.server.InteractionBodies;
import java.sql.SQLException;

/**
 * Which of several completions with equal texts is that of which row, where each row creates one: the one that has the
 * row's ratings, else one that says the same (dates, labels, user), wherever the row stands now.
 */
final class EqualTexts {

    /** Rows of the new plan beside completions of earlier ones that have one of their ratings. */
    private static final String RATED_EARLIER = """
            FROM temp.created AS c JOIN feedback AS f ON f.id = c.id
              JOIN temp.awaited AS a ON a.row = c.row AND a.placeholder = c.placeholder
              JOIN feedback AS rating ON rating.id = a.id
              JOIN feedback AS earlier ON earlier.digest = rating.digest AND earlier.occurrence = rating.occurrence
                AND earlier.generation < ?1
              JOIN link ON link.id = earlier.id
              JOIN feedback AS creation ON creation.id = link.creation AND creation.digest = f.digest
                AND creation.generation < ?1
            WHERE NOT c.is_there AND f.digest IN (SELECT digest FROM temp.equal_text)""";

    /** All that an interaction says but its ratings and the program's own label, {@code json} being its body. */
    private static final String SAID = "json_remove(json, '$.feedbacks', '$.labels')"
            + " || coalesce(nullif(json_remove(json -> '$.labels', '$." + InteractionBodies.LABEL + "'), '{}'), '')";

    private final Database database;
    private final long generation;

    EqualTexts(Database database, long generation) {
        this.database = database;
        this.generation = generation;
    }

    /** Gives each row the number that its completion had. */
    void number() throws SQLException {
        collect();
        if (!database.has("temp.equal_text")) {
            return;
        }
        database.execute("CREATE INDEX temp.awaited_by_row ON awaited (row)");
        database.update(
                "INSERT OR IGNORE INTO temp.kept SELECT f.id, f.digest, min(creation.occurrence) " + RATED_EARLIER
                        + " GROUP BY f.id ORDER BY f.id",
                generation);
        keepWhatSaysTheSame();
        database.update("""
                UPDATE feedback SET occurrence = free.occurrence
                FROM (SELECT digest, occurrence, row_number() OVER (PARTITION BY digest ORDER BY occurrence) AS n
                      FROM temp.equal_text AS text WHERE NOT EXISTS (SELECT 1 FROM temp.kept
                        WHERE kept.digest = text.digest AND kept.occurrence = text.occurrence)) AS free
                  JOIN (SELECT id, digest, row_number() OVER (PARTITION BY digest ORDER BY id) AS n
                        FROM temp.equal_text WHERE id NOT IN (SELECT id FROM temp.kept)) AS rest
                    ON rest.digest = free.digest AND rest.n = free.n
                WHERE feedback.id = rest.id""");
        database.update("UPDATE feedback SET occurrence = kept.occurrence FROM temp.kept WHERE feedback.id = kept.id");
    }

    /** Recorded ones of which the new plan says something else. */
    long saidOtherwise() throws SQLException {
        return database.number("""
                SELECT count(*) FROM temp.created AS c JOIN feedback AS fresh ON fresh.id = c.id
                  JOIN feedback AS earlier ON earlier.digest = fresh.digest AND earlier.occurrence = fresh.occurrence
                    AND earlier.generation < ?1
                WHERE fresh.state = 'recorded' AND (SELECT %1$s FROM body WHERE body.id = fresh.id)
                  <> (SELECT %1$s FROM body WHERE body.id = earlier.id)""".formatted(SAID), generation);
    }

    private void keepWhatSaysTheSame() throws SQLException {
        database.update("""
                INSERT OR IGNORE INTO temp.kept
                SELECT fresh.id, fresh.digest, earlier.occurrence
                FROM (SELECT text.id, text.digest, said, row_number() OVER (PARTITION BY text.digest, said ORDER BY text.id) AS n
                      FROM (SELECT id, digest, (SELECT %1$s FROM body WHERE body.id = t.id) AS said
                            FROM temp.equal_text AS t WHERE id NOT IN (SELECT id FROM temp.kept)) AS text) AS fresh
                  JOIN (SELECT digest, occurrence, said, row_number() OVER (PARTITION BY digest, said ORDER BY occurrence) AS n
                        FROM (SELECT f.digest, f.occurrence, (SELECT %1$s FROM body WHERE body.id = f.id) AS said
                              FROM feedback AS f WHERE generation < ?1 AND digest IN (SELECT digest FROM temp.equal_text)
                                AND NOT EXISTS (SELECT 1 FROM temp.kept
                                  WHERE kept.digest = f.digest AND kept.occurrence = f.occurrence))) AS earlier
                    ON earlier.digest = fresh.digest AND earlier.said = fresh.said AND earlier.n = fresh.n""".formatted(SAID), generation);
    }

    /** The interactions of texts of which there are several in this plan, or were. */
    private void collect() throws SQLException {
        database.execute("DROP TABLE IF EXISTS temp.equal_text");
        database.execute("DROP TABLE IF EXISTS temp.kept");
        database.execute("CREATE TEMP TABLE equal_text (id INTEGER PRIMARY KEY, digest BLOB, occurrence INTEGER)");
        database.execute("CREATE TEMP TABLE kept (id INTEGER PRIMARY KEY, digest BLOB, occurrence INTEGER,"
                + " UNIQUE (digest, occurrence))");
        database.update("""
                INSERT INTO temp.equal_text
                SELECT f.id, f.digest, f.occurrence FROM temp.created AS c JOIN feedback AS f ON f.id = c.id
                WHERE NOT c.is_there AND EXISTS (SELECT 1 FROM feedback AS other
                  WHERE other.digest = f.digest AND other.occurrence > 1)""");
    }

    /**
     * A row whose ratings another row's completion has, since they were one completion when they were sent, creates none.
     * To be called while no transition is refused, once every piece has its state of earlier plans.
     */
    void leaveShared() throws SQLException {
        if (!database.has("temp.equal_text")) {
            return;
        }
        database.update("""
                UPDATE feedback SET state = 'skipped', upload_id = shared.upload_id,
                  reason = 'its ratings were sent with another row of the same text'
                FROM (SELECT f.id AS fresh_id, min(creation.upload_id) AS upload_id %s
                        AND creation.upload_id IS NOT NULL GROUP BY f.id) AS shared
                WHERE feedback.id = shared.fresh_id AND feedback.state IN ('planned', 'rejected')""".formatted(RATED_EARLIER), generation);
    }
}
