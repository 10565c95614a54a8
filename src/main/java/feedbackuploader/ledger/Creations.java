package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.server.InteractionBodies;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the pieces of a finished plan depend on the completions that it creates: which rating travels in an interaction's
 * request, which waits for its id, and which need not wait any more.
 */
final class Creations {

    /** Interactions whose bodies are in memory at a time. */
    private static final int A_BATCH = 200;

    private static final String OF_THIS_PLAN = "generation = ?1 AND awaits = 1";

    /** Of a completion that this upload created, or an earlier one whose report or ledger tells its id. */
    static final String HAS_ID =
            "(creation.state = 'recorded' OR (creation.state = 'skipped' AND creation.upload_id IS NOT NULL))";

    private static final String NAMELESS =
            "Not sent: another upload created its completion, or may have, and its id is not known here. Run that upload"
                    + " again and add the value to its results: they have the id.";

    private final Database database;
    private final long generation;
    private final SameText sameText;
    private final @Nullable String ledger;
    private final EqualTexts equalTexts;
    private long undated;
    private long saidOtherwise;

    /** @param ledger the id of this ledger, which labels are made of; null for no labels */
    Creations(Database database, long generation, SameText sameText, @Nullable String ledger) {
        this.database = database;
        this.generation = generation;
        this.sameText = sameText;
        this.ledger = ledger;
        this.equalTexts = new EqualTexts(database, generation);
    }

    /** Interactions whose text is that of an earlier one of the file. */
    long sameTexts() throws SQLException {
        return database.number("SELECT count(*) - count(DISTINCT placeholder) FROM temp.created WHERE NOT is_there");
    }

    /** Number of ratings that lose their date, once the plan is {@link #settle}d. */
    long undated() {
        return undated;
    }

    /** Number of created completions of which the input says something else now, once the plan is {@link #settle}d. */
    long saidOtherwise() {
        return saidOtherwise;
    }

    /** Once all pieces of the plan are numbered. */
    void numberEqualTexts() throws SQLException {
        if (sameText == SameText.EACH) {
            equalTexts.number();
        }
    }

    /** As {@link #settle}, and before it. */
    void leaveSharedTexts() throws SQLException {
        if (sameText == SameText.EACH) {
            equalTexts.leaveShared();
        }
    }

    /** To be called while no transition is refused, once every piece has its state of earlier plans. */
    void settle() throws SQLException {
        if (!database.has("temp.created") && !database.has("temp.awaited")) {
            return;
        }
        if (sameText == SameText.ONE) {
            skipSameTexts();
        }
        link();
        saidOtherwise = equalTexts.saidOtherwise();
        takeSentBodies();
        holdBack();
        carry();
        giveKnownIds();
        refuseNameless(database, generation);
        compose();
    }

    /** Of completions that are known since the plan was made. To be called while no transition is refused. */
    void giveKnownIds() throws SQLException {
        dropDates();
        fillIn();
        fillIn(); // the other side of a preference
        release();
    }

    private void skipSameTexts() throws SQLException {
        database.update("""
                UPDATE feedback SET state = 'skipped', reason = 'the same text as row ' || (
                  SELECT row FROM feedback AS first
                  WHERE first.digest = feedback.digest AND first.occurrence = 1 AND first.generation = ?1)
                WHERE generation = ?1 AND kind = 'interaction' AND occurrence > 1
                  AND state IN ('planned', 'rejected')""", generation);
    }

    private void link() throws SQLException {
        database.update("INSERT INTO link SELECT id, placeholder, creation FROM ("
                + "SELECT id, placeholder, (SELECT created.id FROM temp.created"
                + " WHERE created.placeholder = awaited.placeholder"
                + (sameText == SameText.EACH ? " AND created.row = awaited.row" : "")
                + " ORDER BY is_there AND created.row = awaited.row DESC, created.id LIMIT 1"
                + ") AS creation FROM temp.awaited) WHERE creation IS NOT NULL");
    }

    /** What is open can be found again only with the label and the ids that it was sent with. */
    private void takeSentBodies() throws SQLException {
        database.update("""
                UPDATE body SET json = sent.json
                FROM (SELECT fresh.id AS fresh_id, earlier_body.json
                      FROM feedback AS fresh JOIN feedback AS earlier ON earlier.digest = fresh.digest
                          AND earlier.occurrence = fresh.occurrence AND earlier.generation < ?1
                        JOIN body AS earlier_body ON earlier_body.id = earlier.id
                      WHERE fresh.generation = ?1 AND fresh.attempts > 0 AND (fresh.awaits = 1
                        OR fresh.kind = 'interaction' AND fresh.state IN ('sending', 'ambiguous', 'unknown'))) AS sent
                WHERE body.id = sent.fresh_id""", generation);
    }

    private void holdBack() throws SQLException {
        database.update(
                "UPDATE feedback SET state = 'waiting' WHERE " + OF_THIS_PLAN
                        + " AND state IN ('planned', 'rejected') AND " + lacksAnId("feedback"),
                generation);
    }

    /** @param piece the alias of what names completions */
    static String lacksAnId(String piece) {
        return "EXISTS (SELECT 1 FROM link JOIN main.feedback AS creation ON creation.id = link.creation"
                + " WHERE link.id = " + piece + ".id AND NOT " + HAS_ID + ")";
    }

