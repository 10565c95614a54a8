package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.feedback.SkipCause;
import feedbackuploader.server.Submission;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one reading of the input as a new generation, beside the one before it. Until {@link #finish} returns, the
 * plan before stays the current one; a writer that is closed or killed before leaves rows that the next one removes.
 */
public final class PlanWriter implements AutoCloseable {

    /**
     * What finishing a plan found.
     *
     * @param duplicates pieces of feedback that are the same as an earlier one of the file
     * @param namedDuplicates those of them that name their user
     * @param vanished pieces of feedback of the plan before that were sent and that the input no longer holds
     * @param vanishedRecorded those of them that the server is known to have
     * @param kept pieces of the other kind that stay in the plan
     */
    public record Finished(
            Plan plan, long duplicates, long namedDuplicates, long vanished, long vanishedRecorded, long kept) {}

    /** Until a commit, so many rows are held in memory, and so much of their texts. */
    private static final int ROWS_A_COMMIT = 2_000;

    private static final int CHARACTERS_A_COMMIT = 4_000_000;

    private final Database database;
    private final long generation;
    private final PreparedStatement insertRow;
    private final PreparedStatement insertBody;
    private long nextId;
    private int heldRows;
    private long heldCharacters;
    private final Set<Long> fixed = new HashSet<>();
    private @Nullable String original;

    PlanWriter(Database database, long generation) throws LedgerException {
        this.database = database;
        this.generation = generation;
        try {
            requireDigests();
            database.inTransaction(() -> {
                removeUnfinished();
                // Built again at the end from sorted rows, which is far quicker than row by row.
                database.execute("DROP INDEX IF EXISTS feedback_identity");
                return true;
            });
            nextId = database.number("SELECT max(id) FROM feedback") + 1;
            insertRow = database.prepare("""
                    INSERT INTO feedback (id, generation, row, part, line, kind, digest, state, reason, doubt, subject, original, elsewhere)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
            insertBody = database.prepare("INSERT INTO body (id, json) VALUES (?, ?)");
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /** By its digest a row is known that was sent. SQLite has them twice, in the table and its index, and compares them. */
    private void requireDigests() throws SQLException, LedgerException {
        if (!database.text("PRAGMA integrity_check(feedback)").equals("ok")) {
            throw LedgerException.damaged(database.file(), "SQLite finds faults in it");
        }
    }

    private void removeUnfinished() throws SQLException {
        database.update("DELETE FROM body WHERE id IN (SELECT id FROM feedback WHERE generation >= ?)", generation);
        database.update("DELETE FROM feedback WHERE generation >= ?", generation);
    }

    /**
     * Says what is added from now on comes of.
     *
     * @param origins of the row, by which another upload knows it; empty for none
     */
    public void beginRow(List<String> origins) {
        original = origins.isEmpty() ? null : String.join(" ", origins);
    }

    /** Of this row, which was fixed in a copy, nothing stays invalid that an earlier plan found so. */
    public void noteFixed(long row) {
        fixed.add(row);
    }

    /** Whether the server refused this feedback under an earlier plan of this ledger. */
    public boolean wasRefused(RowKey key) throws LedgerException {
        try {
            return database.number(
                            "SELECT EXISTS (SELECT 1 FROM feedback WHERE digest = ? AND generation < ? AND state = 'rejected')",
                            key.bytes(),
                            generation)
                    > 0;
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /**
     * A piece of feedback to send.
     *
     * @param part numbers the pieces of one row, from 0
     * @param subject as {@link feedbackuploader.feedback.Subject} has it
     */
    public void addPlanned(long row, int part, long line, RowKey key, long subject, Submission submission)
            throws LedgerException {
        addWithBody(row, part, line, State.PLANNED, null, key, subject, submission);
    }

    /**
     * A piece that is sound, but that the deployment's metrics do not allow today: invalid, unless an earlier run sent it.
     */
    public void addRefused(
            long row, int part, long line, RowKey key, long subject, Submission submission, String reason)
            throws LedgerException {
        addWithBody(row, part, line, State.INVALID, reason, key, subject, submission);
    }

    private void addWithBody(
            long row,
            int part,
            long line,
            State state,
            @Nullable String reason,
            RowKey key,
            long subject,
            Submission submission)
            throws LedgerException {
        try {
            insertBody.setLong(1, nextId);
            insertBody.setString(2, submission.body());
            insertBody.addBatch();
            heldCharacters += submission.body().length();
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
        add(row, part, line, state, reason, submission.kind(), key, subject, null);
    }

    /** A piece that failed the check; {@code reason} is its problems in words. */
    public void addInvalid(long row, int part, long line, String reason) throws LedgerException {
        add(row, part, line, State.INVALID, reason, null, null, null, null);
    }

    /**
     * A piece that is left out on purpose.
     *
     * @param key of what is left out, so that the report can tell which piece it was; or null
     * @param cause null for a rule or a choice of the user's
     */
    public void addSkipped(
            long row, int part, long line, @Nullable RowKey key, String reason, @Nullable SkipCause cause)
            throws LedgerException {
        add(row, part, line, State.SKIPPED, reason, null, key, null, cause);
    }

    private void add(
            long row,
            int part,
            long line,
            State state,
            @Nullable String reason,
            @Nullable Kind kind,
            @Nullable RowKey key,
            @Nullable Long subject,
            @Nullable SkipCause cause)
            throws LedgerException {
        try {
            insertRow.setLong(1, nextId++);
            insertRow.setLong(2, generation);
            insertRow.setLong(3, row);
            insertRow.setInt(4, part);
            insertRow.setLong(5, line);
            insertRow.setString(6, kind == null ? null : kind.label());
            if (key == null) {
                insertRow.setNull(7, Types.BLOB);
            } else {
                insertRow.setBytes(7, key.bytes());
            }
            insertRow.setString(8, state.label());
            insertRow.setString(9, reason);
            insertRow.setInt(10, cause == SkipCause.IN_DOUBT ? 1 : 0);
            if (subject == null) {
                insertRow.setNull(11, Types.INTEGER);
            } else {
                insertRow.setLong(11, subject);
            }
            insertRow.setString(12, original);
            insertRow.setInt(13, Columns.elsewhere(cause));
            insertRow.addBatch();
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
        heldRows++;
        heldCharacters += reason == null ? 0 : reason.length();
        if (heldRows >= ROWS_A_COMMIT || heldCharacters >= CHARACTERS_A_COMMIT) {
            commit();
        }
    }

    private void commit() throws LedgerException {
        database.inTransaction(() -> {
            insertRow.executeBatch();
            insertBody.executeBatch();
            return true;
        });
        heldRows = 0;
        heldCharacters = 0;
    }

    /**
     * Makes this generation the current plan: counts the occurrences of identical rows, gives every row that was sent
     * under an earlier plan its state back, wherever it stands now, and forgets what was never sent.
     *
     * @param sha256 of the input's bytes
     * @param basis everything else that the plan depends on
     */
    public Finished finish(String sha256, String basis, long rows, long blankRows, DuplicatePolicy duplicatePolicy)
            throws LedgerException {
        return finish(sha256, basis, rows, blankRows, duplicatePolicy, null);
    }

    /**
     * The same for a plan of one kind of feedback, beside which the other kind stays as the plan before had it.
     *
     * @param kept only where both are plans of the same rows
     */
    public Finished finish(
            String sha256,
            String basis,
            long rows,
            long blankRows,
            DuplicatePolicy duplicatePolicy,
            @Nullable OtherKind kept)
            throws LedgerException {
        Plan plan = new Plan(generation, sha256, basis, rows, blankRows);
        commit();
        database.inTransaction(() -> {
            Schema.index(database);
            return true;
        });
        return database.inTransaction(() -> {
            long duplicates = numberOccurrences();
            numberEarlierOccurrences(duplicatePolicy);
            Transitions.lift(database);
            carryStatesOver();
            Transitions.enforce(database);
            applyDuplicatePolicy(duplicatePolicy);
            long keptPieces = kept == null ? 0 : kept.keep(database, generation, fixed);
            Finished finished = compareWithPlanBefore(plan, duplicates, keptPieces);
            FixedHere.compare(database, generation);
            forgetEarlierRows();
            database.update("DELETE FROM plan");
            database.update(
                    "INSERT INTO plan (generation, sha256, basis, rows, blank_rows) VALUES (?, ?, ?, ?, ?)",
                    generation,
                    sha256,
                    basis,
                    rows,
                    blankRows);
            return finished;
        });
    }

    private long numberOccurrences() throws SQLException {
        return database.update("""
                UPDATE feedback SET occurrence = numbered.n
                FROM (SELECT id, row_number() OVER (PARTITION BY digest ORDER BY id) AS n
                      FROM feedback WHERE generation = ?1 AND digest IN (
                        SELECT digest FROM feedback WHERE generation = ?1 AND digest IS NOT NULL
                        GROUP BY digest HAVING count(*) > 1)) AS numbered
                WHERE feedback.id = numbered.id AND numbered.n > 1""", generation);
    }

    private long named() throws SQLException {
        return database.number(
                "SELECT count(json ->> '$.user_id') FROM feedback JOIN body ON body.id = feedback.id"
                        + " WHERE generation = ? AND occurrence > 1",
                generation);
    }

    /**
     * Which of several identical rows was deleted cannot be told, so it is never one that the server has: where the
     * input lost such a row, or keeps only the first, what was sent comes first and takes up the rows that are left.
     */
    private void numberEarlierOccurrences(DuplicatePolicy policy) throws SQLException {
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
                  AND (earlier.state NOT IN ('invalid', 'skipped') OR earlier.elsewhere = 3)
                  AND (feedback.state = 'planned' OR earlier.doubt > 0
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

    private void applyDuplicatePolicy(DuplicatePolicy policy) throws SQLException {
        if (policy == DuplicatePolicy.SEND) {
            return;
        }
        database.update("""
                UPDATE feedback SET state = ?2, reason = 'the same as row ' || (
                  SELECT row FROM feedback AS first
                  WHERE first.digest = feedback.digest AND first.occurrence = 1 AND first.generation = ?1)
                WHERE generation = ?1 AND occurrence > 1 AND state IN ('planned', 'rejected')""", generation, (policy == DuplicatePolicy.SKIP ? State.SKIPPED : State.INVALID).label());
    }

    private Finished compareWithPlanBefore(Plan plan, long duplicates, long kept) throws SQLException {
        try (PreparedStatement statement = database.prepare("""
                SELECT count(*), coalesce(sum(state = 'recorded'), 0) FROM feedback AS earlier
                WHERE generation = (SELECT max(generation) FROM plan) AND digest IS NOT NULL
                  AND state IN ('recorded', 'sending', 'ambiguous', 'unknown')
                  AND NOT EXISTS (SELECT 1 FROM feedback AS fresh WHERE fresh.digest = earlier.digest
                    AND fresh.occurrence = earlier.occurrence AND fresh.generation = ?)""")) {
            statement.setLong(1, generation);
            try (ResultSet vanished = statement.executeQuery()) {
                return new Finished(
                        plan,
                        duplicates,
                        duplicates == 0 ? 0 : named(),
                        vanished.getLong(1),
                        vanished.getLong(2),
                        kept);
            }
        }
    }

    /** What the server has or may have is kept even when its row is gone: it may come back with the next edit. */
    private void forgetEarlierRows() throws SQLException {
        database.update("""
                DELETE FROM feedback AS earlier
                WHERE generation < ?1 AND (
                  state NOT IN ('recorded', 'sending', 'ambiguous', 'unknown') AND elsewhere <> 3
                  OR EXISTS (SELECT 1 FROM feedback AS fresh WHERE fresh.digest = earlier.digest
                    AND fresh.occurrence = earlier.occurrence AND fresh.generation = ?1))""", generation);
        database.update(
                "DELETE FROM body WHERE id < (SELECT coalesce(min(id), 1 << 62) FROM feedback WHERE generation = ?1 AND "
                        + OtherKind.IS_OWN + ") AND id NOT IN (SELECT id FROM feedback WHERE generation < ?1 OR NOT "
                        + OtherKind.IS_OWN + ")",
                generation);
    }

    @Override
    public void close() throws LedgerException {
        try (insertRow;
                insertBody) {
            return;
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }
}
