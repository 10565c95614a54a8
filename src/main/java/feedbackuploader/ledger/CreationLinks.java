package feedbackuploader.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Which pieces of a plan that is being written create completions, and which name them: tables of this connection alone, in
 * a temporary file, until {@link Creations} makes links of them.
 */
final class CreationLinks implements AutoCloseable {

    private final PreparedStatement created;
    private final PreparedStatement awaited;

    CreationLinks(Database database, long generation) throws SQLException {
        database.execute("DROP TABLE IF EXISTS temp.created");
        database.execute("DROP TABLE IF EXISTS temp.awaited");
        database.execute("CREATE TEMP TABLE created (placeholder TEXT, row INTEGER, id INTEGER, is_there INTEGER,"
                + " PRIMARY KEY (placeholder, row, id)) WITHOUT ROWID");
        database.execute("CREATE TEMP TABLE awaited (id INTEGER, row INTEGER, placeholder TEXT)");
        database.update("DELETE FROM link WHERE id IN (SELECT id FROM feedback WHERE generation >= ?)", generation);
        created = database.prepare("INSERT INTO temp.created VALUES (?, ?, ?, ?)");
        awaited = database.prepare("INSERT INTO temp.awaited VALUES (?, ?, ?)");
    }

    void note(long id, long row, Creation creation) throws LedgerException {
        try {
            if (creation.creates() != null) {
                note(id, row, creation.creates(), false);
            }
            for (UUID placeholder : creation.awaits()) {
                awaited.setLong(1, id);
                awaited.setLong(2, row);
                awaited.setString(3, placeholder.toString());
                awaited.addBatch();
            }
        } catch (SQLException e) {
            throw new LedgerException("The plan cannot be written.", e);
        }
    }

    /** One that another upload created. */
    void noteCreatedBefore(long id, long row, UUID placeholder) throws LedgerException {
        try {
            note(id, row, placeholder, true);
        } catch (SQLException e) {
            throw new LedgerException("The plan cannot be written.", e);
        }
    }

    private void note(long id, long row, UUID placeholder, boolean isThere) throws SQLException {
        created.setString(1, placeholder.toString());
        created.setLong(2, row);
        created.setLong(3, id);
        created.setBoolean(4, isThere);
        created.addBatch();
    }

    void write() throws SQLException {
        created.executeBatch();
        awaited.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        try (created;
                awaited) {
            return;
        }
    }
}
