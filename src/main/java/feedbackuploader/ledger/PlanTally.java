package feedbackuploader.ledger;

import feedbackuploader.feedback.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one walk over a plan tells: how much of it is in which state, in all and stretch by stretch.
 *
 * @param lastPart the highest part of any row
 */
record PlanTally(long generation, Counts counts, StatusBlocks blocks, long lastPart) {

    /** Not {@code GROUP BY}: for that SQLite would sort the rows first. */
    private static final String COUNT = "SELECT " + Columns.counts("state", State.values(), State::label)
            + ", count(*) AS pieces, max(part) AS last_part,"
            + " count(*) FILTER (WHERE state = 'skipped' AND doubt > 0) AS skipped_in_doubt,"
            + " count(*) FILTER (WHERE kind = 'interaction') AS completions,"
            + " count(digest) FILTER (WHERE state = 'skipped') AS skipped_feedback,"
            + " count(*) FILTER (WHERE elsewhere = " + Columns.OTHER_SHARD + ") AS of_other_shards"
            + " FROM feedback WHERE generation = ? AND id >= ? AND id < ?";

    /** Of rows with several pieces, and of pieces that have the state of others. */
    private static final String COUNT_ROWS = "SELECT "
            + Arrays.stream(Status.values())
                    .map(status -> "count(DISTINCT row) FILTER (WHERE " + Columns.hasStatus(List.of(status)) + ") AS "
                            + status.label())
                    .collect(Collectors.joining(", "))
            + " FROM feedback WHERE generation = ? AND id >= ? AND id < ?";

    /** The pieces of a row follow each other. */
    private static final String WITHOUT_FEEDBACK = "SELECT count(*) FROM feedback AS f WHERE generation = ?"
            + " AND state = 'skipped' AND digest IS NULL AND part = 0 AND NOT EXISTS (SELECT 1 FROM feedback AS next"
            + " WHERE next.id = f.id + 1 AND next.generation = f.generation AND next.row = f.row)";

    /** Of rows with several pieces: how many there are, and of how many every piece is another shard's. */
    private static final String COUNT_OWN_ROWS =
            "SELECT count(*) - coalesce(sum(is_others), 0) FROM (SELECT min(elsewhere = " + Columns.OTHER_SHARD
                    + ") AS is_others FROM feedback WHERE generation = ? GROUP BY row)";

    /** A stretch, or all of them. */
    private static final class Sums {
        final Map<State, Long> states = new EnumMap<>(State.class);
        long pieces;
        long lastPart;
        long skippedInDoubt;
        long completions;
        long skippedFeedback;
        long ofOtherShards;

        static Sums of(ResultSet result) throws SQLException {
            Sums sums = new Sums();
            for (State state : State.values()) {
                sums.states.put(state, result.getLong(state.label()));
            }
            sums.pieces = result.getLong("pieces");
            sums.lastPart = result.getLong("last_part");
            sums.skippedInDoubt = result.getLong("skipped_in_doubt");
            sums.completions = result.getLong("completions");
            sums.skippedFeedback = result.getLong("skipped_feedback");
            sums.ofOtherShards = result.getLong("of_other_shards");
            return sums;
        }

        void add(Sums more) {
            more.states.forEach((state, count) -> states.merge(state, count, Long::sum));
            pieces += more.pieces;
            lastPart = Math.max(lastPart, more.lastPart);
            skippedInDoubt += more.skippedInDoubt;
            completions += more.completions;
            skippedFeedback += more.skippedFeedback;
            ofOtherShards += more.ofOtherShards;
        }

        long of(State state) {
            return states.getOrDefault(state, 0L);
        }
    }

    /** All of it as of one moment, whatever another process writes meanwhile; also within a transaction. */
    static PlanTally of(Database database, Plan plan) throws SQLException {
        database.execute("SAVEPOINT moment");
        try {
            PlanTally tally = walk(database, plan);
            database.execute("RELEASE moment");
            return tally;
        } catch (SQLException | RuntimeException e) {
            try {
                database.execute("RELEASE moment");
            } catch (SQLException unreleased) {
                e.addSuppressed(unreleased);
            }
            throw e;
        }
    }

