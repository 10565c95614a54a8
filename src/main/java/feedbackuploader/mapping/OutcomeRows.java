package feedbackuploader.mapping;

import feedbackuploader.feedback.SessionOutcome;
import feedbackuploader.feedback.Value;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows that give a whole session a value. */
record OutcomeRows(MetricRows ratings, Users users, Notices notices) {

    /** Null when anything is wrong; then the problems say all of it. */
    @Nullable
    SessionOutcome map(RawFields fields, List<Problem> problems) {
        int before = problems.size();
        UUID session = session(fields, problems);
        String metric = MetricKeys.read(fields.get(Field.METRIC), problems);
        Value value = ratings.value(fields, problems);
        UUID user = users.read(fields.get(Field.USER), problems, notices);
        return session == null || metric == null || value == null || problems.size() > before
                ? null
                : new SessionOutcome(metric, session, value, user);
    }

    private @Nullable UUID session(RawFields fields, List<Problem> problems) {
        RawValue given = fields.get(Field.SESSION_ID);
        if (given.isMissing()) {
            problems.add(fields.missing(Field.SESSION_ID, notices.noun(), Uuids.EXPECTED));
            return null;
        }
        return Uuids.read(given, problems);
    }
}
