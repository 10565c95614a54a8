package feedbackuploader.feedback;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A value that someone gave one completion under one metric. {@code details} is free text. */
public record MetricFeedback(
        String metric,
        UUID completionId,
        Value value,
        @Nullable String details,
        @Nullable UUID user) implements Feedback {

    @Override
    public Kind kind() {
        return Kind.METRIC;
    }

    @Override
    public MetricFeedback withMetric(String key) {
        return new MetricFeedback(key, completionId, value, details, user);
    }
}
