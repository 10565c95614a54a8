package feedbackuploader.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.Submission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hands out planned rows and takes back what became of them, in group commits: what came back, what is to be tried again
 * and what is newly claimed reach the disk in one transaction, and only then are the claims handed out.
 */
public final class Outbox implements AutoCloseable {

    private static final String SENDING =
            "UPDATE feedback SET state = 'sending', claimed_at = CASE WHEN doubt + denied > 0 THEN claimed_at ELSE ? END"
                    + " WHERE state = 'planned' AND ";

    private static final String CLAIM_AGAIN = SENDING + "id = ?";

    private static final String RELEASE = "UPDATE feedback SET state = 'planned',"
            + " claimed_at = CASE WHEN doubt + denied > 0 THEN claimed_at END WHERE id = ? AND state = 'sending'";

    private final Database database;
    private final long generation;
    private final long lastRow;
    private final String take;
    private final String takeReleased;
    private final String claim;

    /** Released rows that leave in another way: once what looks like them is back, or when they are to be tried again. */
    private final Set<Long> passedOver = new HashSet<>();

    private final LookAlikes lookAlikes;
    private final AnsweredRows answered;
    private int left;
    private long lastTaken;
    private boolean allTaken;

    /** Whether anything waits for the id of a completion. */
    private final boolean hasWaiting;

    /** Whether some of that may have got it since it was looked for. */
    private boolean mayBeReleased;

    /**
     * @param lastRow hands out none after it
     * @param sends maximum number of sends of a row in this run
     * @param look equal for rows that are not to be on their way at the same time; null for one that may always
     * @param most maximum number of rows to hand out
     */
    Outbox(
            Database database,
            long generation,
            long lastRow,
            int sends,
            Function<Submission, @Nullable Object> look,
            int most)
            throws LedgerException {
        this.database = database;
        this.generation = generation;
        this.lastRow = lastRow;
        this.lookAlikes = new LookAlikes(look);
        this.left = most;
        this.hasWaiting = database.run(() -> database.has("link"));
        this.mayBeReleased = hasWaiting;
        this.answered = new AnsweredRows(database);
        this.take = """
                SELECT feedback.id, kind, json, %s FROM feedback JOIN body ON body.id = feedback.id
                WHERE feedback.id > ? AND generation = ? AND row <= ? AND state = 'planned' AND awaits = 0 AND %s
                ORDER BY feedback.id LIMIT ?""".formatted(Sends.OF_THIS_RUN, Sends.fewerThan(sends));
        this.takeReleased = """
                SELECT feedback.id, kind, json, %s FROM feedback JOIN body ON body.id = feedback.id
                WHERE awaits = 1 AND state = 'planned' AND generation = ? AND row <= ? AND %s
                  AND feedback.id NOT IN (SELECT value FROM json_each(?))
                ORDER BY feedback.id LIMIT ?""".formatted(Sends.OF_THIS_RUN, Sends.fewerThan(sends));
        this.claim = SENDING + Sends.fewerThan(sends)
                + " AND id > ? AND id <= ? AND generation = ? AND awaits = 0 AND id NOT IN (SELECT value FROM json_each(?))";
    }

    /** Whether no planned row can be handed out, as long as none comes back that others wait for. */
    public boolean isExhausted() {
        return left == 0 || ((allTaken || lookAlikes.isFull()) && !lookAlikes.hasFree() && !mayBeReleased);
    }

    /**
     * One group commit. When it returns, {@code results} are on the disk, and so is the intent to send everything in
     * {@code again} and in the returned list.
     *
     * @param again rows that came back as proved not recorded, now or in an earlier call, and whose time has come
     * @param rows maximum number of new claims
     * @param bytes new claims stop at the row with which their bodies pass this many characters
     * @param now bounds in time, by the server's clock, what is claimed from below and what is answered from above
     */
    public List<Claim> exchange(List<Result> results, List<Claim> again, int rows, long bytes, ServerTime now)
            throws LedgerException {
        if (!again.isEmpty() || rows > 0) {
            database.allowSending();
        }
        return database.inTransaction(() -> {
            takeBack(results);
            answered.write(results, now);
            for (Claim claimed : again) {
                claimAgain(claimed, now);
                lookAlikes.leavesAgain(claimed);
            }
            return rows > 0 && !isExhausted() ? claimFresh(Math.min(rows, left), bytes, now) : List.of();
        });
    }

