package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The planned rows, to be looked for on the server before they are sent: sorted by the completion that shows them, the
 * rows of one completion at a time.
 */
public final class Candidates implements AutoCloseable {

    /** A row, and what the server would show of it. */
    public record Candidate(long id, MatchKey matchKey) {}

    /** The rows that one completion shows. */
    public record Group(Kind kind, UUID completion, List<Candidate> rows) implements OnCompletion {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /** What is not sent in this run; the next one plans it again. */
    static final String REFUSE =
            "UPDATE feedback SET state = 'invalid', elsewhere = 2, reason = ? WHERE state = 'planned' AND ";

    private final Database database;
    private final Function<Submission, Trace> traces;
    private final RowsByCompletion rows;
    private long hidden;

    /** What is shown nowhere cannot be looked for, and is not sent. */
    Candidates(Database database, long generation, long lastRow, Function<Submission, Trace> traces)
            throws LedgerException {
        this.database = database;
        this.traces = traces;
        this.rows = new RowsByCompletion(database, "candidate", traces);
        database.inTransaction(() -> {
            rows.gather(
                    State.PLANNED,
                    "generation = " + generation + " AND row <= " + lastRow,
                    at -> {},
                    (id, why) -> hidden += refuse(id, why));
            return true;
        });
    }

    /** How many rows are shown nowhere, and are not sent. */
    public long hidden() {
        return hidden;
    }

    /** The rows of the next completion; none after the last. */
    public List<Group> next() throws LedgerException {
        return database.run(() -> {
            List<Candidate> next = rows.next(
                    "",
                    row -> new Candidate(
                            row.getLong(1), ((Trace.At) traces.apply(RowsByCompletion.submission(row))).matchKey()));
            return next.isEmpty() ? List.of() : List.of(new Group(rows.kind(), rows.completion(), next));
        });
    }

    /** Whether a row of this ledger is known to be what the server calls so. */
    public boolean isOwned(String uploadId) throws LedgerException {
        return rows.isOwned(uploadId);
    }

    /** The server has it as {@code uploadId}: it is left out. */
    public void leaveOut(Candidate row, String uploadId) throws LedgerException {
        int unused = database.run(() -> database.update(
                "UPDATE feedback SET state = 'skipped', elsewhere = 3, upload_id = ?1,"
                        + " reason = 'The server already has it, as ' || ?1 || '.' WHERE id = ?2 AND state = 'planned'",
                uploadId,
                row.id()));
    }

    /** It cannot be told whether the server has it: it is not sent as long as that is asked for. */
    public void refuse(Candidate row, String why) throws LedgerException {
        int unused = database.run(() -> refuse(row.id(), why));
    }

    private int refuse(long id, String why) throws SQLException {
        return database.update(REFUSE + "id = ?", why, id);
    }

    /** All of {@code judgements} together. */
    public void commit(Judgements judgements) throws LedgerException {
        database.inTransaction(() -> {
            judgements.apply();
            return true;
        });
    }

    /** What is set in one transaction. */
    @FunctionalInterface
    public interface Judgements {
        void apply() throws LedgerException;
    }

    @Override
    public void close() throws LedgerException {
        rows.close();
    }
}
