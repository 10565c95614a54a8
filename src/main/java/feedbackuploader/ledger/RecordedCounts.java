package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * How much is known to be recorded on each completion of the rows to settle, from one walk over everything that is
 * recorded: no index leads from a completion to its rows, since it would cost every upload what few need.
 */
final class RecordedCounts {

    private record Place(Kind kind, UUID completion) {
        static Place of(Trace.At trace) {
            return new Place(trace.kind(), trace.completion());
        }
    }

    private final Map<Place, Long> counts = new HashMap<>();

    /** To be called for each completion that is asked for, before {@link #gather}. */
    void want(Trace.At trace) {
        counts.put(Place.of(trace), 0L);
    }

    void gather(Database database, Function<Submission, Trace> traces) throws SQLException {
        if (counts.isEmpty()) {
            return;
        }
        database.each("""
                SELECT feedback.id, kind, json FROM feedback JOIN body ON body.id = feedback.id
                WHERE state = 'recorded' AND upload_id IS NOT NULL""", row -> {
            if (traces.apply(RowsByCompletion.submission(row)) instanceof Trace.At at) {
                counts.computeIfPresent(Place.of(at), (place, count) -> count + 1);
            }
        });
    }

    long on(Trace.At trace) {
        return counts.getOrDefault(Place.of(trace), 0L);
    }
}
