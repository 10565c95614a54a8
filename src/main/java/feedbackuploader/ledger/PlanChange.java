package feedbackuploader.ledger;

import feedbackuploader.ledger.PlanWriter.Finished;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a reading of the input that is written becomes the plan: every row that was sent under an earlier plan gets its state
 * back, wherever it stands now.
 */
final class PlanChange {

    private final Database database;
    private final Plan plan;
    private final long generation;
    private final DuplicatePolicy policy;
    private final Creations creations;

    PlanChange(Database database, Plan plan, DuplicatePolicy policy, Creations creations) {
        this.database = database;
        this.plan = plan;
        this.generation = plan.generation();
        this.policy = policy;
        this.creations = creations;
    }

    /** @param fixed rows of which nothing is kept that failed the check */
    Finished make(@Nullable OtherKind kept, Set<Long> fixed) throws LedgerException {
        return database.inTransaction(() -> {
            long duplicates = numberOccurrences();
            numberEarlierOccurrences();
            creations.numberEqualTexts();
            Transitions.lift(database);
            carryStatesOver();
            creations.leaveSharedTexts();
            Transitions.enforce(database);
            applyDuplicatePolicy();
            Transitions.lift(database);
            creations.settle();
            creations.keepCarried();
            Transitions.enforce(database);
            long keptPieces = kept == null ? 0 : kept.keep(database, generation, fixed);
            Finished finished = compareWithPlanBefore(duplicates, keptPieces);
            FixedHere.compare(database, generation);
            forgetEarlierRows();
            database.update("DELETE FROM plan");
            database.update(
                    "INSERT INTO plan (generation, sha256, basis, rows, blank_rows) VALUES (?, ?, ?, ?, ?)",
                    generation,
                    plan.sha256(),
                    plan.basis(),
                    plan.rows(),
                    plan.blankRows());
            return finished;
        });
    }

    /** @return how many repeat an earlier one, without interactions: of equal texts more is said */
    private long numberOccurrences() throws SQLException {
        long repeated = database.update("""
                UPDATE feedback SET occurrence = numbered.n
                FROM (SELECT id, row_number() OVER (PARTITION BY digest ORDER BY id) AS n
                      FROM feedback WHERE generation = ?1 AND digest IN (
                        SELECT digest FROM feedback WHERE generation = ?1 AND digest IS NOT NULL
                        GROUP BY digest HAVING count(*) > 1)) AS numbered
                WHERE feedback.id = numbered.id AND numbered.n > 1""", generation);
        return repeated == 0
                ? 0
                : database.number(
                        "SELECT count(*) FROM feedback WHERE generation = ? AND occurrence > 1 AND kind <> 'interaction'",
                        generation);
    }

    private long named() throws SQLException {
        return database.number(
                "SELECT count(json ->> '$.user_id') FROM feedback JOIN body ON body.id = feedback.id"
                        + " WHERE generation = ? AND occurrence > 1 AND kind <> 'interaction'",
                generation);
    }

    /**
     * Which of several identical rows was deleted cannot be told, so it is never one that the server has: where the
     * input lost such a row, or keeps only the first, what was sent comes first and takes up the rows that are left.
     */
    private void numberEarlierOccurrences() throws SQLException {
        database.update("""
                UPDATE feedback SET occurrence = numbered.n
                FROM (SELECT id, row_number() OVER (PARTITION BY digest ORDER BY CASE state
                          WHEN 'recorded' THEN 0 WHEN 'sending' THEN 1 WHEN 'ambiguous' THEN 1 WHEN 'unknown' THEN 2
                          WHEN 'rejected' THEN 3 WHEN 'planned' THEN 4 ELSE 5 END, occurrence) AS n
                      FROM feedback WHERE generation < ?1 AND digest IN (
                        SELECT digest FROM feedback AS earlier
                        WHERE generation < ?1 AND digest IS NOT NULL AND occurrence > 1
                          AND (?2 OR NOT EXISTS (SELECT 1 FROM feedback AS fresh WHERE fresh.digest = earlier.digest
                            AND fresh.occurrence = earlier.occurrence AND fresh.generation = ?1)))) AS numbered
                WHERE feedback.id = numbered.id""", generation, policy != DuplicatePolicy.SEND);
    }

