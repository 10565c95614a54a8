package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import feedbackuploader.server.Traces;
import feedbackuploader.server.Unshown;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the server is known to have of an upload, rows that are gone from the file included: sorted by the
 * completion that shows it, the pieces of one completion in memory at a time. Writes nothing.
 */
public final class RecordedPieces implements AutoCloseable {

    /**
     * One piece.
     *
     * @param row of the file as it was planned last; null when it is gone from there
     * @param part numbers the pieces of the row
     * @param uploadId null when the server gave none
     * @param recordedAt by when, by the server's clock; null when that is not known
     * @param datedAt the date that was sent with it; null for none
     * @param unshown what of it no query shows, as {@link Unshown} says it
     */
    public record Recorded(
            @Nullable Long row,
            int part,
            @Nullable String uploadId,
            @Nullable Instant recordedAt,
            @Nullable Instant datedAt,
            Trace trace,
            Set<String> unshown) {
        public Recorded {
            unshown = Set.copyOf(unshown);
        }
    }

    /** Takes them one by one. */
    @FunctionalInterface
    public interface Sink {
        void take(Recorded piece) throws LedgerException;
    }

    /**
     * What one completion shows.
     *
     * @param isCreatedHere whether this upload created the completion
     */
    public record Shown(Kind kind, UUID completion, List<Recorded> pieces, boolean isCreatedHere)
            implements OnCompletion {
        public Shown {
            pieces = List.copyOf(pieces);
        }
    }

    /** A metric, and whether it was sent numbers. */
    private record Used(String metric, boolean isNumber) {}

    private static final String COMPLETION =
            "lower(coalesce(json ->> '$.completion_id', json ->> '$.preferred_completion', upload_id))";

    private final Database database;
    private final long generation;
    private final Function<Submission, Trace> traces;
    private final Sink nowhere;
    private final PreparedStatement statement;
    private final ResultSet result;
    private @Nullable Recorded ahead;
    private @Nullable UUID created;

    private RecordedPieces(Database database, long generation, Function<Submission, Trace> traces, Sink nowhere)
            throws LedgerException {
        this.database = database;
        this.generation = generation;
        this.traces = traces;
        this.nowhere = nowhere;
        try {
            statement = database.prepare("""
                    SELECT generation, kind, json, row, upload_id, answered_at, part, json ->> '$.created_at'
                    FROM feedback JOIN body ON body.id = feedback.id WHERE state = 'recorded'
                    ORDER BY %s, kind, feedback.id""".formatted(COMPLETION)); // a new completion before its ratings
            result = statement.executeQuery();
            ahead = read();
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /**
     * The caller closes it.
     *
     * @param traces where each can be seen
     * @param nowhere hears of those that are shown on no completion, on the way
     */
    public static RecordedPieces of(Ledger ledger, Function<Submission, Trace> traces, Sink nowhere)
            throws LedgerException {
        long generation = ledger.plan().map(Plan::generation).orElse(0L);
        return new RecordedPieces(ledger.database(), generation, traces, nowhere);
    }

    /** By metric of what is recorded: whether it was sent numbers. */
    public static Map<String, Boolean> metrics(Ledger ledger) throws LedgerException {
        Database database = ledger.database();
        return database.run(() -> {
            Map<String, Boolean> metrics = new TreeMap<>();
            for (Used used : database.list("""
                    SELECT DISTINCT json ->> '$.metric', coalesce(json_type(json, '$.value'), '') NOT IN ('true', 'false')
                    FROM feedback JOIN body ON body.id = feedback.id
                    WHERE state = 'recorded' AND json ->> '$.metric' IS NOT NULL""", row -> new Used(row.getString(1), row.getBoolean(2)))) {
                metrics.merge(used.metric(), used.isNumber(), Boolean::logicalOr);
            }
            return metrics;
        });
    }

    /** How many completions {@link #next} gives. */
    public long completions() throws LedgerException {
        return database.run(() -> database.number("""
                SELECT count(DISTINCT %s) FROM feedback JOIN body ON body.id = feedback.id
                WHERE state = 'recorded' AND kind <> 'outcome'
                  AND coalesce(json_type(json, '$.preferred_completion'), '') <> 'object'""".formatted(COMPLETION)));
    }

    /** What the next completion shows; none after the last. */
    public List<Shown> next() throws LedgerException {
        @Nullable Recorded first = ahead;
        if (first == null) {
            return List.of();
        }
        Trace.At at = (Trace.At) first.trace();
        List<Recorded> pieces = new ArrayList<>();
        while (ahead != null
                && ahead.trace() instanceof Trace.At next
                && next.kind() == at.kind()
                && next.completion().equals(at.completion())) {
            pieces.add(ahead);
            ahead = read();
        }
        created = at.kind() == Kind.INTERACTION ? at.completion() : created;
        return List.of(
                new Shown(at.kind(), at.completion(), pieces, at.completion().equals(created)));
    }

    /** The next one that is shown somewhere; null after the last. */
    private @Nullable Recorded read() throws LedgerException {
        try {
            while (result.next()) {
                Submission submission = RowsByCompletion.submission(result);
                Recorded recorded = new Recorded(
                        result.getLong(1) == generation ? result.getLong(4) : null,
                        result.getInt(7),
                        result.getString(5),
                        Columns.instant(result, 6),
                        result.getString(8) == null ? null : Instant.parse(result.getString(8)),
                        submission.kind() == Kind.INTERACTION
                                ? Traces.ofCreated(submission, result.getString(5))
                                : traces.apply(submission),
                        Unshown.of(submission));
                if (recorded.trace() instanceof Trace.At) {
                    return recorded;
                }
                nowhere.take(recorded);
            }
            return null;
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
