package feedbackuploader.ledger;

import feedbackuploader.server.InteractionBodies;
import feedbackuploader.server.ReadBackVerdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The interactions to settle, of every plan: each is found by the label that its request gave it. */
public final class InDoubtCreations {

    /**
     * One that may have been created.
     *
     * @param claimedAt before its first open sending, by the server's clock; null when that is not known
     * @param sends how many completions may have come of it
     */
    public record InDoubt(long id, String label, @Nullable Instant claimedAt, int sends, State ifAbsent) {}

    /**
     * One that is known to be created.
     *
     * @param completionId the id that the server gave it
     * @param claimedAt before it was sent, by the server's clock
     */
    public record Known(String label, String completionId, Instant claimedAt) {}

    private static final String NO_LABEL =
            "It was sent without a label (--no-label), so the program cannot find it on the server.";

    private final Database database;
    private final long answeredBefore;
    private long last;

    /** @param answeredBefore leaves out what became ambiguous later, or at a time that is not known; null for all */
    InDoubtCreations(Database database, @Nullable Instant answeredBefore) throws LedgerException {
        this.database = database;
        this.answeredBefore = answeredBefore == null ? Long.MAX_VALUE : answeredBefore.toEpochMilli();
        database.inTransaction(() -> database.update(
                "UPDATE feedback SET state = 'unknown', reason = ? WHERE kind = 'interaction' AND state = 'ambiguous'"
                        + " AND (SELECT json ->> ? FROM body WHERE body.id = feedback.id) IS NULL",
                NO_LABEL,
                "$.labels." + InteractionBodies.LABEL));
    }

    /** How soon the server listed a new completion in the last run that looked; null when none did. */
    public @Nullable Duration listedWithin() throws LedgerException {
        return new About(database).listedWithin().orElse(null);
    }

    /** How many are ambiguous. */
    public long ambiguous() throws LedgerException {
        return database.run(() -> database.number("SELECT count(*) FROM feedback WHERE " + open(), answeredBefore));
    }

    /** With a parameter: the time before which they were answered. */
    private static String open() {
        return "kind = 'interaction' AND state = 'ambiguous' AND coalesce(answered_at, 9223372036854775807) <= ?";
    }

    /** When the last of them became ambiguous, by the server's clock; null when that is not known of any. */
    public @Nullable Instant lastAnsweredAt() throws LedgerException {
        long millis = database.run(
                () -> database.number("SELECT max(answered_at) FROM feedback WHERE " + open(), answeredBefore));
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    /** The last ones that are certainly created, the latest first. */
    public List<Known> known(int most) throws LedgerException {
        return known(database, most);
    }

    static List<Known> known(Database database, int most) throws LedgerException {
        return database.run(() -> database.list(
                """
                SELECT json ->> ?1, upload_id, claimed_at
                FROM (SELECT id, upload_id, claimed_at FROM feedback
                      WHERE kind = 'interaction' AND state = 'recorded' AND upload_id IS NOT NULL
                        AND doubt + denied = 0 AND claimed_at IS NOT NULL
                      ORDER BY claimed_at DESC, id DESC LIMIT ?2) AS last
                JOIN body ON body.id = last.id WHERE json ->> ?1 IS NOT NULL
                ORDER BY claimed_at DESC, last.id DESC""",
                row -> new Known(
                        String.valueOf(row.getString(1)),
                        String.valueOf(row.getString(2)),
                        Instant.ofEpochMilli(row.getLong(3))),
                "$.labels." + InteractionBodies.LABEL,
                most));
    }

    /** The next ones in the order of the plan; empty after the last. */
    public List<InDoubt> next(int most) throws LedgerException {
        List<InDoubt> next = database.run(() -> database.list(
                """
                SELECT feedback.id, json ->> ?, claimed_at, doubt, coalesce(if_absent, 'planned')
                FROM feedback JOIN body ON body.id = feedback.id
                WHERE feedback.id > ? AND %s ORDER BY feedback.id LIMIT ?""".formatted(open()),
                InDoubtCreations::inDoubt,
                "$.labels." + InteractionBodies.LABEL,
                last,
                answeredBefore,
                most));
        if (!next.isEmpty()) {
            last = next.get(next.size() - 1).id();
        }
        return next;
    }

    /** The next ones are the first again, but for what is settled. */
    public void startOver() {
        last = 0;
    }

    private static InDoubt inDoubt(ResultSet row) throws SQLException {
        return new InDoubt(
                row.getLong(1),
                String.valueOf(row.getString(2)),
                Columns.instant(row, 3),
                1 + row.getInt(4),
                Columns.state(row, 5));
    }

    /** Whether a row, of whatever plan, is recorded under this id of the server's. */
    public boolean isOwned(String completionId) throws LedgerException {
        return database.run(() -> database.has(
                "feedback WHERE kind = 'interaction' AND state = 'recorded' AND upload_id = ?", completionId));
    }

    /** Writes down what became of one. */
    public void settle(InDoubt creation, ReadBackVerdict verdict) throws LedgerException {
        database.inTransaction(() -> {
            new SettledRow(creation.id(), creation.ifAbsent(), verdict).write(database);
            return true;
        });
    }
}
