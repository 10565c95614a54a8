package feedbackuploader.feedback;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A value that someone gave a whole session under one metric. No query shows it again. */
public record SessionOutcome(
        String metric,
        UUID sessionId,
        Value value,
        @Nullable UUID user) implements Feedback {

    @Override
    public Kind kind() {
        return Kind.OUTCOME;
    }

    @Override
    public SessionOutcome withMetric(String key) {
        return new SessionOutcome(key, sessionId, value, user);
    }
}
