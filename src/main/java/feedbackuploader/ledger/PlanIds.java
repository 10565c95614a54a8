package feedbackuploader.ledger;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Where the rows of a plan stand. The pieces of a plan were written one after the other in the order of the file, so that
 * the ids of a row are found by halving; what a plan keeps of another kind of feedback stands before them.
 *
 * @param first the first id that the plan may have; none when it is greater than {@code last}
 */
record PlanIds(Database database, long generation, long first, long last) {

    static PlanIds of(Database database, long generation) throws SQLException {
        long first = database.first(
                        "SELECT id FROM feedback WHERE generation = ? AND " + OtherKind.IS_OWN + " ORDER BY id LIMIT 1",
                        row -> row.getLong(1),
                        generation)
                .orElse(1L);
        return new PlanIds(database, generation, first, database.number("SELECT max(id) FROM feedback"));
    }

    /** The first id whose row is not before {@code row}. */
    long of(long row) throws SQLException {
        return between(row, first, last + 1);
    }

    /** The same, found soonest near {@code guess}: in steps that grow, first away from it and then by halving. */
    long of(long row, long guess) throws SQLException {
        long end = last + 1;
        long at = Math.max(first, Math.min(guess, end));
        long step = 1;
        if (at < end && isBefore(at, row)) {
            long low = at + 1;
            while (low + step < end && isBefore(low + step, row)) {
                low += step + 1;
                step *= 2;
            }
            return between(row, low, Math.min(end, low + step));
        }
        long high = at;
        while (high - step >= first && !isBefore(high - step, row)) {
            high -= step;
            step *= 2;
        }
        return between(row, Math.max(first, high - step), high);
    }

    private long between(long row, long from, long to) throws SQLException {
        long low = from;
        long high = to;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (isBefore(middle, row)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A later plan that is being written stands after all of this one. */
    private boolean isBefore(long id, long row) throws SQLException {
        return database.first(
                        "SELECT generation = ? AND row < ? FROM feedback WHERE id >= ? ORDER BY id LIMIT 1",
                        found -> found.getBoolean(1),
                        generation,
                        row,
                        id)
                .orElse(false);
    }

    /** The id with which the row of {@code id} begins: that of its part 0. */
    long startOfRow(long id) throws SQLException {
        Optional<Long> row = database.first(
                "SELECT CASE WHEN generation = ? AND part > 0 THEN row END FROM feedback WHERE id >= ? ORDER BY id LIMIT 1",
                found -> found.getLong(1),
                generation,
                id);
        return row.orElse(0L) == 0 ? id : of(row.get(), id);
    }
}
