package feedbackuploader.ledger;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One piece of feedback that the server has, or a completion that was created, of whichever plan.
 *
 * @param completion the id of its completion, or of the preferred one of a pair; null when that was sent as text
 * @param id that the server gave; null for a completion
 * @param at by when it was recorded, by the server's clock; null when that is not known
 */
public record RecordedFeedback(
        @Nullable String completion,
        @Nullable String id,
        @Nullable String metric,
        @Nullable Instant at) {

    /** Takes them one by one. */
    @FunctionalInterface
    public interface Sink {
        void take(RecordedFeedback recorded);
    }

    /**
     * Everything that the server is known to have of an upload, rows that are gone from the file included.
     *
     * @param from of which only what comes from its rows to fix is taken: the id of another ledger; null for all
     */
    public static void walk(Ledger ledger, @Nullable String from, Sink sink) throws LedgerException {
        Database database = ledger.database();
        boolean unused = database.run(() -> {
            walk(database, from, sink);
            return true;
        });
    }

    private static void walk(Database database, @Nullable String from, Sink sink) throws SQLException {
        database.each(
                """
                SELECT CASE kind WHEN 'interaction' THEN upload_id ELSE coalesce(json ->> '$.completion_id',
                    CASE json_type(json, '$.preferred_completion')
                      WHEN 'text' THEN json ->> '$.preferred_completion' END) END,
                  CASE kind WHEN 'interaction' THEN NULL ELSE upload_id END, json ->> '$.metric', answered_at
                FROM feedback LEFT JOIN body ON body.id = feedback.id
                WHERE state = 'recorded' AND upload_id IS NOT NULL %s ORDER BY feedback.id""".formatted(from == null ? "" : "AND ' ' || original LIKE '% " + from + ":%'"),
                row -> sink.take(new RecordedFeedback(
                        row.getString(1), row.getString(2), row.getString(3), Columns.instant(row, 4))));
    }
}
