package feedbackuploader.ledger;

import feedbackuploader.feedback.Status;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Some rows of a plan at a time. */
public final class RowWindows {

    private final Database database;
    private final long generation;
    private final Entries.Shape shape;
    private final PlanIds ids;
    private final StatusBlocks blocks;

    /** @param tally of the plan, perhaps of a moment ago */
    RowWindows(Database database, PlanTally tally) throws LedgerException {
        this.database = database;
        this.generation = tally.generation();
        this.shape = database.run(() -> Entries.Shape.of(database, generation, tally.lastPart()));
        this.ids = database.run(() -> PlanIds.of(database, generation));
        this.blocks = tally.blocks();
    }

    /** Of the plan. */
    public long generation() {
        return generation;
    }

    /** What is known of these rows, in the order of the file: a list of pieces for each that the plan has. */
    public List<List<Piece>> rows(Collection<Long> numbers) throws LedgerException {
        SortedSet<Long> inOrder = new TreeSet<>(numbers);
        String own = "f.id IN " + list(database.run(() -> idsOf(inOrder)));
        String other =
                "f.id < " + ids.first() + " AND f.part >= " + OtherKind.FIRST_PART + " AND f.row IN " + list(inOrder);
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
        List<Long> pieces = new ArrayList<>();
        long id = ids.first();
        long row = 0;
        for (long number : numbers) {
            id = ids.of(number, id + (number - row)); // most files have one piece a row
            long next = ids.of(number + 1, id + 1);
            for (long piece = id; piece < next; piece++) {
                pieces.add(piece);
            }
            row = number;
        }
        return pieces;
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
                isOwn ? ids.of(row) : 0,
                isOwn ? ids.of(row + 1) : ids.first(),
                generation,
                row,
                part);
    }

    /** Of a plan with one piece a row, it takes no comparing of rows. */
    private String row() {
        return shape.lastPart() == 0 ? "row" : "DISTINCT row";
    }

    /**
     * The numbers of some rows in which a piece has one of these statuses, in the order of the file.
     *
     * @param from the first of them among all of this sort, from 0
     */
    public List<Long> rowsOf(List<Status> statuses, long from, int count) throws LedgerException {
        List<Long> numbers = new ArrayList<>();
        StatusBlocks.Place place = blocks.place(statuses, from);
        long skip = place.offset();
        for (int block = place.block(); block < blocks.size() && numbers.size() < count; block++) {
            if (!blocks.hasAny(statuses, block)) {
                continue;
            }
            long start = blocks.start(block);
            long end = block + 1 < blocks.size() ? blocks.start(block + 1) : ids.last() + 1;
            long left = skip;
            int most = count - numbers.size();
            numbers.addAll(database.run(() -> database.list(
                    "SELECT " + row() + " FROM feedback WHERE id >= ? AND id < ? AND generation = ? AND "
                            + Columns.hasStatus(statuses) + " ORDER BY id LIMIT ? OFFSET ?",
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

    /** Rows with a piece of one of these statuses; one with pieces of several counts for each. */
    public long total(List<Status> statuses) {
        return blocks.total(statuses);
    }

    /** How many rows of this sort stand before {@code row}. */
    public long placeOf(List<Status> statuses, long row) throws LedgerException {
        long id = database.run(() -> ids.of(row));
        int block = blocks.blockOf(id);
        if (block < 0) {
            return 0;
        }
        return blocks.before(statuses, block)
                + database.run(() -> database.number(
                        "SELECT count(" + row() + ") FROM feedback WHERE id >= ? AND id < ? AND generation = ? AND "
                                + Columns.hasStatus(statuses),
                        blocks.start(block),
                        id,
                        generation));
    }
}
