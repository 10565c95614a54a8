package feedbackuploader.upload;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Origins;
import feedbackuploader.feedback.Project;
import feedbackuploader.feedback.RowIds;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.feedback.SkipCause;
import feedbackuploader.feedback.Subject;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowDigest;
import feedbackuploader.ledger.Creation;
import feedbackuploader.ledger.Fixes;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.PlanWriter;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.server.Bodies;
import feedbackuploader.server.Submission;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rows into a plan. */
final class PlanSink implements FileReading.Sink {

    private static final String BETWEEN_PROBLEMS = " | ";

    private final PlanWriter plan;
    private final UploadRequest request;
    private final String ledger;
    private final Fixes fixes;
    private final FileReading.Sink survey;

    /** What became of the row at hand, where it failed before and was fixed in a copy. */
    private Optional<Fixes.Fix> fix = Optional.empty();

    private List<String> named = List.of();
    private List<Mapped> pieces = List.of();
    private boolean comparesCreated;

    /** Null for the whole file. */
    private final @Nullable ShardRows share;

    private final boolean holdsOthers;
    private boolean isOthers;

    /**
     * @param ledger the id of the one that {@code plan} is written into
     * @param fixes what became of rows that failed under it
     * @param holdsOthers whether rows of other shards are held too, since the ledger may know that they were sent
     * @param survey hears of each row what is planned of it: one that was fixed in a copy is no problem any more
     */
    PlanSink(
            PlanWriter plan,
            UploadRequest request,
            String ledger,
            Fixes fixes,
            boolean holdsOthers,
            FileReading.Sink survey) {
        this.survey = survey;
        this.plan = plan;
        this.request = request;
        this.ledger = ledger;
        this.fixes = fixes;
        this.holdsOthers = holdsOthers;
        this.share = request.shard() == null ? null : new ShardRows(request.shard());
    }

    @Override
    public boolean leavesOut(Row row, Function<Row, RowIds> ids) {
        return share != null && !holdsOthers && share.isOthers(row, ids.apply(row));
    }

    /** A row is known again by its content alone: rows move when their file is edited. */
    @Override
    public void row(Row row, List<String> origins, List<Mapped> pieces) throws UnusableException {
        this.pieces = pieces;
        if (share != null) {
            if (Mapped.any(pieces, piece -> piece instanceof Mapped.Valid valid && valid.comparesCreated())) {
                throw new UnusableException(
                        "A file whose preferences create their completions cannot be shared among shards:"
                                + " both sides of a preference must be created by one of them. Upload it without --shard.");
            }
            isOthers = !holdsOthers && share.isOthers(row, pieces);
            if (isOthers) {
                return;
            }
        }
        survey.row(row, origins, pieces);
        fix = Optional.empty();
        named = origins;
        if (!fixes.isEmpty()) {
            String own = Origins.of(ledger, RowDigest.of(row));
            if (fixes.concern(own)) {
                named = List.of(own);
                fix = fixes.take(own);
            }
        }
        plan.beginRow(named);
        if (fix.isPresent()) {
            plan.noteFixed(row.number());
        }
    }

    private static String reasonOf(Fixes.Fix fix) {
        return fix.isInDoubt()
                ? "Fixed in " + fix.copy().input()
                        + ", and it is unknown whether the server has it. To check, upload that file again."
                : "Fixed and recorded through " + fix.copy().input() + ".";
    }

    private static SkipCause causeOf(Fixes.Fix fix) {
        return fix.isInDoubt() ? SkipCause.IN_DOUBT : SkipCause.RECORDED;
    }

