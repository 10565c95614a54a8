package feedbackuploader.upload;

import feedbackuploader.adaptive.Bodies;
import feedbackuploader.adaptive.Project;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Problem;
import feedbackuploader.feedback.Subject;
import feedbackuploader.feedback.Submission;
import feedbackuploader.input.Row;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.PlanWriter;
import feedbackuploader.ledger.State;
import feedbackuploader.mapping.Mapped;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rows into a plan. */
final class PlanSink implements Reading.Sink {

    private static final String BETWEEN_PROBLEMS = " | ";

    private static final String OF_ANOTHER_SHARD = "It belongs to another shard.";

    private final PlanWriter plan;
    private final UploadRequest request;

    PlanSink(PlanWriter plan, UploadRequest request) {
        this.plan = plan;
        this.request = request;
    }

    static boolean isOfAnotherShard(Entry entry) {
        return entry.state() == State.SKIPPED && OF_ANOTHER_SHARD.equals(entry.reason());
    }

    @Override
    public void valid(Row row, int part, Feedback feedback) throws LedgerException, UnusableException {
        if (request.shard() != null && !request.shard().takes(feedback)) {
            plan.addSkipped(row.number(), part, row.line(), Bodies.keyOf(feedback), OF_ANOTHER_SHARD, false);
            return;
        }
        Submission submission = submissionOf(row, feedback);
        plan.addPlanned(
                row.number(), part, row.line(), Bodies.keyOf(feedback, submission), Subject.of(feedback), submission);
    }

    private Submission submissionOf(Row row, Feedback feedback) throws UnusableException {
        @Nullable Project project = request.project();
        if (feedback.kind() == Kind.PREFERENCE && project == null) {
            throw new UnusableException(Reading.placeOf(request.input(), row)
                    + " is preference feedback, which needs a use case or project."
                    + " Add --use-case KEY (deployments up to 0.12) or --project KEY (later ones).");
        }
        return Bodies.submissionOf(feedback, project);
    }

    @Override
    public void invalid(Row row, int part, List<Problem> problems, @Nullable Feedback feedback)
            throws LedgerException, UnusableException {
        String reason = problems.stream().map(Problem::message).collect(Collectors.joining(BETWEEN_PROBLEMS));
        if (feedback == null) {
            plan.addInvalid(row.number(), part, row.line(), reason);
        } else {
            Submission submission = submissionOf(row, feedback);
            plan.addRefused(
                    row.number(),
                    part,
                    row.line(),
                    Bodies.keyOf(feedback, submission),
                    Subject.of(feedback),
                    submission,
                    reason);
        }
    }

    @Override
    public void skipped(Row row, int part, Mapped.Skipped skipped) throws LedgerException {
        @Nullable Feedback feedback = skipped.feedback();
        plan.addSkipped(
                row.number(),
                part,
                row.line(),
                feedback == null ? null : Bodies.keyOf(feedback),
                skipped.reason(),
                skipped.isInDoubt());
    }
}
