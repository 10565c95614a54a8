package feedbackuploader.feedback;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing to upload, already checked: whatever can be known to be wrong without a server is not wrong here. */
public sealed interface Feedback permits MetricFeedback, PreferenceFeedback, Interaction, SessionOutcome {

    /** The metric's key or id, never blank; null for an interaction, which has none of its own. */
    @Nullable
    String metric();

    Kind kind();

    /** What was given under the metric; null for what gives no value, as a preference. */
    default @Nullable Value value() {
        return null;
    }

    /** The same feedback under a metric of another key. */
    Feedback withMetric(String key);

    /** Who rated, or who asked, of an interaction; null when that is not said. */
    @Nullable
    UUID user();
}