    private static PlanTally walk(Database database, Plan plan) throws SQLException {
        long generation = plan.generation();
        PlanIds ids = PlanIds.of(database, generation);
        Sums all = database.read(COUNT, Sums::of, generation, 0, ids.first()); // what is kept of another kind
        long[] starts = starts(ids);
        StatusBlocks.Builder blocks = new StatusBlocks.Builder(starts);
        for (int block = 0; block < starts.length; block++) {
            long from = starts[block];
            long to = block + 1 < starts.length ? starts[block + 1] : ids.last() + 1;
            Sums sums = database.read(COUNT, Sums::of, generation, from, to);
            blocks.add(
                    sums.lastPart > 0 || sums.of(State.CARRIED) > 0
                            ? database.read(COUNT_ROWS, PlanTally::statuses, generation, from, to)
                            : statuses(sums));
            all.add(sums);
        }
        return new PlanTally(generation, counts(database, all, plan), blocks.build(), all.lastPart);
    }

    private static long[] starts(PlanIds ids) throws SQLException {
        long pieces = Math.max(0, ids.last() + 1 - ids.first());
        long[] starts = new long[Math.toIntExact((pieces + StatusBlocks.PIECES - 1) / StatusBlocks.PIECES)];
        for (int block = 0; block < starts.length; block++) {
            starts[block] = ids.startOfRow(ids.first() + (long) block * StatusBlocks.PIECES);
        }
        return starts;
    }

    private static Map<Status, Long> statuses(ResultSet result) throws SQLException {
        Map<Status, Long> rows = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            rows.put(status, result.getLong(status.label()));
        }
        return rows;
    }

    /** Where each row is one piece. */
    private static Map<Status, Long> statuses(Sums sums) {
        Map<Status, Long> rows = new EnumMap<>(Status.class);
        sums.states.forEach((state, count) -> rows.merge(state.status(), count, Long::sum));
        return rows;
    }

    /** What is left out without having been feedback, a row of empty cells or a label that means so, has no digest. */
    private static Counts counts(Database database, Sums all, Plan plan) throws SQLException {
        Map<State, Long> counts = all.states;
        Columns.requireKnown(counts, all.pieces);
        if (all.of(State.CARRIED) > 0) {
            countWithCarriers(database, counts, plan.generation());
        }
        boolean hasParts = all.lastPart > 0;
        if (hasParts) {
            counts.put(State.SKIPPED, all.skippedFeedback);
        }
        counts.merge(State.SKIPPED, -all.ofOtherShards, Long::sum);
        counts.values().removeIf(count -> count == 0);
        return new Counts(
                counts,
                plan.rows(),
                all.skippedInDoubt,
                hasParts,
                hasParts ? database.number(WITHOUT_FEEDBACK, plan.generation()) : 0,
                all.completions,
                Entries.Shape.isShard(database, plan.generation()) ? plan.rows() - ownRows(database, all, plan) : 0);
    }

    private static long ownRows(Database database, Sums all, Plan plan) throws SQLException {
        return all.lastPart > 0 ? database.number(COUNT_OWN_ROWS, plan.generation()) : all.pieces - all.ofOtherShards;
    }

    /** What travels with an interaction counts as that does; before it is sent, as waiting. */
    private static void countWithCarriers(Database database, Map<State, Long> counts, long generation)
            throws SQLException {
        counts.remove(State.CARRIED);
        database.each(
                "SELECT carrier.state, count(*) FROM feedback AS f JOIN feedback AS carrier ON carrier.id = f.carrier"
                        + " WHERE f.generation = ? AND f.state = 'carried' GROUP BY carrier.state",
                row -> {
                    State state = Columns.state(row, 1);
                    counts.merge(state == State.PLANNED ? State.WAITING : state, row.getLong(2), Long::sum);
                },
                generation);
    }
}
