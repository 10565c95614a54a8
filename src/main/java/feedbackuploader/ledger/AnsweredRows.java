package feedbackuploader.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ServerTime;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what became of rows that were sent. */
final class AnsweredRows {

    private static final String ANSWER = """
            UPDATE feedback SET state = CASE WHEN doubt + denied > 0 THEN ?6 ELSE ?1 END,
              attempts = attempts + 1, http_status = ?2, reason = ?3, answered_at = ?4,
              if_absent = CASE if_absent WHEN 'unknown' THEN if_absent ELSE ?7 END, denied = denied OR ?8,
              upload_id = answered.value
            FROM json_each(?5) AS answered
            WHERE feedback.id = CAST(answered.key AS INTEGER) AND feedback.state = 'sending'""";

    /** What rows of one commit may have in common, so that one statement writes them all. */
    private record Answered(
            State state,
            State stateIfDenied,
            State ifAbsent,
            boolean isDenial,
            @Nullable Integer httpStatus,
            @Nullable String reason) {

        static Answered of(Result result) {
            Outcome outcome = result.outcome();
            return new Answered(
                    State.after(outcome),
                    State.afterSeveral(outcome),
                    State.ifAbsent(outcome),
                    outcome instanceof Outcome.NotProcessed,
                    outcome.httpStatus(),
                    outcome.reason());
        }
    }

    private final Database database;

    /** How many attempts are noted. */
    private long attempts;

    AnsweredRows(Database database) throws LedgerException {
        this.database = database;
        this.attempts = database.run(() -> Attempts.count(database));
    }

    /** Within the transaction of the caller. */
    void write(List<Result> results, ServerTime now) throws SQLException, LedgerException {
        Map<Answered, ObjectNode> uploadIds = new LinkedHashMap<>();
        for (Result result : results) {
            String uploadId = result.outcome() instanceof Outcome.Recorded recorded ? recorded.uploadId() : null;
            uploadIds
                    .computeIfAbsent(Answered.of(result), answered -> JsonNodeFactory.instance.objectNode())
                    .put(Long.toString(result.id()), uploadId);
        }
        for (Map.Entry<Answered, ObjectNode> group : uploadIds.entrySet()) {
            Answered answered = group.getKey();
            database.updateExactly(
                    group.getValue().size(),
                    ANSWER,
                    answered.state().label(),
                    answered.httpStatus(),
                    answered.reason(),
                    Columns.millis(now.latest()),
                    group.getValue().toString(),
                    answered.stateIfDenied().label(),
                    answered.ifAbsent() == State.PLANNED
                            ? null
                            : answered.ifAbsent().label(),
                    answered.isDenial());
            if (answered.state() == State.PLANNED || answered.state() == State.AMBIGUOUS) {
                attempts += Attempts.note(
                        database,
                        attempts,
                        group.getValue(),
                        Columns.millis(now.latest()),
                        answered.httpStatus(),
                        answered.reason());
            }
        }
    }
}
