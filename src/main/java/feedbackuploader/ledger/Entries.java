package feedbackuploader.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A walk over the rows of a plan in the order of the file, one in memory at a time. */
public final class Entries implements AutoCloseable {

    private final Database database;
    private final PreparedStatement statement;
    private final ResultSet result;

    Entries(Database database, long generation) throws LedgerException {
        this.database = database;
        try {
            statement = database.prepare("""
                    SELECT row, part, line, state, upload_id, http_status, attempts, reason
                    FROM feedback WHERE generation = ? ORDER BY id""");
            statement.setLong(1, generation);
            result = statement.executeQuery();
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /** The next row, or null after the last. */
    public @Nullable Entry next() throws LedgerException {
        try {
            if (!result.next()) {
                return null;
            }
            int httpStatus = result.getInt(6);
            return new Entry(
                    result.getLong(1),
                    result.getInt(2),
                    result.getLong(3),
                    Columns.state(result, 4),
                    result.getString(5),
                    httpStatus == 0 ? null : httpStatus,
                    result.getInt(7),
                    result.getString(8));
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
