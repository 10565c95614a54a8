package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A row that is certainly recorded, with known id and time. If the server does not show this row, then a missing row
 * proves nothing either.
 */
public record Canary(Trace.At trace, String uploadId, Instant claimedAt, Instant answeredAt) {

    /** Number of canaries of each kind. */
    private static final int EACH = 3;

    /** Number of the latest rows among which canaries are looked for. */
    private static final int LAST = 1_000;

    /** The last rows of each of these kinds that can be one. */
    static List<Canary> lastOf(Database database, List<Kind> kinds, Function<Submission, Trace> traces)
            throws SQLException {
        List<Canary> canaries = new ArrayList<>();
        for (Kind kind : kinds) {
            canaries.addAll(lastOf(database, kind, traces));
        }
        return canaries;
    }

    /** The last rows of {@code kind} that can be one, those that are tied beside those that are not, and one with a user. */
    private static List<Canary> lastOf(Database database, Kind kind, Function<Submission, Trace> traces)
            throws SQLException {
        List<Canary> canaries = new ArrayList<>();
        database.each(
                """
                SELECT last.id, kind, json, upload_id, claimed_at, answered_at
                FROM (SELECT * FROM feedback
                      WHERE kind = ? AND state = 'recorded' AND upload_id IS NOT NULL AND doubt + denied = 0
                        AND claimed_at IS NOT NULL AND answered_at IS NOT NULL
                      ORDER BY answered_at DESC, id DESC LIMIT ?) AS last
                JOIN body ON body.id = last.id ORDER BY answered_at DESC, last.id DESC""",
                row -> {
                    if (traces.apply(RowsByCompletion.submission(row)) instanceof Trace.At at
                            && isWanted(at, canaries)) {
                        canaries.add(new Canary(
                                at,
                                row.getString(4),
                                Instant.ofEpochMilli(row.getLong(5)),
                                Instant.ofEpochMilli(row.getLong(6))));
                    }
                },
                kind.label(),
                LAST);
        return canaries;
    }

    private static boolean isWanted(Trace.At trace, List<Canary> canaries) {
        boolean isFirstWithUser = trace.matchKey().user() != null
                && canaries.stream().allMatch(other -> other.trace.matchKey().user() == null);
        return isFirstWithUser
                || canaries.stream()
                                .filter(other -> other.trace.isTied() == trace.isTied())
                                .count()
                        < EACH;
    }

    /** Among what the server showed of its completion. */
    public Optional<ObservedFeedback> find(List<ObservedFeedback> observed) {
        return observed.stream()
                .filter(observedFeedback -> observedFeedback.id().equals(uploadId))
                .findFirst();
    }

    /** Whether the server dates its feedback by the clock that its answers show, give or take {@code skew}. */
    public boolean isDated(ObservedFeedback observedFeedback, Duration skew) {
        return !observedFeedback.createdAt().isBefore(claimedAt.minus(skew))
                && !observedFeedback.createdAt().isAfter(answeredAt.plus(skew));
    }
}
