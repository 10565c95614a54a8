package feedbackuploader.ledger;

import feedbackuploader.feedback.Outcome;
import feedbackuploader.feedback.ServerTime;
import feedbackuploader.feedback.Submission;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands out planned rows and takes back what became of them, in group commits: what came back, what is to be tried again
 * and what is newly claimed reach the disk in one transaction, and only then are the claims handed out.
 */
public final class Outbox implements AutoCloseable {

    private static final String SENDING = State.SENDING.word();
    private static final String PLANNED = State.PLANNED.word();

    private final Database database;
    private final long generation;
    private final PreparedStatement take;
    private final PreparedStatement claim;
    private final PreparedStatement answer;
    private final PreparedStatement release;
    private long lastTaken;
    private boolean exhausted;

    Outbox(Database database, long generation) throws LedgerException {
        this.database = database;
        this.generation = generation;
        try {
            take = database.prepare("""
                    SELECT feedback.id, kind, json FROM feedback JOIN body ON body.id = feedback.id
                    WHERE feedback.id > ? AND generation = ? AND state = 'planned' ORDER BY feedback.id LIMIT ?""");
            claim = database.prepare(
                    "UPDATE feedback SET state = ?, claimed_at = CASE WHEN doubt > 0 THEN claimed_at ELSE ? END"
                            + " WHERE id = ? AND state = ?");
            answer = database.prepare("""
                    UPDATE feedback SET state = ?, attempts = attempts + 1, http_status = ?, upload_id = ?, reason = ?,
                      answered_at = ?
                    WHERE id = ? AND state = ?""");
            release = database.prepare(
                    "UPDATE feedback SET state = ?, claimed_at = CASE WHEN doubt > 0 THEN claimed_at END"
                            + " WHERE id = ? AND state = ?");
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /** Whether every planned row has been handed out once. */
    public boolean isExhausted() {
        return exhausted;
    }

    /**
     * One group commit. When it returns, {@code results} are on the disk, and so is the intent to send everything in
     * {@code again} and in the returned list.
     *
     * @param again rows that came back as proved not recorded, now or in an earlier call, and whose time has come
     * @param rows at most so many new claims
     * @param bytes new claims stop at the row with which their bodies pass this many characters
     * @param now bounds in time, by the server's clock, what is claimed from below and what is answered from above
     */
    public List<Claim> exchange(List<Result> results, List<Claim> again, int rows, long bytes, ServerTime now)
            throws LedgerException {
        return database.inTransaction(() -> {
            for (Result result : results) {
                record(result, now);
            }
            for (Claim claimed : again) {
                markSending(claimed.id(), now);
            }
            List<Claim> fresh = rows > 0 && !exhausted ? takePlanned(rows, bytes) : List.of();
            for (Claim claimed : fresh) {
                markSending(claimed.id(), now);
            }
            return fresh;
        });
    }

    /** Gives back claims that were never sent. */
    public void release(List<Claim> unsent) throws LedgerException {
        database.inTransaction(() -> {
            for (Claim claimed : unsent) {
                release.setString(1, PLANNED);
                release.setLong(2, claimed.id());
                release.setString(3, SENDING);
                changeOne(release, claimed.id());
            }
            return true;
        });
    }

    private List<Claim> takePlanned(int rows, long bytes) throws SQLException {
        List<Claim> fresh = new ArrayList<>();
        long taken = 0;
        take.setLong(1, lastTaken);
        take.setLong(2, generation);
        take.setInt(3, rows);
        try (ResultSet planned = take.executeQuery()) {
            boolean more = planned.next();
            while (more && (taken < bytes || fresh.isEmpty())) {
                String body = planned.getString(3);
                lastTaken = planned.getLong(1);
                fresh.add(new Claim(lastTaken, new Submission(Columns.kind(planned, 2), body)));
                taken += body.length();
                more = planned.next();
            }
            exhausted = !more && fresh.size() < rows;
        }
        return fresh;
    }

    private void markSending(long id, ServerTime now) throws SQLException, LedgerException {
        claim.setString(1, SENDING);
        setMillis(claim, 2, now.earliest());
        claim.setLong(3, id);
        claim.setString(4, PLANNED);
        changeOne(claim, id);
    }

    private void record(Result result, ServerTime now) throws SQLException, LedgerException {
        Outcome outcome = result.outcome();
        answer.setString(1, State.after(outcome).word());
        setStatus(outcome.httpStatus());
        answer.setString(3, outcome instanceof Outcome.Recorded recorded ? recorded.uploadId() : null);
        answer.setString(4, outcome.reason());
        setMillis(answer, 5, now.latest());
        answer.setLong(6, result.id());
        answer.setString(7, SENDING);
        changeOne(answer, result.id());
    }

    private void setStatus(@Nullable Integer status) throws SQLException {
        if (status == null) {
            answer.setNull(2, Types.INTEGER);
        } else {
            answer.setInt(2, status);
        }
    }

    private static void setMillis(PreparedStatement statement, int index, @Nullable Instant instant)
            throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setLong(index, instant.toEpochMilli());
        }
    }

    private void changeOne(PreparedStatement statement, long id) throws SQLException, LedgerException {
        if (statement.executeUpdate() != 1) {
            throw new LedgerException("The ledger " + database.file() + " does not hold row " + id
                    + " in the state it must be in. Nothing more is sent.");
        }
    }

    @Override
    public void close() throws LedgerException {
        try (take;
                claim;
                answer;
                release) {
            return;
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }
}
