package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Registers metrics and links them to use cases. */
final class MetricMutations {

    static final String HIGHER_IS_BETTER = "HIGHER_IS_BETTER";

    private static final List<String> SCORING = List.of(HIGHER_IS_BETTER, "LOWER_IS_BETTER");
    private static final List<String> KINDS = List.of("SCALAR", "BOOL");

    private final Metrics metrics;
    private final ShownLines shown;

    MetricMutations(Metrics metrics, ShownLines shown) {
        this.metrics = metrics;
        this.shown = shown;
    }

    /** @throws Refused when its key is taken, or the input is not one that the API takes */
    ObjectNode create(JsonNode input) {
        Fields fields = Fields.within("input", input);
        fields.allowOnly(Set.of("name", "key", "kind", "scoringType", "description"));
        String name = fields.requiredString("name");
        String key = Objects.requireNonNullElse(fields.optionalString("key"), name);
        fields.required("kind");
        String kind = Objects.requireNonNull(fields.optionalWord("kind", KINDS));
        String scoring = Objects.requireNonNullElse(fields.optionalWord("scoringType", SCORING), HIGHER_IS_BETTER);
        String description = fields.optionalString("description");
        if (key.isBlank()) {
            throw Refused.invalid("key: expected a key, found an empty string");
        }
        if (!metrics.create(new Metrics.Metric(key, MetricKind.parse(kind), name, scoring, description))) {
            throw Refused.invalid("a metric with the key \"" + key + "\" exists already");
        }
        return shown.metric(key);
    }

    /** @throws Refused when there is no such metric */
    ObjectNode link(JsonNode input) {
        Fields fields = Fields.within("input", input);
        fields.allowOnly(Set.of("useCase", "metric"));
        String useCase = fields.requiredString("useCase");
        String name = fields.requiredString("metric");
        Metrics.Metric metric = metrics.find(name);
        if (metric == null) {
            throw Refused.notFound("EntityNotFound: metric \"" + name + "\" does not exist");
        }
        metrics.link(metric, useCase);
        return shown.metric(metric.key());
    }
}
