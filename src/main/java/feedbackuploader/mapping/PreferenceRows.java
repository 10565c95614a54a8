package feedbackuploader.mapping;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Message;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Problem;
import feedbackuploader.feedback.Tie;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows that prefer one completion to another. */
final class PreferenceRows {

    private final Notices notices;

    PreferenceRows(Notices notices) {
        this.notices = notices;
    }

    /** Null when anything is wrong; then the problems say all of it. */
    @Nullable
    PreferenceFeedback map(RowFields fields, List<Problem> problems) {
        int before = problems.size();
        String metric = MetricKeys.read(fields.get(Field.METRIC), problems);
        Side preferredSide = new Side(
                fields.get(Field.PREFERRED_COMPLETION),
                fields.get(Field.PREFERRED_COMPLETION_TEXT),
                fields.get(Field.PREFERRED_COMPLETION_MODEL));
        Side otherSide = new Side(
                fields.get(Field.OTHER_COMPLETION),
                fields.get(Field.OTHER_COMPLETION_TEXT),
                fields.get(Field.OTHER_COMPLETION_MODEL));
        CompletionRef preferred = preferredSide.read(problems, notices);
        CompletionRef other = otherSide.read(problems, notices);
        if (preferred != null && preferred.equals(other)) {
            problems.add(new Problem(
                    otherSide.column(), "the same completion as the preferred one", "two different completions", null));
        }
        Tie tied = Ties.read(fields.get(Field.TIED), problems);
        List<Message> messages = preferred instanceof CompletionRef.ById && other instanceof CompletionRef.ById
                ? List.of()
                : prompt(fields, preferred, other, problems);
        Given givenUser = fields.get(Field.USER);
        UUID user = givenUser.isBlank() ? null : Uuids.read(givenUser, problems);
        if (problems.size() > before || metric == null || preferred == null || other == null) {
            return null;
        }
        return new PreferenceFeedback(metric, preferred, other, tied, messages, user);
    }

    /** A prompt is asked for only when a side is known to be text: a mistyped id is one problem, not two. */
    private List<Message> prompt(
            RowFields fields,
            @Nullable CompletionRef preferred,
            @Nullable CompletionRef other,
            List<Problem> problems) {
        boolean needed = preferred instanceof CompletionRef.ByText || other instanceof CompletionRef.ByText;
        return new Prompt(fields.get(Field.MESSAGES), fields.get(Field.PROMPT)).read(needed, problems, notices);
    }
}