    /** Gives back claims that were never sent. */
    public void release(List<Claim> unsent) throws LedgerException {
        database.inTransaction(() -> {
            for (Claim claimed : unsent) {
                database.updateExactly(1, RELEASE, claimed.id());
                lookAlikes.isBack(claimed.id(), false);
            }
            return true;
        });
    }

    private List<Claim> claimFresh(int rows, long bytes, ServerTime now) throws SQLException, LedgerException {
        List<Claim> fresh = new ArrayList<>(lookAlikes.takeFree(rows));
        for (Claim free : fresh) {
            claimAgain(free, now);
        }
        if (fresh.size() < rows && mayBeReleased && !lookAlikes.isFull()) {
            fresh.addAll(claimReleased(rows - fresh.size(), bytes, now));
        }
        if (fresh.size() < rows && !allTaken && !lookAlikes.isFull()) {
            fresh.addAll(claimPlanned(rows - fresh.size(), bytes, now));
        }
        left -= fresh.size();
        return fresh;
    }

    /** What waited for completions that have their ids now: it stands anywhere in the plan. */
    private List<Claim> claimReleased(int rows, long bytes, ServerTime now) throws SQLException, LedgerException {
        ArrayNode passed = JsonNodeFactory.instance.arrayNode();
        passedOver.forEach(passed::add);
        List<Claim> released = database.list(
                takeReleased,
                row -> new Claim(row.getLong(1), new Submission(Columns.kind(row, 2), row.getString(3)), row.getInt(4)),
                generation,
                lastRow,
                passed.toString(),
                rows);
        List<Claim> fresh = new ArrayList<>();
        long taken = 0;
        boolean isCutOff = false;
        for (Claim next : released) {
            isCutOff |= taken >= bytes && !fresh.isEmpty();
            if (isCutOff) {
                break;
            }
            if (lookAlikes.mayLeave(next)) {
                claimAgain(next, now);
                fresh.add(next);
                taken += next.submission().body().length();
            } else {
                passedOver.add(next.id());
            }
        }
        mayBeReleased = isCutOff || released.size() == rows;
        return fresh;
    }

    /** What is planned up to the last row that was taken, and nothing else. */
    private List<Claim> claimPlanned(int rows, long bytes, ServerTime now) throws SQLException, LedgerException {
        long before = lastTaken;
        ArrayNode heldBack = JsonNodeFactory.instance.arrayNode();
        List<Claim> fresh = takePlanned(rows, bytes, heldBack);
        database.updateExactly(
                fresh.size(),
                claim,
                Columns.millis(now.earliest()),
                before,
                lastTaken,
                generation,
                heldBack.toString());
        return fresh;
    }

    private List<Claim> takePlanned(int rows, long bytes, ArrayNode heldBack) throws SQLException {
        return database.read(
                take, planned -> takePlanned(planned, rows, bytes, heldBack), lastTaken, generation, lastRow, rows);
    }

    private List<Claim> takePlanned(ResultSet planned, int rows, long bytes, ArrayNode heldBack) throws SQLException {
        List<Claim> fresh = new ArrayList<>();
        long taken = 0;
        int looked = 0;
        boolean more = planned.next();
        while (more && (taken < bytes || fresh.isEmpty())) {
            String body = planned.getString(3);
            lastTaken = planned.getLong(1);
            Claim next = new Claim(lastTaken, new Submission(Columns.kind(planned, 2), body), planned.getInt(4));
            if (lookAlikes.mayLeave(next)) {
                fresh.add(next);
                taken += body.length();
            } else {
                heldBack.add(lastTaken);
            }
            looked++;
            more = planned.next();
        }
        allTaken = !more && looked < rows;
        return fresh;
    }

    private void claimAgain(Claim claimed, ServerTime now) throws SQLException, LedgerException {
        database.updateExactly(1, CLAIM_AGAIN, Columns.millis(now.earliest()), claimed.id());
    }

    private void takeBack(List<Result> results) {
        for (Result result : results) {
            noteReleased(result);
            lookAlikes.isBack(result.id(), State.after(result.outcome()) == State.AMBIGUOUS);
        }
    }

    private void noteReleased(Result result) {
        if (hasWaiting && State.after(result.outcome()) == State.PLANNED) {
            passedOver.add(result.id());
        } else if (hasWaiting) {
            passedOver.remove(result.id());
            mayBeReleased |= result.outcome() instanceof Outcome.Recorded;
        }
    }

    /** Lets go of the statements that no other outbox uses. */
    @Override
    public void close() throws LedgerException {
        boolean unused = database.run(() -> {
            database.forget(take);
            database.forget(takeReleased);
            database.forget(claim);
            return true;
        });
    }
}
