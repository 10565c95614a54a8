package feedbackuploader.ledger;

import feedbackuploader.feedback.IoWords;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Submission;
import feedbackuploader.feedback.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one input and one target. Used by one thread at a time; whoever opens it closes it.
 *
 * <p>A run goes: {@link #open}, {@link #recover}, a plan ({@link #beginPlan}) unless the current one still fits,
 * {@link #outbox} and {@link #suspects} in turn until nothing is left, {@link #leaveUnknown}, {@link #entries} for the
 * report.
 */
public final class Ledger implements AutoCloseable {

    private static final String FILE_NAME = "ledger.db";

    private final Database database;
    private final @Nullable RunLock lock;

    private Ledger(Database database, @Nullable RunLock lock) {
        this.database = database;
        this.lock = lock;
    }

    public static boolean existsIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE_NAME));
    }

    /**
     * Opens the ledger in {@code folder}, which must exist, and makes it when there is none.
     *
     * @throws LedgerException also when another process holds it, and when it belongs to another input or target
     */
    public static Ledger open(Path folder, Owner owner) throws LedgerException {
        return open(folder, owner, UnaryOperator.identity());
    }

    /** @param wrapper as {@link Database#open(Path, boolean, UnaryOperator)} has it */
    static Ledger open(Path folder, Owner owner, UnaryOperator<Connection> wrapper) throws LedgerException {
        Ledger ledger = open(folder, RunLock.acquire(folder), false, wrapper);
        try {
            ledger.claimFor(owner);
            return ledger;
        } catch (LedgerException e) {
            closeAfter(e, ledger);
            throw e;
        }
    }

    /** Opens a ledger to look at, which works while another process uploads from it. Nothing can be written. */
    public static Ledger openToRead(Path folder) throws LedgerException {
        requireOneIn(folder);
        return open(folder, null, true, UnaryOperator.identity());
    }

    /** Opens a ledger to write a report from: nobody uploads from it meanwhile. Nothing can be written into it. */
    public static Ledger openToReport(Path folder) throws LedgerException {
        requireOneIn(folder);
        return open(folder, RunLock.acquire(folder), true, UnaryOperator.identity());
    }

    private static void requireOneIn(Path folder) throws LedgerException {
        if (!existsIn(folder)) {
            throw new LedgerException("There is no ledger in " + folder + ": nothing was uploaded from there.");
        }
    }

    private static Ledger open(Path folder, @Nullable RunLock lock, boolean readOnly, UnaryOperator<Connection> wrapper)
            throws LedgerException {
        Path file = folder.resolve(FILE_NAME);
        @Nullable Database database = null;
        try {
            PrivateFiles.createFile(file); // SQLite gives its side files the permissions of this one
            database = Database.open(file, readOnly, wrapper);
            if (readOnly) {
                Schema.check(database.connection(), file.toString());
            } else {
                Schema.prepare(database.connection(), file.toString());
            }
            return new Ledger(database, lock);
        } catch (IOException e) {
            closeAfter(e, database, lock);
            throw new LedgerException(
                    "The ledger " + file + " cannot be made (" + IoWords.of(e)
                            + "). Mend that, or choose another folder with --output-dir.",
                    e);
        } catch (SQLException e) {
            closeAfter(e, database, lock);
            throw LedgerException.of(file, e);
        } catch (LedgerException e) {
            closeAfter(e, database, lock);
            throw e;
        }
    }

    private static void closeAfter(Exception cause, @Nullable AutoCloseable... opened) {
        for (AutoCloseable one : opened) {
            try {
                if (one != null) {
                    one.close();
                }
            } catch (Exception e) {
                cause.addSuppressed(e);
            }
        }
    }

    private void claimFor(Owner owner) throws LedgerException {
        database.inTransaction(() -> {
            String input = owner.input().toString();
            @Nullable String heldInput = about("input");
            if (heldInput != null && !heldInput.equals(input) && Files.exists(Path.of(heldInput))) {
                throw new ForeignLedgerException(
                        "The run folder " + database.file().getParent() + " belongs to another file, " + heldInput
                                + ". Choose another with --output-dir.");
            }
            @Nullable String heldTarget = about("target");
            if (heldTarget != null && !heldTarget.equals(owner.target())) {
                throw belongsElsewhere(heldTarget, owner.target());
            }
            @Nullable String heldProject = about("project");
            if (heldProject != null && owner.project() != null && !heldProject.equals(owner.project())) {
                throw belongsElsewhere("use case or project " + heldProject, owner.project());
            }
            setAbout("input", input);
            setAbout("target", owner.target());
            if (owner.project() != null) {
                setAbout("project", owner.project());
            }
            return true;
        });
    }

    private ForeignLedgerException belongsElsewhere(String held, String asked) {
        return new ForeignLedgerException("The run folder " + database.file().getParent() + " belongs to an upload to "
                + held + ", and this one goes to " + asked
                + ". Give this upload a folder of its own with --output-dir.");
    }

    private @Nullable String about(String name) throws SQLException {
        try (PreparedStatement statement = database.prepare("SELECT value FROM about WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        }
    }

    private void setAbout(String name, String value) throws SQLException {
        database.update(
                "INSERT INTO about (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                name,
                value);
    }

    /** What this ledger belongs to. */
    public Owner owner() throws LedgerException {
        try {
            return new Owner(
                    Path.of(Objects.requireNonNullElse(about("input"), "")),
                    Objects.requireNonNullElse(about("target"), ""),
                    about("project"));
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /** The last plan that was finished. */
    public Optional<Plan> plan() throws LedgerException {
        try (PreparedStatement statement =
                        database.prepare("SELECT generation, sha256, basis, rows, blank_rows FROM plan");
                ResultSet result = statement.executeQuery()) {
            if (!result.next()) {
                return Optional.empty();
            }
            return Optional.of(new Plan(
                    result.getLong(1), result.getString(2), result.getString(3), result.getLong(4), result.getLong(5)));
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
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
                "UPDATE feedback SET state = 'ambiguous', attempts = attempts + 1, reason = ?, answered_at = NULL"
                        + " WHERE state = 'sending'",
                reason));
    }

    /**
     * Nothing that an earlier run left open was on its way any more at this moment, whatever that run believed of the
     * server's clock.
     */
    public void noteServerTime(Instant latest) throws LedgerException {
        database.inTransaction(() -> database.update(
                "UPDATE feedback SET answered_at = ?1 WHERE coalesce(answered_at > ?1, true) AND "
                        + Suspects.TO_SETTLE_OR_UNKNOWN,
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
            return database.number("SELECT count(*) FROM feedback WHERE " + Suspects.TO_SETTLE);
        });
    }

    /**
     * The rows of which a read-back can tell more. The caller closes it.
     *
     * @param traces where each can be seen; what can be seen nowhere becomes unknown at once
     * @param answeredBefore leaves out what became ambiguous later by the server's clock, or at a time that is not
     *     known; null for all
     */
    public Suspects suspects(Function<Submission, Trace> traces, @Nullable Instant answeredBefore)
            throws LedgerException {
        return new Suspects(database, traces, answeredBefore);
    }

    /** Refused rows are sent again by a new run: the row is the same, but the server may have been mended since. */
    public long planRejectedAgain() throws LedgerException {
        // What an earlier run was told of a row says nothing of what this one will be told.
        return change("state = 'planned', http_status = NULL, reason = NULL", "state = 'rejected'");
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

    /** The way from planned rows to sent ones and back. The caller closes it. */
    public Outbox outbox() throws LedgerException {
        return new Outbox(database, currentGeneration());
    }

    public Counts counts() throws LedgerException {
        @Nullable Plan plan = plan().orElse(null);
        if (plan == null) {
            return new Counts(Map.of());
        }
        try {
            return Counts.of(database, plan, currentGeneration());
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /** How much feedback of each kind the current plan still has to send. */
    public Map<Kind, Long> planned() throws LedgerException {
        try {
            return Counts.plannedByKind(database, currentGeneration());
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /** Every row of the current plan in the order of the file. The caller closes it. */
    public Entries entries() throws LedgerException {
        return new Entries(database, currentGeneration());
    }

    @Override
    public void close() throws LedgerException {
        try (lock;
                database) {
            return;
        }
    }
}
