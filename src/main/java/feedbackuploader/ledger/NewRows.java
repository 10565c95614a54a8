package feedbackuploader.ledger;

import feedbackuploader.feedback.SkipCause;
import feedbackuploader.server.Submission;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a new generation, and the bodies of those that are sent, many in one transaction. */
final class NewRows implements AutoCloseable {

    /** Maximum number of rows, and of characters of their texts, held in memory until a commit. */
    private static final int ROWS_A_COMMIT = 2_000;

    private static final int CHARACTERS_A_COMMIT = 4_000_000;

    private final Database database;
    private final long generation;
    private final PreparedStatement insertRow;
    private final PreparedStatement insertBody;
    private final CreationLinks links;
    private long nextId;
    private int heldRows;
    private long heldCharacters;

    /** @param links written in the same transactions as the rows that they belong to; closed by the caller */
    NewRows(Database database, long generation, CreationLinks links) throws SQLException, LedgerException {
        this.database = database;
        this.generation = generation;
        this.links = links;
        nextId = database.number("SELECT max(id) FROM feedback") + 1;
        insertRow = database.prepare("""
                INSERT INTO feedback (id, generation, row, part, line, kind, digest, state, reason, doubt, subject, original, elsewhere, awaits, upload_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        insertBody = database.prepare("INSERT INTO body (id, json) VALUES (?, ?)");
    }

    /** The id of the next row that is added. */
    long nextId() {
        return nextId;
    }

    /** @param original by which another upload knows the row; null for none */
    void add(NewRow row, @Nullable String original) throws LedgerException {
        try {
            bind(row, original);
            insertRow.addBatch();
            Submission submission = row.submission();
            if (submission != null) {
                insertBody.setLong(1, nextId);
                insertBody.setString(2, submission.body());
                insertBody.addBatch();
                heldCharacters += submission.body().length();
            }
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
        nextId++;
        heldRows++;
        heldCharacters += row.reason() == null ? 0 : row.reason().length();
        if (heldRows >= ROWS_A_COMMIT || heldCharacters >= CHARACTERS_A_COMMIT) {
            commit();
        }
    }

    private void bind(NewRow row, @Nullable String original) throws SQLException {
        insertRow.setLong(1, nextId);
        insertRow.setLong(2, generation);
        insertRow.setLong(3, row.row());
        insertRow.setInt(4, row.part());
        insertRow.setLong(5, row.line());
        insertRow.setString(6, row.kind() == null ? null : row.kind().label());
        if (row.key() == null) {
            insertRow.setNull(7, Types.BLOB);
        } else {
            insertRow.setBytes(7, row.key().bytes());
        }
        insertRow.setString(8, row.state().label());
        insertRow.setString(9, row.reason());
        insertRow.setInt(10, row.cause() == SkipCause.IN_DOUBT ? 1 : 0);
        if (row.subject() == null) {
            insertRow.setNull(11, Types.INTEGER);
        } else {
            insertRow.setLong(11, row.subject());
        }
        insertRow.setString(12, original);
        insertRow.setInt(13, Columns.elsewhere(row.cause()));
        insertRow.setInt(14, row.awaits() ? 1 : 0);
        insertRow.setString(15, row.uploadId());
    }

    void commit() throws LedgerException {
        database.inTransaction(() -> {
            insertRow.executeBatch();
            insertBody.executeBatch();
            links.write();
            return true;
        });
        heldRows = 0;
        heldCharacters = 0;
    }

    @Override
    public void close() throws SQLException {
        try (insertRow;
                insertBody) {
            return;
        }
    }
}
