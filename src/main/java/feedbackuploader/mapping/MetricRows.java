package feedbackuploader.mapping;

import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.Value;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows that give a completion a value. */
record MetricRows(Values values, Users users, Notices notices) {

    /** Null when anything is wrong; then the problems say all of it. */
    @Nullable
    MetricFeedback map(RawFields fields, List<Problem> problems) {
        int before = problems.size();
        UUID completion = Uuids.read(fields.get(Field.COMPLETION_ID), problems);
        String metric = MetricKeys.read(fields.get(Field.METRIC), problems);
        Value value = value(fields, problems);
        RawValue givenDetails = fields.get(Field.DETAILS);
        String details = givenDetails.isBlank() ? null : Texts.readSpelled(givenDetails, problems, notices);
        if (NoText.isIn(givenDetails)) {
            notices.noText(givenDetails.column());
        }
        UUID user = users.read(fields.get(Field.USER), problems, notices);
        if (problems.size() > before || completion == null || metric == null || value == null) {
            return null;
        }
        return new MetricFeedback(metric, completion, value, details, user);
    }

    private @Nullable Value value(RawFields fields, List<Problem> problems) {
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
