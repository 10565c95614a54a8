package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RowKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A walk over the rows of one ledger, one in memory at a time. */
final class Entries implements RowPieces {

    private final Database database;
    private final PreparedStatement statement;
    private final ResultSet result;
    private final boolean hasParts;
    private final boolean hasBothKinds;
    private final boolean hasCreations;
    private final boolean hasFoundCompletions;
    private final boolean isShard;
    private @Nullable Piece ahead;

    /** What pieces a plan has. */
    record Shape(long lastPart, boolean hasFoundCompletions, boolean hasCreations, boolean isShard) {

        /** Takes a walk over the plan. */
        static Shape of(Database database, long generation) throws SQLException {
            return of(
                    database,
                    generation,
                    database.number("SELECT coalesce(max(part), 0) FROM feedback WHERE generation = ?", generation));
        }

        static Shape of(Database database, long generation, long lastPart) throws SQLException {
            boolean hasFound = database.has("completion_key");
            return new Shape(
                    lastPart,
                    hasFound,
                    hasFound || database.has("feedback WHERE kind = 'interaction' AND generation = " + generation),
                    isShard(database, generation));
        }

        static boolean isShard(Database database, long generation) throws SQLException {
            return database.has("plan WHERE CASE WHEN json_valid(basis) THEN basis ->> '$.shard' END IS NOT NULL"
                    + " AND generation = " + generation);
        }

        boolean hasBothKinds() {
            return lastPart >= OtherKind.FIRST_PART;
        }
    }

    Entries(Database database, long generation) throws LedgerException {
        this(database, generation, database.run(() -> Shape.of(database, generation)), "true");
    }

    /** @param condition on {@code f}, a piece, which holds for all pieces of a row or for none */
    Entries(Database database, long generation, Shape shape, String condition) throws LedgerException {
        this.database = database;
        try {
            hasParts = shape.lastPart() > 0;
            hasFoundCompletions = shape.hasFoundCompletions();
            hasCreations = shape.hasCreations();
            isShard = shape.isShard();
            hasBothKinds = shape.hasBothKinds();
            statement = database.prepare("""
                    SELECT f.row, f.part, f.line, coalesce(carrier.state, f.state), f.upload_id,
                      coalesce(carrier.http_status, f.http_status), CASE WHEN f.carrier IS NULL THEN f.attempts ELSE 0 END,
                      CASE carrier.state WHEN 'rejected' THEN %s ELSE coalesce(carrier.reason, f.reason) END, f.digest,
                      (SELECT json ->> '$.metric' FROM body WHERE body.id = f.id),
                      CASE f.state WHEN 'recorded' THEN f.answered_at END, f.kind, f.elsewhere, f.doubt,
                      %s
                    FROM feedback AS f LEFT JOIN feedback AS carrier ON f.state = 'carried' AND carrier.id = f.carrier
                    WHERE f.generation = ? AND %s ORDER BY %s""".formatted(
                    WaitingWords.reason("carrier", "f"),
                    hasFoundCompletions ? "(SELECT json ->> '$.completion_id' FROM body WHERE body.id = f.id)" : "NULL",
                    condition,
                    hasBothKinds ? "f.row, f.part" : "f.id")); // the same, but for what came from another plan
            statement.setLong(1, generation);
            result = statement.executeQuery();
            ahead = read();
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    @Override
    public boolean hasParts() {
        return hasParts;
    }

    @Override
    public boolean isShard() {
        return isShard;
    }

    @Override
    public boolean hasCreations() {
        return hasCreations;
    }

    @Override
    public List<Piece> next() throws LedgerException {
        @Nullable Piece first = ahead;
        if (first == null) {
            return List.of();
        }
        ahead = read();
        if (ahead == null || ahead.entry().row() != first.entry().row()) {
            return List.of(first);
        }
        List<Piece> pieces = new ArrayList<>();
        pieces.add(first);
        while (ahead != null && ahead.entry().row() == first.entry().row()) {
            pieces.add(ahead);
            ahead = read();
        }
        return pieces;
    }

    private @Nullable Piece read() throws LedgerException {
        try {
            if (!result.next()) {
                return null;
            }
            int httpStatus = result.getInt(6);
            byte[] digest = result.getBytes(9);
            State state = Columns.state(result, 4);
            boolean isCreation = hasCreations
                    && (state == State.RECORDED || state == State.SKIPPED)
                    && Kind.INTERACTION.label().equals(result.getString(12));
            Entry entry = new Entry(
                    result.getLong(1),
                    result.getInt(2),
                    result.getLong(3),
                    state,
                    isCreation && state == State.SKIPPED ? null : result.getString(5),
                    httpStatus == 0 ? null : httpStatus,
                    result.getInt(7),
                    result.getString(8));
            long recordedAt = result.getLong(11);
            return new Piece(
                    entry,
                    result.getString(10),
                    digest == null ? null : RowKey.ofBytes(digest),
                    recordedAt == 0 ? null : Instant.ofEpochMilli(recordedAt),
                    hasBothKinds ? result.getString(12) : null,
                    isCreation ? result.getString(5) : result.getString(15),
                    entry.state() == State.SKIPPED ? Columns.skipCause(result.getInt(13), result.getInt(14)) : null,
                    null);
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    @Override
    public void close() throws LedgerException {
        try (statement;
                result) {
            return;
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }
}
