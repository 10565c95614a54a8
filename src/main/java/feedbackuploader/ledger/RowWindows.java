package feedbackuploader.ledger;

import feedbackuploader.feedback.Status;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Some rows of a plan at a time. The pieces of a plan were written one after the other in the order of the file, so that
 * the ids of some rows are found by halving; what a plan keeps of another kind of feedback stands before them.
 */
public final class RowWindows {

    private final Database database;
    private final long generation;
    private final Entries.Shape shape;

    /** The first and the last id that the plan may have; none when the first is greater. */
    private final long firstId;

    private final long lastId;

    RowWindows(Database database, long generation) throws LedgerException {
        this.database = database;
        this.generation = generation;
        this.shape = database.run(() -> Entries.Shape.of(database, generation));
        this.firstId = database.run(() -> database.first(
                        "SELECT id FROM feedback WHERE generation = ? AND " + OtherKind.IS_OWN + " ORDER BY id LIMIT 1",
                        row -> row.getLong(1),
                        generation)
                .orElse(1L));
        this.lastId = database.run(() -> database.number("SELECT max(id) FROM feedback"));
    }

    /** What is known of these rows, in the order of the file: a list of pieces for each that the plan has. */
    public List<List<Piece>> rows(Collection<Long> numbers) throws LedgerException {
        SortedSet<Long> inOrder = new TreeSet<>(numbers);
        List<Long> ids = database.run(() -> idsOf(inOrder));
        String own = "f.id IN " + list(ids);
        String other =
                "f.id < " + firstId + " AND f.part >= " + OtherKind.FIRST_PART + " AND f.row IN " + list(inOrder);
        List<List<Piece>> rows = new ArrayList<>();
        try (Entries entries = new Entries(
                database, generation, shape, shape.hasBothKinds() ? "(" + own + " OR " + other + ")" : own)) {
            for (List<Piece> row = entries.next(); !row.isEmpty(); row = entries.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String list(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    private List<Long> idsOf(SortedSet<Long> numbers) throws SQLException {
        List<Long> ids = new ArrayList<>();
        long id = firstId;
        long row = 0;
        for (long number : numbers) {
            id = idAt(number, id + (number - row)); // most files have one piece a row
            long next = idAt(number + 1, id + 1);
            for (long piece = id; piece < next; piece++) {
                ids.add(piece);
            }
            row = number;
        }
        return ids;
    }

    /** All that is known of one row; empty for one that the plan does not have. */
    public List<SentPiece> row(long number) throws LedgerException {
        List<SentPiece> all = new ArrayList<>();
        for (Piece piece : rows(List.of(number)).stream().flatMap(List::stream).toList()) {
            long id = database.run(() -> idOf(number, piece.entry().part()));
            List<EarlierAttempt> attempts = database.run(() -> Attempts.of(database, id));
            all.add(database.run(() -> database.read(
                    "SELECT kind, (SELECT json FROM body WHERE body.id = feedback.id) FROM feedback WHERE id = ?",
                    found -> new SentPiece(piece, found.getString(1), found.getString(2), attempts),
                    id)));
        }
        return all;
    }

    private long idOf(long row, int part) throws SQLException {
        boolean isOwn = part < OtherKind.FIRST_PART;
        return database.number(
                "SELECT id FROM feedback WHERE id >= ? AND id < ? AND generation = ? AND row = ? AND part = ?",
                isOwn ? idAt(row) : 0,
                isOwn ? idAt(row + 1) : firstId,
                generation,
                row,
                part);
    }

    /** The first id of the plan whose row is not before {@code row}. */
    private long idAt(long row) throws SQLException {
        return idBetween(row, firstId, lastId + 1);
    }

    /** The same, found soonest near {@code guess}: in steps that grow, first away from it and then by halving. */
    private long idAt(long row, long guess) throws SQLException {
        long end = lastId + 1;
        long at = Math.max(firstId, Math.min(guess, end));
        long step = 1;
        if (at < end && isBefore(at, row)) {
            long low = at + 1;
            while (low + step < end && isBefore(low + step, row)) {
                low += step + 1;
                step *= 2;
            }
            return idBetween(row, low, Math.min(end, low + step));
        }
        long high = at;
        while (high - step >= firstId && !isBefore(high - step, row)) {
            high -= step;
            step *= 2;
        }
        return idBetween(row, Math.max(firstId, high - step), high);
    }

    private long idBetween(long row, long from, long to) throws SQLException {
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

    /** What was noted of the rows by status. */
    public StatusBlocks blocks() throws LedgerException {
        List<Long> starts = new ArrayList<>();
        for (long id = firstId; id <= lastId; id += StatusBlocks.PIECES) {
            long at = id;
            starts.add(database.run(() -> startOfRow(at)));
        }
        String sql = count();
        List<Map<Status, Long>> counts = new ArrayList<>();
        for (int block = 0; block < starts.size(); block++) {
            long from = starts.get(block);
            long to = block + 1 < starts.size() ? starts.get(block + 1) : lastId + 1;
            counts.add(database.run(() -> database.read(
                    sql,
                    row -> {
                        Map<Status, Long> all = new EnumMap<>(Status.class);
                        for (Status status : Status.values()) {
                            all.put(status, row.getLong(status.label()));
                        }
                        return all;
                    },
                    from,
                    to,
                    generation)));
        }
        return new StatusBlocks(generation, starts, counts);
    }

    /** The id with which the row of {@code id} begins. */
    private long startOfRow(long id) throws SQLException {
        if (shape.lastPart() == 0) {
            return id;
        }
        long row = database.number("SELECT row FROM feedback WHERE id >= ? ORDER BY id LIMIT 1", id);
        return idAt(row);
    }

    /** Of a plan with one piece a row, it takes no comparing of rows. */
    private String row() {
        return shape.lastPart() == 0 ? "row" : "DISTINCT row";
    }

    private String count() {
        return "SELECT "
                + Arrays.stream(Status.values())
                        .map(status ->
                                "count(" + row() + ") FILTER (WHERE " + is(List.of(status)) + ") AS " + status.label())
                        .collect(Collectors.joining(", "))
                + " FROM feedback WHERE id >= ? AND id < ? AND generation = ?";
    }

    /** A piece that travels with another one has its state. */
    private static String is(List<Status> statuses) {
        String states = Arrays.stream(State.values())
                .filter(state -> statuses.contains(state.status()))
                .map(state -> "'" + state.label() + "'")
                .collect(Collectors.joining(", ", "(", ")"));
        return "CASE state WHEN 'carried' THEN (SELECT carrier.state FROM feedback AS carrier"
                + " WHERE carrier.id = feedback.carrier) ELSE state END IN " + states;
    }

    /**
     * The numbers of some rows in which a piece has one of these statuses, in the order of the file.
     *
     * @param blocks of this plan, perhaps of a moment ago
     * @param from the first of them among all of this sort, from 0
     */
    public List<Long> rowsOf(List<Status> statuses, StatusBlocks blocks, long from, int count) throws LedgerException {
        List<Long> numbers = new ArrayList<>();
        StatusBlocks.Place place = blocks.place(statuses, from);
        long skip = place.offset();
        for (int block = place.block(); block < blocks.size() && numbers.size() < count; block++) {
            long start = blocks.start(block);
            long end = block + 1 < blocks.size() ? blocks.start(block + 1) : lastId + 1;
            long left = skip;
            int most = count - numbers.size();
            numbers.addAll(database.run(() -> database.list(
                    "SELECT " + row() + " FROM feedback WHERE id >= ? AND id < ? AND generation = ? AND " + is(statuses)
                            + " ORDER BY id LIMIT ? OFFSET ?",
                    row -> row.getLong(1),
                    start,
                    end,
                    generation,
                    most,
                    left)));
            skip = 0;
        }
        return numbers;
    }

    /** How many rows of this sort stand before {@code row}. */
    public long placeOf(List<Status> statuses, StatusBlocks blocks, long row) throws LedgerException {
        long id = database.run(() -> idAt(row));
        int block = blocks.blockOf(id);
        if (block < 0) {
            return 0;
        }
        return blocks.before(statuses, block)
                + database.run(() -> database.number(
                        "SELECT count(" + row() + ") FROM feedback WHERE id >= ? AND id < ? AND generation = ? AND "
                                + is(statuses),
                        blocks.start(block),
                        id,
                        generation));
    }
}