    @Override
    public void valid(Row row, int part, Feedback feedback) throws LedgerException, UnusableException {
        if (isOthers) {
            return;
        }
        Creation creation = creationOf(part, feedback);
        if (share != null && !share.takes(feedback)) {
            plan.addSkipped(
                    row.number(),
                    part,
                    row.line(),
                    UploadRequest.keyOf(feedback),
                    "It belongs to another shard.",
                    SkipCause.OTHER_SHARD);
            return;
        }
        survey.valid(row, part, feedback);
        if (fix.isPresent() && request.knownRows() != KnownRows.SEND) {
            RowKey key = UploadRequest.keyOf(feedback); // not of each row: it writes the body once more
            if (isWhatWasFixed(fix.get(), feedback, key)) {
                plan.addSkipped(row.number(), part, row.line(), key, reasonOf(fix.get()), causeOf(fix.get()));
                return;
            }
        }
        Submission submission = submissionOf(row, feedback);
        plan.addPlanned(
                row.number(),
                part,
                row.line(),
                UploadRequest.keyOf(feedback, submission),
                Subject.of(feedback),
                submission,
                creation);
    }

    private Creation creationOf(int part, Feedback feedback) {
        Mapped.@Nullable Valid valid = pieces.get(part) instanceof Mapped.Valid one ? one : null;
        Set<UUID> awaits = valid == null ? Set.of() : valid.awaits();
        comparesCreated |= valid != null && valid.comparesCreated();
        return feedback instanceof Interaction || !awaits.isEmpty()
                ? new Creation(feedback instanceof Interaction created ? created.placeholder() : null, awaits)
                : Creation.NONE;
    }

    /** Whether completions are created to be compared: each is one, however many rows compare it. */
    boolean comparesCreated() {
        return comparesCreated;
    }

    /** Another opinion of the same row, on another metric or of the other kind, was not sent from the copy. */
    private boolean isWhatWasFixed(Fixes.Fix fix, Feedback feedback, RowKey key) throws LedgerException {
        return !fix.pieces().contains(key) && (fix.subjects().contains(Subject.of(feedback)) || plan.wasRefused(key));
    }

    private Submission submissionOf(Row row, Feedback feedback) throws UnusableException {
        @Nullable Project project = request.project();
        if (Bodies.needsProject(feedback.kind()) && project == null) {
            throw new UnusableException(FileReading.placeOf(request.input(), row)
                    + " is " + feedback.kind().label() + " feedback, which needs a use case or project."
                    + " Add --use-case KEY (deployments up to 0.12) or --project KEY (later ones).");
        }
        return Bodies.submissionOf(feedback, project);
    }

    @Override
    public void invalid(Row row, int part, List<Problem> problems, @Nullable Feedback feedback)
            throws LedgerException, UnusableException {
        if (isOthers) {
            return;
        }
        if (fix.isPresent()) {
            skipped(row, part, new Mapped.Skipped(reasonOf(fix.get()), null, causeOf(fix.get())));
            return;
        }
        survey.invalid(row, part, problems, feedback);
        plan.beginRow(Origins.with(ledger, RowDigest.of(row), named));
        String reason = problems.stream().map(Problem::message).collect(Collectors.joining(BETWEEN_PROBLEMS));
        if (feedback == null) {
            plan.addInvalid(row.number(), part, row.line(), reason);
        } else {
            Submission submission = submissionOf(row, feedback);
            plan.addRefused(
                    row.number(),
                    part,
                    row.line(),
                    UploadRequest.keyOf(feedback, submission),
                    Subject.of(feedback),
                    submission,
                    reason);
        }
    }

    @Override
    public void skipped(Row row, int part, Mapped.Skipped skipped) throws LedgerException {
        if (isOthers) {
            return;
        }
        survey.skipped(row, part, skipped);
        @Nullable Feedback feedback = skipped.feedback();
        if (feedback instanceof Interaction created && skipped.cause() != null) {
            plan.addCreatedBefore(
                    row.number(),
                    part,
                    row.line(),
                    UploadRequest.keyOf(feedback),
                    skipped.reason(),
                    skipped.cause(),
                    created.placeholder(),
                    skipped.completionId());
            return;
        }
        plan.addSkipped(
                row.number(),
                part,
                row.line(),
                feedback == null ? null : UploadRequest.keyOf(feedback),
                skipped.reason(),
                skipped.cause());
    }
}
