package feedbackuploader.ledger;

import feedbackuploader.feedback.RowKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Optional;

/**
 * Finds pieces of feedback in a ledger for the upload of another file that holds some of its rows. Each piece of the
 * ledger is found once, so that of three that are the same, two of which are recorded, the third is not.
 */
public final class EarlierFeedback {

    private static final String BY_KEY = """
            SELECT id, state, doubt FROM feedback WHERE digest = ?1 AND generation <= ?2
            ORDER BY generation = ?2 AND row = ?3 DESC, state = 'recorded' DESC,
              state IN ('sending', 'ambiguous', 'unknown') DESC""";

    private final Database database;
    private final long generation;
    private final BitSet taken = new BitSet();

    /** @throws LedgerException also when the ledger was left in the middle of a plan, and finds nothing quickly */
    public EarlierFeedback(Ledger ledger) throws LedgerException {
        this.database = ledger.database();
        this.generation = ledger.plan().map(Plan::generation).orElse(0L);
        if (!database.run(() -> database.has("sqlite_schema WHERE name = 'feedback_identity'"))) {
            throw new LedgerException("The upload of the ledger " + database.file()
                    + " was killed while it read its file. Run that upload again first.");
        }
    }

    /**
     * The state of a piece: UNKNOWN if this upload may have recorded it, SKIPPED if another upload may have; empty if
     * the ledger does not have it.
     *
     * @param row where the piece is looked for first
     */
    public Optional<State> take(RowKey key, long row) throws LedgerException {
        return database.run(() -> database.read(BY_KEY, this::takeFirst, key.bytes(), generation, row));
    }

    private Optional<State> takeFirst(ResultSet found) throws SQLException {
        while (found.next()) {
            if (!taken.get((int) found.getLong(1))) {
                return Optional.of(take(found));
            }
        }
        return Optional.empty();
    }

    private State take(ResultSet found) throws SQLException {
        taken.set((int) found.getLong(1));
        State state = Columns.state(found, 2);
        return found.getInt(3) > 0 && state != State.RECORDED && state != State.SKIPPED ? State.UNKNOWN : state;
    }
}
