package feedbackuploader.ledger;

import feedbackuploader.feedback.RowKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds pieces of feedback in a ledger for the upload of another file that holds some of its rows. Each piece of the
 * ledger is found once, so that of three that are the same, two of which are recorded, the third is not.
 */
public final class Recognition implements AutoCloseable {

    private static final String BY_KEY = """
            SELECT id, state, doubt FROM feedback WHERE digest = ?1 AND generation <= ?2
            ORDER BY generation = ?2 AND row = ?3 DESC, state = 'recorded' DESC,
              state IN ('sending', 'ambiguous', 'unknown') DESC""";

    private static final String BY_ID = """
            SELECT id, state, doubt, row, (SELECT json FROM body WHERE body.id = feedback.id)
            FROM feedback WHERE id = ? AND generation = ?""";

    private final Database database;
    private final long generation;
    private final PreparedStatement byKey;
    private final PreparedStatement byId;
    private final long firstId;
    private final long lastId;
    private final BitSet taken = new BitSet();

    /** @throws LedgerException also when the ledger was left in the middle of a plan, and finds nothing quickly */
    Recognition(Database database, long generation) throws LedgerException {
        this.database = database;
        this.generation = generation;
        try {
            if (database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'feedback_identity'") == 0) {
                throw new LedgerException("The upload of the ledger " + database.file()
                        + " was killed while it read its file. Run that upload again first.");
            }
            byKey = database.prepare(BY_KEY);
            byId = database.prepare(BY_ID);
            firstId = database.number("SELECT min(id) FROM feedback WHERE generation = ?", generation);
            lastId = database.number("SELECT max(id) FROM feedback WHERE generation = ?", generation);
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /**
     * The state of a piece, which {@link State#UNKNOWN} stands for whenever it may be recorded; empty when the ledger does
     * not know it.
     *
     * @param row where the piece is looked for first
     */
    public Optional<State> take(RowKey key, long row) throws LedgerException {
        try {
            byKey.setBytes(1, key.bytes());
            byKey.setLong(2, generation);
            byKey.setLong(3, row);
            try (ResultSet found = byKey.executeQuery()) {
                return takeFirst(found);
            }
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    private Optional<State> takeFirst(ResultSet found) throws SQLException {
        while (found.next()) {
            if (!taken.get((int) found.getLong(1))) {
                return Optional.of(take(found));
            }
        }
        return Optional.empty();
    }

    /**
     * The state of the first piece of a row whose body is one of these in other words: a spreadsheet writes 1 for 1.0.
     *
     * @param isAlike tells of the body that was sent
     */
    public Optional<State> takeAlike(long row, Predicate<String> isAlike) throws LedgerException {
        try {
            for (long id = firstIdOf(row); id <= lastId; id++) {
                try (ResultSet found = byId(id)) {
                    if (!found.next() || found.getLong(4) != row) {
                        return Optional.empty();
                    }
                    @Nullable String body = found.getString(5);
                    if (body != null && !taken.get((int) id) && isAlike.test(body)) {
                        return Optional.of(take(found));
                    }
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /** Rows of one plan are numbered in the order of their ids, without gaps. */
    private long firstIdOf(long row) throws SQLException {
        long low = firstId;
        long high = lastId + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            try (ResultSet found = byId(middle)) {
                if (found.next() && found.getLong(4) < row) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
        }
        return low;
    }

    private ResultSet byId(long id) throws SQLException {
        byId.setLong(1, id);
        byId.setLong(2, generation);
        return byId.executeQuery();
    }

    private State take(ResultSet found) throws SQLException {
        taken.set((int) found.getLong(1));
        State state = Columns.state(found, 2);
        return found.getInt(3) > 0 && state != State.RECORDED ? State.UNKNOWN : state;
    }

    @Override
    public void close() throws LedgerException {
        try (byKey;
                byId) {
            return;
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }
}
