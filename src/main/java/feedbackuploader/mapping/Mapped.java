package feedbackuploader.mapping;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a row turned out to be. */
public sealed interface Mapped {

    /** @param feedback at least one piece */
    record Valid(List<Feedback> feedback) implements Mapped {
        public Valid {
            feedback = List.copyOf(feedback);
        }
    }

    /**
     * @param problems all that is wrong with the row, at least one
     * @param feedback what the row would be if the deployment's metrics allowed it; null when more is wrong with it
     */
    record Invalid(List<Problem> problems, @Nullable Feedback feedback) implements Mapped {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** Left out on purpose; the reason is a phrase such as {@code already recorded}. */
    record Skipped(String reason) implements Mapped {}
}