    /** Not what names who rated, which has no place there; and with what may be on the server only what went with it. */
    private void carry() throws SQLException {
        database.update("""
                UPDATE feedback SET state = 'carried', reason = NULL,
                  carrier = (SELECT creation FROM link WHERE link.id = feedback.id)
                WHERE %s AND kind = 'metric' AND state = 'waiting'
                  AND (SELECT json ->> '$.user_id' FROM body WHERE body.id = feedback.id) IS NULL
                  AND EXISTS (SELECT 1 FROM link JOIN feedback AS creation ON creation.id = link.creation
                    WHERE link.id = feedback.id AND creation.elsewhere = 0 AND (creation.state IN ('planned', 'rejected')
                      OR (creation.state = 'skipped' AND creation.upload_id IS NULL)
                      OR (creation.state <> 'recorded' AND EXISTS (SELECT 1 FROM feedback AS earlier
                        WHERE earlier.digest = feedback.digest AND earlier.occurrence = feedback.occurrence
                          AND earlier.generation < ?1 AND earlier.state = 'carried'))))""".formatted(OF_THIS_PLAN), generation);
    }

    private void dropDates() throws SQLException {
        undated = database.update("""
                UPDATE body SET json = json_remove(json, '$.created_at')
                WHERE json ->> '$.created_at' IS NOT NULL AND id IN (
                  SELECT id FROM feedback WHERE %s AND kind = 'metric' AND state IN ('waiting', 'planned'))""".formatted(OF_THIS_PLAN), generation);
    }

    private void fillIn() throws SQLException {
        database.update("""
                UPDATE body SET json = replace(json, given.placeholder, given.upload_id)
                FROM (SELECT link.id AS link_id, placeholder, creation.upload_id
                      FROM link JOIN feedback AS creation ON creation.id = link.creation
                      WHERE creation.generation = ?1 AND %s) AS given
                WHERE body.id = given.link_id AND instr(json, given.placeholder) > 0""".formatted(HAS_ID), generation);
    }

    private void release() throws SQLException {
        database.update(
                "UPDATE feedback SET state = 'planned', reason = NULL WHERE " + OF_THIS_PLAN
                        + " AND state = 'waiting' AND id IN (SELECT id FROM link) AND NOT " + lacksAnId("feedback"),
                generation);
    }

    /** What names a completion that is created elsewhere under an id that nobody here knows would wait for ever. */
    static long refuseNameless(Database database, long generation) throws SQLException {
        return database.update("""
                UPDATE feedback SET state = 'invalid', reason = ?2
                WHERE generation = ?1 AND awaits = 1 AND state = 'waiting' AND EXISTS (
                  SELECT 1 FROM link JOIN feedback AS creation ON creation.id = link.creation
                  WHERE link.id = feedback.id AND creation.state = 'skipped' AND creation.elsewhere <> 0
                    AND creation.upload_id IS NULL)""", generation, NAMELESS);
    }

    /** Puts the label and the ratings that travel with it into each interaction that is to be sent. */
    private void compose() throws SQLException {
        List<Long> batch = batchAfter(0);
        while (!batch.isEmpty()) {
            for (long id : batch) {
                compose(id);
            }
            batch = batchAfter(batch.get(batch.size() - 1));
        }
    }

    private List<Long> batchAfter(long last) throws SQLException {
        return database.list(
                "SELECT id FROM feedback WHERE generation = ? AND kind = 'interaction' AND id > ?"
                        + " AND state IN ('planned', 'rejected') ORDER BY id LIMIT ?",
                row -> row.getLong(1),
                generation,
                last,
                A_BATCH);
    }

    private void compose(long id) throws SQLException {
        List<String> ratings = new ArrayList<>();
        database.each(
                "SELECT json FROM feedback JOIN body ON body.id = feedback.id"
                        + " WHERE carrier = ? AND generation = ? ORDER BY feedback.id",
                row -> ratings.add(String.valueOf(row.getString(1))),
                id,
                generation);
        String body = database.read(
                "SELECT json, digest, occurrence FROM feedback JOIN body ON body.id = feedback.id WHERE feedback.id = ?",
                row -> InteractionBodies.withRatings(
                        String.valueOf(row.getString(1)),
                        ledger == null ? null : label(row.getBytes(2), row.getInt(3)),
                        ratings),
                id);
        database.update("UPDATE body SET json = ? WHERE id = ?", body, id);
    }

    /** Tells nothing of what is said there, and is another one in each ledger. */
    private String label(byte[] digest, int occurrence) {
        return RowKey.of(Kind.INTERACTION, ledger + ' ' + HexFormat.of().formatHex(digest) + ' ' + occurrence)
                .hex();
    }

    /** What went with an interaction that was sent is still known to have gone with it when its row is gone. */
    void keepCarried() throws SQLException {
        if (!database.has("feedback WHERE carrier IS NOT NULL")) {
            return;
        }
        database.update("""
                UPDATE feedback SET carrier = moved.fresh_id
                FROM (SELECT old.id AS old_id, fresh.id AS fresh_id FROM feedback AS old JOIN feedback AS fresh
                        ON fresh.digest = old.digest AND fresh.occurrence = old.occurrence AND fresh.generation = ?1
                      WHERE old.generation < ?1 AND old.kind = 'interaction') AS moved
                WHERE feedback.generation < ?1 AND feedback.state = 'carried' AND feedback.carrier = moved.old_id""", generation);
    }
}
