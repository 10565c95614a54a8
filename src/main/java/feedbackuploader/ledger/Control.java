package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Sighting;
import feedbackuploader.feedback.Submission;
import feedbackuploader.feedback.Trace;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A row that is recorded for certain, under a known id and between two moments of the server's clock: where a read-back
 * does not show it, what a read-back does not show proves nothing.
 */
public record Control(Trace.At trace, String uploadId, Instant claimedAt, Instant answeredAt) {

    private static final int LAST = 3;

    /** The last rows of {@code kind} that can be one. */
    static List<Control> lastOf(Database database, Kind kind, Function<Submission, Trace> traces) throws SQLException {
        List<Control> controls = new ArrayList<>();
        try (PreparedStatement recorded = database.prepare("""
                SELECT feedback.id, kind, json, upload_id, claimed_at, answered_at
                FROM feedback JOIN body ON body.id = feedback.id
                WHERE kind = ? AND state = 'recorded' AND upload_id IS NOT NULL AND doubt = 0
                  AND claimed_at IS NOT NULL AND answered_at IS NOT NULL
                ORDER BY feedback.id DESC LIMIT ?""")) {
            recorded.setString(1, kind.word());
            recorded.setInt(2, LAST);
            try (ResultSet row = recorded.executeQuery()) {
                while (row.next()) {
                    if (traces.apply(Suspects.submission(row)) instanceof Trace.At at) {
                        controls.add(new Control(
                                at,
                                row.getString(4),
                                Instant.ofEpochMilli(row.getLong(5)),
                                Instant.ofEpochMilli(row.getLong(6))));
                    }
                }
            }
        }
        return controls;
    }

    /** Among what the server showed of its completion. */
    public Optional<Sighting> find(List<Sighting> sightings) {
        return sightings.stream()
                .filter(sighting -> sighting.id().equals(uploadId))
                .findFirst();
    }

    /** Whether the server dates its feedback by the clock that its answers show, give or take {@code skew}. */
    public boolean isDated(Sighting sighting, Duration skew) {
        return !sighting.createdAt().isBefore(claimedAt.minus(skew))
                && !sighting.createdAt().isAfter(answeredAt.plus(skew));
    }
}
