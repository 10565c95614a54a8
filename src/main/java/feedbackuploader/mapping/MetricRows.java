package feedbackuploader.mapping;

import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.Value;
import feedbackuploader.support.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows that give a completion a value. */
record MetricRows(Values values, Users users, Notices notices) {

    private static final String OUTCOME = "If the value is for its whole session, add --kind outcome.";
    private static final String CREATE = "To create this completion on the deployment, add --create-completions.";

    /** Null when anything is wrong; then the problems say all of it. */
    @Nullable
    MetricFeedback map(RawFields fields, List<Problem> problems) {
        UUID completion = completion(fields, problems);
        int before = problems.size();
        UUID user = users.read(fields.get(Field.USER), problems, notices);
        List<Problem> ofUser = List.copyOf(problems.subList(before, problems.size()));
        problems.subList(before, problems.size()).clear();
        MetricFeedback rating = rating(fields, completion, null, user, problems);
        problems.addAll(ofUser);
        return ofUser.isEmpty() ? rating : null;
    }

    /** A completion that is not there yet, but whose text is, could be created. */
    private static @Nullable UUID completion(RawFields fields, List<Problem> problems) {
        if (!fields.ofCompletion().isEmpty()) {
            problems.addAll(fields.ofCompletion());
            return null;
        }
        RawValue given = fields.get(Field.COMPLETION_ID);
        int before = problems.size();
        UUID completion = Uuids.read(given, problems);
        boolean isText = given.isBlank()
                ? fields.names().stream().anyMatch(Field.COMPLETION_TEXT::isWord)
                : given.node() != null && given.node().isTextual();
        if (completion == null && isText && fields.hasOwn(Field.MESSAGES, Field.PROMPT)) {
            Problem problem = problems.remove(before);
            problems.add(before, problem.hint() == null ? problem.withHint(CREATE) : problem);
        } else if (completion == null && given.isBlank() && fields.hasOwn(Field.SESSION_ID)) {
            problems.add(problems.remove(before).withHint(OUTCOME));
        }
        return completion;
    }

    /** Whether the row gives a value, or says that none means something. */
    boolean isRated(RawFields fields) {
        RawValue given = fields.get(Field.VALUE);
        return !given.isBlank()
                || given.lacksResult()
                || (!given.isMissing() && values.labels().find("").isPresent());
    }

    /**
     * Null when anything is wrong; then the problems say all of it.
     *
     * @param completion null when it is known to be wrong
     */
    @Nullable
    MetricFeedback rating(
            RawFields fields,
            @Nullable UUID completion,
            @Nullable Instant ratedAt,
            @Nullable UUID rater,
            List<Problem> problems) {
        int before = problems.size();
        String metric = MetricKeys.read(fields.get(Field.METRIC), problems);
        Value value = value(fields, problems);
        RawValue givenDetails = fields.get(Field.DETAILS);
        String details = givenDetails.isBlank() ? null : Texts.readSpelled(givenDetails, problems, notices);
        if (NoText.isIn(givenDetails)) {
            notices.noText(givenDetails.column());
        }
        if (problems.size() > before || completion == null || metric == null || value == null) {
            return null;
        }
        return new MetricFeedback(metric, completion, value, details, ratedAt, rater);
    }

    @Nullable
    Value value(RawFields fields, List<Problem> problems) {
        RawValue given = fields.get(Field.VALUE);
        if (!given.isMissing() || values.labels().find("").isPresent()) {
            return values.read(given, problems, notices);
        }
        Problem missing = fields.missing(Field.VALUE, notices.noun(), "a number, true or false");
        boolean lacksMetric = fields.get(Field.METRIC).isMissing();
        String metrics = " If each metric has its own " + notices.noun() + ", add --metrics 'KEY, KEY'.";
        problems.add(lacksMetric ? missing.withHint(missing.hint() + metrics) : missing);
        return null;
    }
}
