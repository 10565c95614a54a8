package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
    public record Group(Kind kind, UUID completion, List<Candidate> rows) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    private static final byte[] BEFORE_ALL = new byte[0];

    private final Database database;
    private final Function<Submission, Trace> traces;
    private final PreparedStatement nextCompletion;
    private final PreparedStatement rowsOfCompletion;
    private final PreparedStatement owner;
    private final PreparedStatement setExisting;
    private final PreparedStatement setUnclear;
    private String lastKind = "";
    private byte[] lastCompletion = BEFORE_ALL;

    Candidates(Database database, long generation, Function<Submission, Trace> traces) throws LedgerException {
        this.database = database;
        this.traces = traces;
        try {
            database.execute("DROP TABLE IF EXISTS temp.candidate");
            database.execute("CREATE TEMP TABLE candidate (id INTEGER, kind TEXT, completion BLOB)");
            database.inTransaction(() -> {
                gather(generation);
                database.execute("CREATE INDEX temp.candidate_completion ON candidate (kind, completion)");
                database.execute("CREATE INDEX IF NOT EXISTS feedback_upload_id ON feedback (upload_id)"
                        + " WHERE upload_id IS NOT NULL");
                return true;
            });
            nextCompletion = database.prepare("""
                    SELECT kind, completion FROM candidate WHERE (kind, completion) > (?, ?)
                    ORDER BY kind, completion LIMIT 1""");
            rowsOfCompletion = database.prepare("""
                    SELECT feedback.id, feedback.kind, json
                    FROM candidate JOIN feedback ON feedback.id = candidate.id JOIN body ON body.id = candidate.id
                    WHERE candidate.kind = ? AND candidate.completion = ? ORDER BY feedback.id""");
            owner = database.prepare("SELECT 1 FROM feedback WHERE upload_id = ?");
            setExisting = database.prepare("UPDATE feedback SET state = 'skipped', elsewhere = 3, upload_id = ?1,"
                    + " reason = 'The server already has it, as ' || ?1 || '.' WHERE id = ?2 AND state = 'planned'");
            setUnclear = database.prepare("UPDATE feedback SET state = 'invalid', elsewhere = 2, reason = ?1"
                    + " WHERE id = ?2 AND state = 'planned'");
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /** What is shown nowhere cannot be looked for, and is not sent. */
    private void gather(long generation) throws SQLException {
        try (PreparedStatement rows = database.prepare("SELECT feedback.id, kind, json FROM feedback"
                        + " JOIN body ON body.id = feedback.id WHERE state = 'planned' AND generation = ?");
                PreparedStatement insert = database.prepare("INSERT INTO candidate VALUES (?, ?, ?)");
                PreparedStatement refuse = database.prepare(
                        "UPDATE feedback SET state = 'invalid', elsewhere = 2, reason = ? WHERE id = ?")) {
            rows.setLong(1, generation);
            try (ResultSet row = rows.executeQuery()) {
                while (row.next()) {
                    Trace trace = traces.apply(InDoubtRows.submission(row));
                    if (trace instanceof Trace.At at) {
                        insert.setLong(1, row.getLong(1));
                        insert.setString(2, at.kind().label());
                        insert.setBytes(3, Columns.bytes(at.completion()));
                        insert.executeUpdate();
                    } else if (trace instanceof Trace.Nowhere nowhere) {
                        refuse.setString(1, nowhere.why());
                        refuse.setLong(2, row.getLong(1));
                        refuse.executeUpdate();
                    }
                }
            }
        }
    }

    /** The rows of the next completion; one without rows after the last. */
    public List<Group> next() throws LedgerException {
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
            return List.of(group());
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    private Group group() throws SQLException {
        List<Candidate> rows = new ArrayList<>();
        Kind kind = Kind.METRIC;
        rowsOfCompletion.setString(1, lastKind);
        rowsOfCompletion.setBytes(2, lastCompletion);
        try (ResultSet row = rowsOfCompletion.executeQuery()) {
            while (row.next()) {
                if (traces.apply(InDoubtRows.submission(row)) instanceof Trace.At at) {
                    kind = at.kind();
                    rows.add(new Candidate(row.getLong(1), at.matchKey()));
                }
            }
        }
        ByteBuffer id = ByteBuffer.wrap(lastCompletion);
        return new Group(kind, new UUID(id.getLong(), id.getLong()), rows);
    }

    /** Whether a row of this ledger is known to be what the server calls so. */
    public boolean isOwned(String uploadId) throws LedgerException {
        try {
            owner.setString(1, uploadId);
            try (ResultSet found = owner.executeQuery()) {
                return found.next();
            }
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /** The server has it as {@code uploadId}: it is left out. */
    public void leaveOut(Candidate row, String uploadId) throws LedgerException {
        set(setExisting, uploadId, row);
    }

    /** It cannot be told whether the server has it: it is not sent as long as that is asked for. */
    public void refuse(Candidate row, String why) throws LedgerException {
        set(setUnclear, why, row);
    }

    private void set(PreparedStatement statement, String text, Candidate row) throws LedgerException {
        try {
            statement.setString(1, text);
            statement.setLong(2, row.id());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
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
        try (nextCompletion;
                rowsOfCompletion;
                owner;
                setExisting;
                setUnclear) {
            database.inTransaction(() -> {
                database.execute("DROP INDEX IF EXISTS feedback_upload_id");
                return true;
            });
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }
}