    private void carryStatesOver() throws SQLException {
        if (database.number("SELECT count(*) FROM plan") == 0) {
            return;
        }
        database.update("""
                UPDATE feedback SET
                  kind = coalesce(feedback.kind, earlier.kind), subject = coalesce(feedback.subject, earlier.subject),
                  state = earlier.state, attempts = earlier.attempts, http_status = earlier.http_status,
                  upload_id = earlier.upload_id, reason = earlier.reason, doubt = earlier.doubt,
                  if_absent = earlier.if_absent, denied = earlier.denied, elsewhere = earlier.elsewhere,
                  claimed_at = earlier.claimed_at, answered_at = earlier.answered_at
                FROM feedback AS earlier
                WHERE feedback.generation = ?1 AND feedback.digest IS NOT NULL
                  AND earlier.digest = feedback.digest AND earlier.occurrence = feedback.occurrence
                  AND earlier.generation < ?1
                  AND (earlier.state NOT IN ('invalid', 'skipped', 'waiting', 'carried') OR earlier.elsewhere = 3)
                  AND (feedback.state IN ('planned', 'waiting') OR earlier.doubt > 0
                    OR earlier.state IN ('recorded', 'sending', 'ambiguous', 'unknown'))""", generation);
        carryBodiesOver();
    }

    /** What is open and would now be skipped can be settled only with what was sent. */
    private void carryBodiesOver() throws SQLException {
        database.update("""
                INSERT OR IGNORE INTO body
                SELECT fresh.id, body.json
                FROM feedback AS fresh JOIN feedback AS earlier
                    ON earlier.digest = fresh.digest AND earlier.occurrence = fresh.occurrence AND earlier.generation < ?1
                  JOIN body ON body.id = earlier.id
                WHERE fresh.generation = ?1 AND fresh.state IN ('planned', 'rejected', 'sending', 'ambiguous', 'unknown')
                  AND fresh.attempts > 0""", generation);
    }

    private void applyDuplicatePolicy() throws SQLException {
        if (policy == DuplicatePolicy.SEND) {
            return;
        }
        database.update("""
                UPDATE feedback SET state = ?2, reason = 'the same as row ' || (
                  SELECT row FROM feedback AS first
                  WHERE first.digest = feedback.digest AND first.occurrence = 1 AND first.generation = ?1)
                WHERE generation = ?1 AND occurrence > 1 AND state IN ('planned', 'rejected', 'waiting')""", generation, (policy == DuplicatePolicy.SKIP ? State.SKIPPED : State.INVALID).label());
    }

    private Finished compareWithPlanBefore(long duplicates, long kept) throws SQLException {
        return database.read(
                """
                SELECT count(*), coalesce(sum(state = 'recorded'), 0) FROM feedback AS earlier
                WHERE generation = (SELECT max(generation) FROM plan) AND digest IS NOT NULL
                  AND state IN ('recorded', 'sending', 'ambiguous', 'unknown')
                  AND NOT EXISTS (SELECT 1 FROM feedback AS fresh WHERE fresh.digest = earlier.digest
                    AND fresh.occurrence = earlier.occurrence AND fresh.generation = ?)""",
                vanished -> new Finished(
                        plan,
                        duplicates,
                        duplicates == 0 ? 0 : named(),
                        vanished.getLong(1),
                        vanished.getLong(2),
                        kept,
                        creations.sameTexts(),
                        creations.undated(),
                        creations.saidOtherwise()),
                generation);
    }

    /** What the server has or may have is kept even when its row is gone: it may come back with the next edit. */
    private void forgetEarlierRows() throws SQLException {
        database.update("""
                DELETE FROM feedback AS earlier
                WHERE generation < ?1 AND (
                  state NOT IN ('recorded', 'sending', 'ambiguous', 'unknown') AND elsewhere <> 3
                    AND NOT (state = 'carried' AND EXISTS (SELECT 1 FROM feedback AS sent WHERE sent.id = earlier.carrier
                      AND sent.state IN ('recorded', 'sending', 'ambiguous', 'unknown')))
                  OR EXISTS (SELECT 1 FROM feedback AS fresh WHERE fresh.digest = earlier.digest
                    AND fresh.occurrence = earlier.occurrence AND fresh.generation = ?1))""", generation);
        database.update("DELETE FROM link WHERE id NOT IN (SELECT id FROM feedback)");
        database.update(
                "DELETE FROM body WHERE id < (SELECT coalesce(min(id), 1 << 62) FROM feedback WHERE generation = ?1 AND "
                        + OtherKind.IS_OWN + ") AND id NOT IN (SELECT id FROM feedback WHERE generation < ?1 OR NOT "
                        + OtherKind.IS_OWN + ")",
                generation);
    }
}
