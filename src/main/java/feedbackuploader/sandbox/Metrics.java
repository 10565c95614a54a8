package feedbackuploader.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The registered metrics, in the order in which they were given. */
record Metrics(List<Metric> all) {

    /** One metric. Its id comes from its key, so that it is the same after a restart. */
    record Metric(String key, MetricKind kind) {
        String id() {
            return idOf("metric", key);
        }
    }

    Metrics {
        all = List.copyOf(all);
    }

    static Metrics of(Map<String, MetricKind> kinds) {
        return new Metrics(kinds.entrySet().stream()
                .map(entry -> new Metric(entry.getKey(), entry.getValue()))
                .toList());
    }

    /** The metric with this key or id, or null. */
    @Nullable
    Metric find(String keyOrId) {
        for (Metric metric : all) {
            if (metric.key().equals(keyOrId)) {
                return metric;
            }
        }
        for (Metric metric : all) {
            if (metric.id().equalsIgnoreCase(keyOrId)) {
                return metric;
            }
        }
        return null;
    }

    static String idOf(String type, String key) {
        return UUID.nameUUIDFromBytes((type + ':' + key).getBytes(UTF_8)).toString();
    }
}
