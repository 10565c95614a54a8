package feedbackuploader.ledger;

import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
    private final RowsByCompletion rows;
    private final RecordedCounts recorded = new RecordedCounts();

    InDoubtRows(Database database, Function<Submission, Trace> traces, @Nullable Instant answeredBefore)
            throws LedgerException {
        this.database = database;
        this.traces = traces;
        this.rows = new RowsByCompletion(database, "suspect", traces);
        database.inTransaction(() -> {
            rows.gather(
                    State.AMBIGUOUS,
                    "kind <> 'interaction'",
                    recorded::want,
                    (id, why) ->
                            database.update("UPDATE feedback SET state = 'unknown', reason = ? WHERE id = ?", why, id));
            if (answeredBefore != null) {
                leaveOutAfter(answeredBefore);
            }
            if (database.has("suspect")) {
                recorded.gather(database, traces);
            }
            return true;
        });
    }

    /** A completion with a row that came later is left out whole: that row may be what the server shows of it. */
    private void leaveOutAfter(Instant answeredBefore) throws SQLException {
        database.update("""
                DELETE FROM suspect WHERE (kind, completion) IN (
                  SELECT late.kind, late.completion FROM suspect AS late JOIN feedback USING (id)
                  WHERE coalesce(answered_at > ?, true))""", answeredBefore.toEpochMilli());
    }

    /** How many of them are ambiguous, those not counted that can be seen nowhere. */
    public long ambiguous() throws LedgerException {
        return number("SELECT count(*) FROM suspect JOIN feedback USING (id) WHERE state = 'ambiguous'");
    }

    /**
     * When the last of them became ambiguous, by the server's clock; null when that is not known of any, or when there
     * are none.
     */
    public @Nullable Instant lastAnsweredAt() throws LedgerException {
        long millis = number("SELECT max(answered_at) FROM feedback JOIN suspect USING (id)");
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    private long number(String sql) throws LedgerException {
        return database.run(() -> database.number(sql));
    }

    /** For each kind of feedback among them, the last few rows that are recorded for certain: a few, or none. */
    public List<Canary> canaries() throws LedgerException {
        return database.run(() -> Canary.lastOf(
                database,
                database.list("SELECT DISTINCT kind FROM suspect ORDER BY kind", row -> Columns.kind(row, 1)),
                traces));
    }

    /** All rows that the next completion shows, in the order of the plan; empty after the last completion. */
    public List<InDoubtRow> next() throws LedgerException {
        return database.run(() -> rows.next(", coalesce(if_absent, 'planned'), claimed_at, doubt", this::inDoubtRow));
    }

    private InDoubtRow inDoubtRow(ResultSet row) throws SQLException {
        Submission submission = RowsByCompletion.submission(row);
        return new InDoubtRow(
                row.getLong(1),
                submission,
                (Trace.At) traces.apply(submission),
                Columns.state(row, 4),
                Columns.instant(row, 5),
                1 + row.getInt(6));
    }

    /** Whether some row, of whatever plan, is recorded under this id of the server's. */
    public boolean isOwned(String uploadId) throws LedgerException {
        return rows.isOwned(uploadId);
    }

    /** How many rows of whatever plan were recorded, under a known id, where {@code trace} leads. */
    public long recordedOn(Trace.At trace) {
        return recorded.on(trace);
    }

    /** Writes down what became of them, all or none. */
    public void settle(List<Settled> settled) throws LedgerException {
        database.inTransaction(() -> {
            for (Settled one : settled) {
                new SettledRow(one.inDoubtRow().id(), one.inDoubtRow().ifAbsent(), one.verdict()).write(database);
            }
            return true;
        });
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
        rows.close();
    }
}
