package feedbackuploader.feedback;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value that someone gave one completion under one metric.
 *
 * @param details free text
 * @param ratedAt when; a deployment takes it together with a new completion only, and then not who rated
 */
public record MetricFeedback(
        String metric,
        UUID completionId,
        Value value,
        @Nullable String details,
        @Nullable Instant ratedAt,
        @Nullable UUID user)
        implements Feedback {

    /** Feedback without a date: it takes that of its upload. */
    public MetricFeedback(
            String metric, UUID completionId, Value value, @Nullable String details, @Nullable UUID user) {
        this(metric, completionId, value, details, null, user);
    }

    @Override
    public Kind kind() {
        return Kind.METRIC;
    }

    @Override
    public MetricFeedback withMetric(String key) {
        return new MetricFeedback(key, completionId, value, details, ratedAt, user);
    }
}
