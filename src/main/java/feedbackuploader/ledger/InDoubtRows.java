package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.server.ReadBackVerdict;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows to settle: ambiguous ones of every plan. They come sorted by the completion that shows them, since the rows of
 * one completion must be judged together; the rows of one completion are in memory at a time.
 */
public final class InDoubtRows implements AutoCloseable {

    private final Database database;
    private final Function<Submission, Trace> traces;
    private final PreparedStatement nextCompletion;
    private final PreparedStatement rowsOfCompletion;
    private final PreparedStatement owner;
    private final PreparedStatement setState;
    private final RecordedCounts recorded = new RecordedCounts();
    private String lastKind = "";
    private byte[] lastCompletion = new byte[0];

    InDoubtRows(Database database, Function<Submission, Trace> traces, @Nullable Instant answeredBefore)
            throws LedgerException {
        this.database = database;
        this.traces = traces;
        try {
            database.execute("DROP TABLE IF EXISTS temp.suspect");
            database.execute("CREATE TEMP TABLE suspect"
                    + " (id INTEGER PRIMARY KEY, kind TEXT, completion BLOB, why TEXT, in_time INTEGER)");
            database.inTransaction(() -> {
                gather(answeredBefore);
                database.execute("CREATE INDEX temp.suspect_completion ON suspect (kind, completion)");
                if (database.number("SELECT count(*) FROM suspect") > 0) {
                    database.execute("CREATE INDEX IF NOT EXISTS feedback_upload_id ON feedback (upload_id)"
                            + " WHERE upload_id IS NOT NULL");
                    recorded.gather(database, traces);
                }
                return true;
            });
            nextCompletion = database.prepare("""
                    SELECT kind, completion FROM suspect WHERE (kind, completion) > (?, ?)
                    ORDER BY kind, completion LIMIT 1""");
            rowsOfCompletion = database.prepare("""
                    SELECT feedback.id, feedback.kind, json, coalesce(if_absent, 'planned'), claimed_at, doubt
                    FROM suspect JOIN feedback ON feedback.id = suspect.id JOIN body ON body.id = suspect.id
                    WHERE suspect.kind = ? AND suspect.completion = ? ORDER BY feedback.id""");
            owner = database.prepare("SELECT 1 FROM feedback WHERE upload_id = ?");
            setState = database.prepare("""
                    UPDATE feedback SET state = ?, upload_id = ?, reason = CASE WHEN ?1 = 'rejected' THEN reason ELSE ? END,
                      doubt = CASE WHEN ?1 = 'unknown' THEN doubt ELSE 0 END,
                      denied = denied OR ?1 = 'planned',
                      claimed_at = CASE WHEN ?1 IN ('unknown', 'planned') THEN claimed_at END
                    WHERE id = ? AND state = 'ambiguous'""");
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /**
     * What can be seen nowhere is unknown at once. A completion with a row that came later is left out whole: that row
     * may be what the server shows of it.
     */
    private void gather(@Nullable Instant answeredBefore) throws SQLException {
        String inTime = answeredBefore == null ? "true" : "answered_at <= " + answeredBefore.toEpochMilli();
        try (PreparedStatement rows = database.prepare("SELECT feedback.id, kind, json, " + inTime
                        + " FROM feedback JOIN body ON body.id = feedback.id WHERE state = 'ambiguous'");
                PreparedStatement insert = database.prepare("INSERT INTO suspect VALUES (?, ?, ?, ?, ?)");
                ResultSet row = rows.executeQuery()) {
            while (row.next()) {
                insert(row, insert);
            }
        }
        database.update("""
                UPDATE feedback SET state = 'unknown', reason = suspect.why FROM suspect
                WHERE suspect.id = feedback.id AND suspect.why IS NOT NULL AND feedback.state = 'ambiguous'""");
        database.update("""
                DELETE FROM suspect WHERE why IS NOT NULL
                  OR (kind, completion) IN (SELECT kind, completion FROM suspect WHERE NOT in_time)""");
    }

    private void insert(ResultSet row, PreparedStatement insert) throws SQLException {
        Trace trace = traces.apply(submission(row));
        insert.setLong(1, row.getLong(1));
        if (trace instanceof Trace.At at) {
            recorded.want(at);
            insert.setString(2, at.kind().label());
            insert.setBytes(3, Columns.bytes(at.completion()));
            insert.setNull(4, Types.VARCHAR);
        } else if (trace instanceof Trace.Nowhere nowhere) {
            insert.setNull(2, Types.VARCHAR);
            insert.setNull(3, Types.BLOB);
            insert.setString(4, nowhere.why());
        }
        insert.setBoolean(5, row.getBoolean(4)); // NULL, a time that is not known, is not in time
        insert.executeUpdate();
    }

    static Submission submission(ResultSet row) throws SQLException {
        return new Submission(Columns.kind(row, 2), row.getString(3));
    }

    /** How many of them are ambiguous, those not counted that can be seen nowhere. */
    public long ambiguous() throws LedgerException {
        return number(
                "SELECT count(*) FROM suspect JOIN feedback ON feedback.id = suspect.id WHERE state = 'ambiguous'");
    }

    /**
     * When the last of them became ambiguous, by the server's clock; null when that is not known of any, or when there
     * are none.
     */
    public @Nullable Instant lastAnsweredAt() throws LedgerException {
        long millis = number("SELECT max(answered_at) FROM feedback JOIN suspect ON suspect.id = feedback.id");
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    private long number(String sql) throws LedgerException {
        try {
            return database.number(sql);
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /** For each kind of feedback among them, the last few rows that are recorded for certain: a few, or none. */
    public List<Canary> canaries() throws LedgerException {
        List<Canary> canaries = new ArrayList<>();
        try {
            for (Kind each : Kind.values()) {
                if (database.number("SELECT count(*) FROM suspect WHERE kind = ?", each.label()) > 0) {
                    canaries.addAll(Canary.lastOf(database, each, traces));
                }
            }
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
        return canaries;
    }

    /** All rows that the next completion shows, in the order of the plan; empty after the last completion. */
    public List<InDoubtRow> next() throws LedgerException {
        try {
            nextCompletion.setString(1, lastKind);
            nextCompletion.setBytes(2, lastCompletion);
            try (ResultSet next = nextCompletion.executeQuery()) {
                if (!next.next()) {
                    return List.of();
                }
                lastKind = next.getString(1);
                lastCompletion = next.getBytes(2);
            }
            return rowsOfCompletion();
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    private List<InDoubtRow> rowsOfCompletion() throws SQLException {
        rowsOfCompletion.setString(1, lastKind);
        rowsOfCompletion.setBytes(2, lastCompletion);
        List<InDoubtRow> inDoubtRows = new ArrayList<>();
        try (ResultSet row = rowsOfCompletion.executeQuery()) {
            while (row.next()) {
                Submission submission = submission(row);
                long claimedAt = row.getLong(5);
                boolean isClaimKnown = !row.wasNull();
                inDoubtRows.add(new InDoubtRow(
                        row.getLong(1),
                        submission,
                        (Trace.At) traces.apply(submission),
                        Columns.state(row, 4),
                        isClaimKnown ? Instant.ofEpochMilli(claimedAt) : null,
                        1 + row.getInt(6)));
            }
        }
        return inDoubtRows;
    }

    /** Whether some row, of whatever plan, is recorded under this id of the server's. */
    public boolean isOwned(String uploadId) throws LedgerException {
        try {
            owner.setString(1, uploadId);
            try (ResultSet row = owner.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /** How many rows of whatever plan were recorded, under a known id, where {@code trace} leads. */
    public long recordedOn(Trace.At trace) {
        return recorded.on(trace);
    }

    /** Writes down what became of them, all or none. */
    public void settle(List<Settled> settled) throws LedgerException {
        database.inTransaction(() -> {
            for (Settled one : settled) {
                write(one);
            }
            return true;
        });
    }

    private void write(Settled settled) throws SQLException, LedgerException {
        InDoubtRow inDoubtRow = settled.inDoubtRow();
        State state = State.after(settled.verdict(), inDoubtRow.ifAbsent());
        setState.setString(1, state.label());
        setState.setString(
                2, settled.verdict() instanceof ReadBackVerdict.Recorded recorded ? recorded.uploadId() : null);
        setState.setString(3, reason(settled.verdict(), state));
        setState.setLong(4, inDoubtRow.id());
        changeOne(setState, inDoubtRow);
    }

    private static @Nullable String reason(ReadBackVerdict verdict, State state) {
        if (verdict instanceof ReadBackVerdict.Recorded recorded) {
            return recorded.note();
        } else if (verdict instanceof ReadBackVerdict.Undecided undecided) {
            return undecided.why();
        }
        return state == State.UNKNOWN
                ? InDoubtRow.ACCEPTED_BUT_NOT_SHOWN
                : "A check showed that the server does not have it.";
    }

    private void changeOne(PreparedStatement statement, InDoubtRow inDoubtRow) throws SQLException, LedgerException {
        if (statement.executeUpdate() != 1) {
            throw new LedgerException("The ledger " + database.file() + " does not hold row " + inDoubtRow.id()
                    + " in the expected state. Nothing more is sent.");
        }
    }

    /** Says of every ambiguous row among them that it cannot be settled, and why. */
    public void leaveUnknown(String why) throws LedgerException {
        database.inTransaction(() -> database.update(
                "UPDATE feedback SET state = 'unknown', reason = ?"
                        + " WHERE state = 'ambiguous' AND id IN (SELECT id FROM suspect)",
                why));
    }

    @Override
    public void close() throws LedgerException {
        try (nextCompletion;
                rowsOfCompletion;
                owner;
                setState) {
            database.execute("DROP TABLE IF EXISTS temp.suspect");
            database.inTransaction(() -> {
                database.execute("DROP INDEX IF EXISTS feedback_upload_id"); // it would slow down every row's commit
                return true;
            });
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }
}
