package feedbackuploader.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The metrics, in the order in which they came. Those that the sandbox was started with are linked to every use case; those
 * that are created later are linked to none at first, and last as long as the sandbox.
 */
final class Metrics {

    private final Map<String, Metric> byKey = new LinkedHashMap<>();

    /** The use cases of each metric that was created later, as they were named. */
    private final Map<String, Set<String>> links = new LinkedHashMap<>();

    /** One metric. Its id comes from its key, so that it is the same after a restart. */
    record Metric(
            String key,
            MetricKind kind,
            String name,
            String scoringType,
            @Nullable String description) {
        String id() {
            return idOf("metric", key);
        }
    }

    static Metrics of(Map<String, MetricKind> kinds) {
        Metrics metrics = new Metrics();
        kinds.forEach((key, kind) ->
                metrics.byKey.put(key, new Metric(key, kind, key, MetricMutations.HIGHER_IS_BETTER, null)));
        return metrics;
    }

    synchronized List<Metric> all() {
        return List.copyOf(byKey.values());
    }

    /** The metric with this key or id, or null. */
    @Nullable
    synchronized Metric find(String keyOrId) {
        Metric metric = byKey.get(keyOrId);
        if (metric != null) {
            return metric;
        }
        for (Metric one : byKey.values()) {
            if (one.id().equalsIgnoreCase(keyOrId)) {
                return one;
            }
        }
        return null;
    }

    /** @return whether its key was free */
    synchronized boolean create(Metric metric) {
        if (byKey.putIfAbsent(metric.key(), metric) != null) {
            return false;
        }
        links.put(metric.key(), new LinkedHashSet<>());
        return true;
    }

    synchronized void link(Metric metric, String useCase) {
        Set<String> linked = links.get(metric.key());
        if (linked != null) {
            linked.add(useCase);
        }
    }

    /** The use cases to which it was linked; none for a metric that is linked to all. */
    synchronized List<String> useCases(Metric metric) {
        return new ArrayList<>(links.getOrDefault(metric.key(), Set.of()));
    }

    /** @param useCase null when it is not known; then any link will do */
    synchronized boolean isLinked(Metric metric, @Nullable String useCase) {
        Set<String> linked = links.get(metric.key());
        if (linked == null) {
            return true;
        }
        return useCase == null
                ? !linked.isEmpty()
                : linked.stream().map(IndexKeys::useCase).anyMatch(IndexKeys.useCase(useCase)::equals);
    }

    static String idOf(String type, String key) {
        return UUID.nameUUIDFromBytes((type + ':' + key).getBytes(UTF_8)).toString();
    }
}
