package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RunName;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one input and one target. Used by one thread at a time; whoever opens it closes it.
 *
 * <p>A run goes: {@link #open}, {@link #recover}, a plan ({@link #beginPlan}) unless the current one still fits,
 * {@link #outbox} and {@link #inDoubtRows} in turn until nothing is left, {@link #leaveUnknown}, {@link #entries} for the
 * report.
 */
public final class Ledger implements AutoCloseable {

    private final Database database;
    private final @Nullable RunLock lock;
    private final LastCounts counts;
    private final Sends sends;

    /** The last row that may be sent. */
    private long lastRow = Long.MAX_VALUE;

    Ledger(Database database, @Nullable RunLock lock) {
        this.database = database;
        this.lock = lock;
        this.counts = new LastCounts(database);
        this.sends = new Sends(database);
    }

    public static boolean existsIn(Path folder) {
        return Files.isRegularFile(LedgerOpener.file(folder));
    }

    /** Whether anything may have been sent from {@code folder}. */
    public static boolean hasSentFrom(Path folder) {
        return existsIn(folder) && !CommitCounter.isUnsent(LedgerOpener.file(folder));
    }

    /**
     * Opens the ledger in {@code folder}, which must exist, and makes it when there is none.
     *
     * @throws LedgerException also when another process holds it, when it is not what this program left, and when it
     *     belongs to another input or target
     */
    public static Ledger open(Path folder, Owner owner) throws LedgerException {
        return LedgerOpener.toWrite(folder, owner, false, UnaryOperator.identity());
    }

    /**
     * The same for a ledger whose target or project had another name, or a wrong one: what it recorded stays recorded.
     *
     * @throws LedgerException also when something of it can only be settled under the former project
     */
    public static Ledger adopt(Path folder, Owner owner) throws LedgerException {
        return LedgerOpener.toWrite(folder, owner, true, UnaryOperator.identity());
    }

    /**
     * Opens a ledger to look at, which works while another process uploads from it. Nothing can be written.
     *
     * @throws LedgerException also when it is not what this program left
     */
    public static Ledger openToRead(Path folder) throws LedgerException {
        return LedgerOpener.toRead(folder);
    }

    /**
     * Opens a ledger to write a report from: nobody uploads from it meanwhile. Nothing can be written into it.
     *
     * @throws LedgerException also when it is not what this program left
     */
    public static Ledger openToReport(Path folder) throws LedgerException {
        return LedgerOpener.toReport(folder);
    }

    /** Whose it is, and what it keeps beside the rows. */
    public About about() {
        return new About(database);
    }

    /** What this ledger belongs to. */
    public Owner owner() throws LedgerException {
        return about().owner();
    }

    /** What the reports call the upload that this ledger is of. */
    public RunName name() throws LedgerException {
        return about().name();
    }

    /**
     * What this user sent before, as far as it concerns this ledger. Used on the same thread, and not while a plan is
     * written.
     *
     * @param file of the memory, which is made when there is none
     * @param now for what it notes
     */
    public Memory memory(Path file, Instant now) throws LedgerException {
        return new Memory(database, file, owner(), about().id(), now);
    }

    Database database() {
        return database;
    }

    /** The last plan that was finished. */
    public Optional<Plan> plan() throws LedgerException {
        return database.run(() -> database.first(
                "SELECT generation, sha256, basis, rows, blank_rows FROM plan",
                row -> new Plan(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5))));
    }

    /** Starts a plan, which takes the place of the current one once it is finished. The caller closes it. */
    public PlanWriter beginPlan() throws LedgerException {
        return new PlanWriter(database, currentGeneration() + 1);
    }

    private long currentGeneration() throws LedgerException {
        return plan().map(Plan::generation).orElse(0L);
    }

    /**
     * Marks rows that a dead process left on their way as ambiguous, under every plan; {@code reason} says so in words.
     * Call it before a plan is made: a row must not lose this mark by moving. When they were last on their way is not
     * known until {@link #noteServerTime}.
     *
     * @return how many there were
     */
    public long recover(String reason) throws LedgerException {
        return database.inTransaction(() -> (long) database.update(
                "UPDATE feedback SET state = 'ambiguous', attempts = attempts + 1, reason = ?, answered_at = NULL,"
                        + " if_absent = CASE if_absent WHEN 'unknown' THEN if_absent END WHERE state = 'sending'",
                reason));
    }

    /**
     * Nothing that an earlier run left open was on its way any more at this moment, whatever that run believed of the
     * server's clock.
     */
    public void noteServerTime(Instant latest) throws LedgerException {
        database.inTransaction(() -> database.update(
                "UPDATE feedback SET answered_at = ?1 WHERE coalesce(answered_at > ?1, true)"
                        + " AND state IN ('ambiguous', 'unknown')",
                latest.toEpochMilli()));
    }

    /**
     * What earlier runs could not settle is to be settled again, under every plan.
     *
     * @return how many rows there are to settle
     */
    public long reopenUnknown() throws LedgerException {
        return database.inTransaction(() -> {
            database.update("UPDATE feedback SET state = 'ambiguous' WHERE state = 'unknown'");
            return database.number("SELECT count(*) FROM feedback WHERE state = 'ambiguous'");
        });
    }

    /**
     * The rows of which a read-back can tell more. The caller closes it.
     *
     * @param traces where each can be seen; what can be seen nowhere becomes unknown at once
     * @param answeredBefore leaves out what became ambiguous later by the server's clock, or at a time that is not
     *     known; null for all
     */
    public InDoubtRows inDoubtRows(Function<Submission, Trace> traces, @Nullable Instant answeredBefore)
            throws LedgerException {
        return new InDoubtRows(database, traces, answeredBefore);
    }

    /**
     * The interactions of which the server's list can tell more.
     *
     * @param answeredBefore as {@link #inDoubtRows} has it
     */
    public InDoubtCreations inDoubtCreations(@Nullable Instant answeredBefore) throws LedgerException {
        return new InDoubtCreations(database, answeredBefore);
    }

    /** The completion that was created last, for certain and with a label. */
    public Optional<InDoubtCreations.Known> lastCreated() throws LedgerException {
        return InDoubtCreations.known(database, 1).stream().findFirst();
    }

    /** Refused rows are sent again by a new run: the row is the same, but the server may have been repaired since. */
    public long planRejectedAgain() throws LedgerException {
        // What an earlier run was told of a row says nothing of what this one will be told.
        String waits = "awaits = 1 AND " + Creations.lacksAnId("feedback");
        return change(
                "state = CASE WHEN " + waits + " THEN 'waiting' ELSE 'planned' END, http_status = NULL,"
                        + " reason = CASE WHEN " + waits + " THEN '" + WaitingWords.NOT_YET + "' END",
                "state = 'rejected' AND " + OtherKind.IS_OWN);
    }

    /** What stands behind {@code row} in the file stays planned for later runs. */
    public void sendOnlyUpTo(long row) {
        lastRow = row;
    }

    /** How much is planned that may be sent. */
    public long toSend() throws LedgerException {
        return lastRow == Long.MAX_VALUE
                ? counts().of(State.PLANNED)
                : database.run(() -> database.number(
                        "SELECT count(*) FROM feedback WHERE generation = ? AND state = 'planned' AND row <= ?",
                        currentGeneration(),
                        lastRow));
    }

    /**
     * Sends again what may be on the server already: only ever by the user's own decision. The doubt stays with the row
     * until an answer says that it is recorded: whatever else becomes of this sending, the first may have got through.
     */
    public long planUnknownAgain() throws LedgerException {
        return change("state = 'planned', doubt = doubt + 1", "state = 'unknown'");
    }

    /**
     * What could not be settled is unknown, and so is what was sent again in spite of a doubt and is not recorded. Ends a
     * run, and begins the one after a run that was killed. The reason of each row stays as it is.
     */
    public long leaveUnknown() throws LedgerException {
        return change("state = 'unknown'", "state = 'ambiguous' OR (doubt > 0 AND state IN ('planned', 'rejected'))");
    }

    private long change(String assignments, String condition) throws LedgerException {
        long generation = currentGeneration();
        return database.inTransaction(() -> (long) database.update(
                "UPDATE feedback SET " + assignments + " WHERE generation = ? AND (" + condition + ")", generation));
    }

    /**
     * The planned rows, to be looked for on the server before they are sent. The caller closes it.
     *
     * @param traces where each can be seen
     */
    public Candidates candidates(Function<Submission, Trace> traces) throws LedgerException {
        return new Candidates(database, currentGeneration(), lastRow, traces);
    }

    /** Plans what was not sent because it could not be told whether the server has it already. */
    public long planUnclearAgain() throws LedgerException {
        return change(
                "state = 'planned', elsewhere = 0, reason = NULL",
                "state = 'invalid' AND elsewhere = 2 AND " + OtherKind.IS_OWN);
    }

    /** {@link #outbox(int, Function, int)} for any rows, which may be sent as often as anyone likes. */
    public Outbox outbox() throws LedgerException {
        return outbox(Integer.MAX_VALUE, any -> null, Integer.MAX_VALUE);
    }

    /**
     * The way from planned rows to sent ones and back. The caller closes it.
     *
     * @param times leaves out rows that this process has sent so often
     * @param look equal for rows that are not to be on their way at the same time; null for one that may always
     * @param most hands out so many rows, and then is exhausted
     */
    public Outbox outbox(int times, Function<Submission, @Nullable Object> look, int most) throws LedgerException {
        sends.count();
        return new Outbox(database, currentGeneration(), lastRow, times, look, most);
    }

    /** The last rows of each kind that are known to be recorded, and when: see {@link Canary}. */
    public List<Canary> canaries(Function<Submission, Trace> traces) throws LedgerException {
        return database.run(() -> Canary.lastOf(database, List.of(Kind.values()), traces));
    }

    /** How many planned rows this process has sent fewer than {@code times} times. */
    public long plannedAndSentFewerThan(int times) throws LedgerException {
        sends.count();
        return database.run(() -> database.number(
                "SELECT count(*) FROM feedback WHERE generation = ? AND state = 'planned' AND row <= ? AND "
                        + Sends.fewerThan(times),
                currentGeneration(),
                lastRow));
    }

    /** Walks over the whole plan, unless nothing has changed since it was asked last, also by another process. */
    public Counts counts() throws LedgerException {
        return counts.of(plan().orElse(null));
    }

    /** How much feedback of each kind the current plan still has to send, of the rows that may be sent. */
    public Map<Kind, Long> planned() throws LedgerException {
        return database.run(() -> Counts.plannedByKind(database, currentGeneration(), lastRow));
    }

    /**
     * Whether something is planned that no question finds on the server.
     *
     * @param labelled whether interactions have a label by which they are found
     */
    public boolean hasPlannedThatCannotBeFound(boolean labelled) throws LedgerException {
        String kinds = labelled ? "('outcome')" : "('interaction', 'outcome')";
        return database.run(() -> database.has(
                "feedback WHERE state = 'planned' AND kind IN " + kinds + " AND generation = ?", currentGeneration()));
    }

    /** Whether rows of the plan are left out because they were sent from elsewhere. */
    public boolean hasSkippedOnAccountOfOthers() throws LedgerException {
        return database.run(() -> database.has("feedback WHERE elsewhere = 1 AND generation = ?", currentGeneration()));
    }

    /** Whether it is not known of some of those whether they arrived: whoever sent them may know by now. */
    public boolean hasDoubtsOnAccountOfOthers() throws LedgerException {
        return database.run(() ->
                database.has("feedback WHERE elsewhere = 1 AND doubt > 0 AND generation = ?", currentGeneration()));
    }

    /** Whether the plan holds rows of other shards beside its own. */
    public boolean holdsOtherShards() throws LedgerException {
        return database.run(() -> database.has(
                "feedback WHERE elsewhere = " + Columns.OTHER_SHARD + " AND generation = ?", currentGeneration()));
    }

    /** Every row of the current plan in the order of the file, but for those of other shards. The caller closes it. */
    public RowPieces entries() throws LedgerException {
        return new Entries(database, currentGeneration());
    }

    /**
     * Some rows of the current plan at a time, wherever they stand: with those of each status as they were counted last.
     *
     * @param current that plan
     */
    public RowWindows windows(Plan current) throws LedgerException {
        return new RowWindows(database, counts.ofAMomentAgo(current));
    }

    @Override
    public void close() throws LedgerException {
        try (lock;
                database) {
            return;
        }
    }
}
