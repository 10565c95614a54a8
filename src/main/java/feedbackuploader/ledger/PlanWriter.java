package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.feedback.SkipCause;
import feedbackuploader.server.Submission;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes one reading of the input as a new generation, beside the one before it. Until {@link #finish} returns, the
 * plan before stays the current one; a writer that is closed or killed before leaves rows that the next one removes.
 */
public final class PlanWriter implements AutoCloseable {

    /**
     * What finishing a plan found.
     *
     * @param duplicates pieces of feedback that are the same as an earlier one of the file
     * @param namedDuplicates those of them that name their user
     * @param vanished pieces of feedback of the plan before that were sent and that the input no longer holds
     * @param vanishedRecorded those of them that the server is known to have
     * @param kept pieces of the other kind that stay in the plan
     * @param sameTexts interactions whose text is that of an earlier one of the file
     * @param undated dated ratings that the server can take without their date only, since it has their completion already
     * @param otherwise created completions of which the input says other dates, labels or users now
     */
    public record Finished(
            Plan plan,
            long duplicates,
            long namedDuplicates,
            long vanished,
            long vanishedRecorded,
            long kept,
            long sameTexts,
            long undated,
            long otherwise) {}

    private final Database database;
    private final long generation;
    private final CreationLinks links;
    private final NewRows rows;
    private SameText sameText = SameText.EACH;
    private boolean isLabelled = true;
    private final Set<Long> fixed = new HashSet<>();
    private @Nullable String original;

    PlanWriter(Database database, long generation) throws LedgerException {
        this.database = database;
        this.generation = generation;
        try {
            requireDigests();
            database.inTransaction(() -> {
                removeUnfinished();
                // Built again at the end from sorted rows, which is far quicker than row by row.
                database.execute("DROP INDEX IF EXISTS feedback_identity");
                return true;
            });
            links = new CreationLinks(database, generation);
            rows = new NewRows(database, generation, links);
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }

    /** By its digest a row is known that was sent. SQLite has them twice, in the table and its index, and compares them. */
    private void requireDigests() throws SQLException, LedgerException {
        if (!database.isSound("integrity_check(feedback)")) {
            throw LedgerException.damaged(database.file(), "SQLite finds faults in it");
        }
    }

    private void removeUnfinished() throws SQLException {
        database.update("DELETE FROM body WHERE id IN (SELECT id FROM feedback WHERE generation >= ?)", generation);
        database.update("DELETE FROM feedback WHERE generation >= ?", generation);
    }

    /**
     * Says what is added from now on comes of.
     *
     * @param origins of the row, by which another upload knows it; empty for none
     */
    public void beginRow(List<String> origins) {
        original = origins.isEmpty() ? null : String.join(" ", origins);
    }

    /**
     * How interactions are sent. Call it before {@link #finish}.
     *
     * @param labelled whether each gets the label that it is found again by, should its answer be lost
     */
    public void sendInteractions(SameText same, boolean labelled) {
        sameText = same;
        isLabelled = labelled;
    }

    /** Of this row, which was fixed in a copy, nothing stays invalid that an earlier plan found so. */
    public void noteFixed(long row) {
        fixed.add(row);
    }

    /** Whether the server refused this feedback under an earlier plan of this ledger. */
    public boolean wasRefused(RowKey key) throws LedgerException {
        return database.run(() -> database.has(
                "feedback WHERE digest = ? AND generation < ? AND state = 'rejected'", key.bytes(), generation));
    }

    /**
     * A piece of feedback to send.
     *
     * @param part numbers the pieces of one row, from 0
     * @param subject as {@link feedbackuploader.feedback.Subject} has it
     */
    public void addPlanned(long row, int part, long line, RowKey key, long subject, Submission submission)
            throws LedgerException {
        addPlanned(row, part, line, key, subject, submission, Creation.NONE);
    }

    /** The same for a piece that creates a completion, or names one that another piece creates. */
    public void addPlanned(
            long row, int part, long line, RowKey key, long subject, Submission submission, Creation creation)
            throws LedgerException {
        links.note(rows.nextId(), row, creation);
        boolean waits = !creation.awaits().isEmpty();
        add(new NewRow(
                row,
                part,
                line,
                waits ? State.WAITING : State.PLANNED,
                waits ? WaitingWords.NOT_YET : null,
                submission.kind(),
                key,
                subject,
                submission,
                null,
                waits,
                null));
    }

    /**
     * A piece that is sound, but that the deployment's metrics do not allow today: invalid, unless an earlier run sent it.
     */
    public void addRefused(
            long row, int part, long line, RowKey key, long subject, Submission submission, String reason)
            throws LedgerException {
        add(new NewRow(
                row,
                part,
                line,
                State.INVALID,
                reason,
                submission.kind(),
                key,
                subject,
                submission,
                null,
                false,
                null));
    }

    /** A piece that failed the check; {@code reason} is its problems in words. */
    public void addInvalid(long row, int part, long line, String reason) throws LedgerException {
        add(new NewRow(row, part, line, State.INVALID, reason, null, null, null, null, null, false, null));
    }

    /**
     * A piece that is left out on purpose.
     *
     * @param key of what is left out, so that the report can tell which piece it was; or null
     * @param cause null for a rule or a choice of the user's
     */
    public void addSkipped(
            long row, int part, long line, @Nullable RowKey key, String reason, @Nullable SkipCause cause)
            throws LedgerException {
        add(new NewRow(row, part, line, State.SKIPPED, reason, null, key, null, null, cause, false, null));
    }

    /**
     * An interaction that another upload created, or may have.
     *
     * @param completionId null where it is not known: then what names it cannot be sent
     */
    public void addCreatedBefore(
            long row,
            int part,
            long line,
            RowKey key,
            String reason,
            SkipCause cause,
            UUID placeholder,
            @Nullable String completionId)
            throws LedgerException {
        links.noteCreatedBefore(rows.nextId(), row, placeholder);
        add(new NewRow(
                row, part, line, State.SKIPPED, reason, Kind.INTERACTION, key, null, null, cause, false, completionId));
    }

    private void add(NewRow row) throws LedgerException {
        rows.add(row, original);
    }

    /**
     * Makes this generation the current plan: counts the occurrences of identical rows, gives every row that was sent
     * under an earlier plan its state back, wherever it stands now, and forgets what was never sent.
     *
     * @param sha256 of the input's bytes
     * @param basis everything else that the plan depends on
     */
    public Finished finish(
            String sha256, String basis, long countOfRows, long blankRows, DuplicatePolicy duplicatePolicy)
            throws LedgerException {
        return finish(sha256, basis, countOfRows, blankRows, duplicatePolicy, null);
    }

    /**
     * The same for a plan of one kind of feedback, beside which the other kind stays as the plan before had it.
     *
     * @param kept only where both are plans of the same rows
     */
    public Finished finish(
            String sha256,
            String basis,
            long countOfRows,
            long blankRows,
            DuplicatePolicy duplicatePolicy,
            @Nullable OtherKind kept)
            throws LedgerException {
        @Nullable String ledger = isLabelled ? new About(database).id() : null;
        Plan plan = new Plan(generation, sha256, basis, countOfRows, blankRows);
        rows.commit();
        database.inTransaction(() -> {
            Schema.index(database);
            return true;
        });
        return new PlanChange(database, plan, duplicatePolicy, new Creations(database, generation, sameText, ledger))
                .make(kept, fixed);
    }

    @Override
    public void close() throws LedgerException {
        try (rows;
                links) {
            return;
        } catch (SQLException e) {
            throw LedgerException.of(database.file(), e);
        }
    }
}
