package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Rows of a ledger sorted by the completion that shows them, since the rows of one completion must be judged together.
 * They stand in a temporary table, so that the rows of one completion are in memory at a time.
 */
final class RowsByCompletion implements AutoCloseable {

    /** What becomes of a row that is shown nowhere. */
    @FunctionalInterface
    interface Hidden {
        void take(long id, String why) throws SQLException;
    }

    private final Database database;
    private final Function<Submission, Trace> traces;
    private final String table;
    private String kind = "";
    private byte[] completion = {};

    /** @param table its name, of which a connection has one at a time */
    RowsByCompletion(Database database, String table, Function<Submission, Trace> traces) {
        this.database = database;
        this.table = table;
        this.traces = traces;
    }

    static Submission submission(ResultSet row) throws SQLException {
        return new Submission(Columns.kind(row, 2), row.getString(3));
    }

    /** Within a transaction: collects the rows of this state for which {@code condition} holds. */
    void gather(State state, String condition, Consumer<Trace.At> shown, Hidden hidden) throws SQLException {
        database.execute("DROP TABLE IF EXISTS temp." + table);
        database.execute("CREATE TEMP TABLE " + table + " (id INTEGER PRIMARY KEY, kind TEXT, completion BLOB)");
        database.each(
                "SELECT feedback.id, kind, json FROM feedback JOIN body ON body.id = feedback.id WHERE state = ? AND "
                        + condition,
                row -> {
                    Trace trace = traces.apply(submission(row));
                    if (trace instanceof Trace.At at) {
                        shown.accept(at);
                        database.update(
                                "INSERT INTO " + table + " VALUES (?, ?, ?)",
                                row.getLong(1),
                                at.kind().label(),
                                Columns.bytes(at.completion()));
                    } else if (trace instanceof Trace.Nowhere nowhere) {
                        hidden.take(row.getLong(1), nowhere.why());
                    }
                },
                state.label());
        database.execute("CREATE INDEX temp." + table + "_completion ON " + table + " (kind, completion)");
        if (!database.has(table)) {
            return;
        }
        database.execute("CREATE INDEX IF NOT EXISTS feedback_upload_id ON feedback (upload_id)"
                + " WHERE upload_id IS NOT NULL");
    }

    /**
     * The rows of the next completion; none after the last.
     *
     * @param columns what is read beside id, kind and body
     */
    <T> List<T> next(String columns, Database.RowMapper<T> mapper) throws SQLException {
        boolean isThere = database.read(
                "SELECT kind, completion FROM " + table + " WHERE (kind, completion) > (?, ?)"
                        + " ORDER BY kind, completion LIMIT 1",
                this::goTo,
                kind,
                completion);
        return isThere ? rows(columns, mapper) : List.of();
    }

    private boolean goTo(ResultSet next) throws SQLException {
        if (!next.next()) {
            return false;
        }
        kind = next.getString(1);
        completion = next.getBytes(2);
        return true;
    }

    private <T> List<T> rows(String columns, Database.RowMapper<T> mapper) throws SQLException {
        return database.list(
                "SELECT feedback.id, feedback.kind, json" + columns + " FROM " + table
                        + " AS shown JOIN feedback USING (id) JOIN body USING (id)"
                        + " WHERE shown.kind = ? AND shown.completion = ? ORDER BY feedback.id",
                mapper,
                kind,
                completion);
    }

    /** The kind of the rows that {@link #next} gave last. */
    Kind kind() throws SQLException {
        return Columns.kind(kind);
    }

    /** Their completion. */
    UUID completion() {
        ByteBuffer id = ByteBuffer.wrap(completion);
        return new UUID(id.getLong(), id.getLong());
    }

    /** Whether some row, of whatever plan, is recorded under this id of the server's. */
    boolean isOwned(String uploadId) throws LedgerException {
        return database.run(() -> database.has("feedback WHERE upload_id = ?", uploadId));
    }

    @Override
    public void close() throws LedgerException {
        database.inTransaction(() -> {
            database.execute("DROP TABLE IF EXISTS temp." + table);
            database.execute("DROP INDEX IF EXISTS feedback_upload_id"); // it would slow down every row's commit
            return true;
        });
    }
}
