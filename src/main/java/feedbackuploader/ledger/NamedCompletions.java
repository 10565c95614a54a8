package feedbackuploader.ledger;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.server.Bodies;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The completions that the planned rows name by id, both sides of a preference, each once and one in memory at a time. Not
 * those that this upload created itself.
 */
public final class NamedCompletions implements AutoCloseable {

    /** @param row the first that names it, as a spreadsheet numbers it */
    public record Named(Kind kind, UUID completion, long row) implements OnCompletion {}

    private static final String PIECES = "SELECT feedback.id, kind, json, row FROM feedback"
            + " JOIN body ON body.id = feedback.id WHERE state = 'planned' AND awaits = 0 AND kind IN ('metric', 'preference')"
            + " AND generation = ?";

    private final Database database;
    private byte[] last = {};

    private NamedCompletions(Database database) {
        this.database = database;
    }

    /** All of them, sorted by their ids. The caller closes it. */
    public static NamedCompletions of(Ledger ledger) throws LedgerException {
        Database database = ledger.database();
        long generation = generation(ledger);
        database.inTransaction(() -> {
            database.execute("DROP TABLE IF EXISTS temp.named");
            database.execute("CREATE TEMP TABLE named (completion BLOB, id INTEGER, kind TEXT, row INTEGER)");
            database.each(
                    PIECES,
                    piece -> {
                        for (UUID completion : completionsOf(piece)) {
                            database.update(
                                    "INSERT INTO named VALUES (?, ?, ?, ?)",
                                    Columns.bytes(completion),
                                    piece.getLong(1),
                                    piece.getString(2),
                                    piece.getLong(4));
                        }
                    },
                    generation);
            database.execute("CREATE INDEX temp.named_completion ON named (completion, id)");
            return true;
        });
        return new NamedCompletions(database);
    }

    /** Up to {@code most} of them, spread evenly over the plan; the same ones as long as the plan is the same. */
    public static Collection<Named> sample(Ledger ledger, int most) throws LedgerException {
        Database database = ledger.database();
        long generation = generation(ledger);
        return database.run(() -> {
            String planned = "FROM feedback WHERE state = 'planned' AND awaits = 0 AND generation = ?";
            long first = database.number("SELECT coalesce(min(id), 0) " + planned, generation);
            long last = database.number("SELECT coalesce(max(id), 0) " + planned, generation);
            Map<UUID, Named> sample = new LinkedHashMap<>();
            for (int i = 0; i < most; i++) {
                int place = i;
                long from = first + (last - first + 1) * i / most;
                Optional<List<Named>> next = database.first(
                        PIECES + " AND feedback.id >= ? ORDER BY feedback.id LIMIT 1",
                        piece -> {
                            List<UUID> both = completionsOf(piece);
                            return both.isEmpty() ? List.of() : List.of(named(piece, both.get(place % both.size())));
                        },
                        generation,
                        from);
                next.ifPresent(found -> found.forEach(named -> sample.putIfAbsent(named.completion(), named)));
            }
            return sample.values();
        });
    }

    private static long generation(Ledger ledger) throws LedgerException {
        return ledger.plan().map(Plan::generation).orElse(0L);
    }

    private static Named named(ResultSet piece, UUID completion) throws SQLException {
        return new Named(Columns.kind(piece, 2), completion, piece.getLong(4));
    }

    private static List<UUID> completionsOf(ResultSet piece) throws SQLException {
        Feedback feedback = Bodies.feedbackOf(RowsByCompletion.submission(piece));
        if (feedback instanceof MetricFeedback metric) {
            return List.of(metric.completionId());
        }
        return feedback instanceof PreferenceFeedback preference
                ? Stream.of(preference.preferred(), preference.other())
                        .filter(CompletionRef.ById.class::isInstance)
                        .map(side -> ((CompletionRef.ById) side).id())
                        .toList()
                : List.of();
    }

    /** The next one; none after the last. */
    public List<Named> next() throws LedgerException {
        return database.run(() -> database.list(
                "SELECT id, kind, completion, row FROM named WHERE completion > ? ORDER BY completion, id LIMIT 1",
                found -> {
                    last = found.getBytes(3);
                    ByteBuffer id = ByteBuffer.wrap(last);
                    return named(found, new UUID(id.getLong(), id.getLong()));
                },
                last));
    }

    /**
     * The rows that name it are not sent in this run.
     *
     * @return how many pieces of feedback these are
     */
    public int refuse(Named named, String why) throws LedgerException {
        return database.run(() -> database.update(
                Candidates.REFUSE + "id IN (SELECT id FROM named WHERE completion = ?)",
                why,
                Columns.bytes(named.completion())));
    }

    /** All of {@code judgements} together. */
    public void commit(Candidates.Judgements judgements) throws LedgerException {
        database.inTransaction(() -> {
            judgements.apply();
            return true;
        });
    }

    @Override
    public void close() throws LedgerException {
        database.inTransaction(() -> {
            database.execute("DROP TABLE IF EXISTS temp.named");
            return true;
        });
    }
}
