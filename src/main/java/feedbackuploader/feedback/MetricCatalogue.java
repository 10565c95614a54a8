package feedbackuploader.feedback;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The metrics that a deployment has registered. */
public record MetricCatalogue(List<Metric> metrics) {

    /** What values a metric takes. */
    public enum MetricKind {
        BOOL,
        SCALAR
    }

    /**
     * One registered metric.
     *
     * @param kind null when the deployment did not say, or said something that this program does not know
     */
    public record Metric(String id, String key, @Nullable MetricKind kind) {}

    public MetricCatalogue {
        metrics = List.copyOf(metrics);
    }

    /** The metric that feedback means: the server takes a metric's key or its id. */
    public Optional<Metric> find(String keyOrId) {
        return metrics.stream()
                .filter(metric -> metric.key().equals(keyOrId) || metric.id().equalsIgnoreCase(keyOrId))
                .findFirst();
    }
}
