package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
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
     * @param uploadId null when the server gave none
     * @param recordedAt by when, by the server's clock; null when that is not known
     */
    public record Recorded(
            @Nullable Long row,
            @Nullable String uploadId,
            @Nullable Instant recordedAt,
            Submission submission,
            Trace trace) {}

    /** What one completion shows. */
    public record Shown(Kind kind, UUID completion, List<Recorded> pieces) implements OnCompletion {
        public Shown {
            pieces = List.copyOf(pieces);
        }
    }

    /** A metric, and whether it was sent numbers. */
    private record Used(String metric, boolean isNumber) {}

    private final Database database;
    private final long generation;
    private final Function<Submission, Trace> traces;
    private final Consumer<Recorded> nowhere;
    private final PreparedStatement statement;
    private final ResultSet result;
    private @Nullable Recorded ahead;

    private RecordedPieces(
            Database database, long generation, Function<Submission, Trace> traces, Consumer<Recorded> nowhere)
            throws LedgerException {
        this.database = database;
        this.generation = generation;
        this.traces = traces;
        this.nowhere = nowhere;
        try {
            statement = database.prepare("""
                    SELECT generation, kind, json, row, upload_id, answered_at FROM feedback
                    JOIN body ON body.id = feedback.id WHERE state = 'recorded'
                    ORDER BY kind, coalesce(json ->> '$.completion_id', json ->> '$.preferred_completion', upload_id),
                      feedback.id""");
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
    public static RecordedPieces of(Ledger ledger, Function<Submission, Trace> traces, Consumer<Recorded> nowhere)
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
                SELECT count(*) FROM (SELECT DISTINCT kind,
                    coalesce(json ->> '$.completion_id', json ->> '$.preferred_completion', upload_id)
                  FROM feedback JOIN body ON body.id = feedback.id WHERE state = 'recorded'
                    AND kind <> 'outcome' AND coalesce(json_type(json, '$.preferred_completion'), '') <> 'object')"""));
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
        return List.of(new Shown(at.kind(), at.completion(), pieces));
    }

    /** The next one that is shown somewhere; null after the last. */
    private @Nullable Recorded read() throws LedgerException {
        try {
            while (result.next()) {
                Submission submission = RowsByCompletion.submission(result);
                Recorded recorded = new Recorded(
                        result.getLong(1) == generation ? result.getLong(4) : null,
                        result.getString(5),
                        Columns.instant(result, 6),
                        submission,
                        traces.apply(submission));
                if (recorded.trace() instanceof Trace.At) {
                    return recorded;
                }
                nowhere.accept(recorded);
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
