package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks the body of {@code POST /api/v1/feedback}. */
final class FeedbackReader {

    private static final Set<String> FIELDS =
            Set.of("value", "metric", "completion_id", "details", "user_id", "reason");
    static final List<String> REASONS = List.of("Toxicity", "Factuality", "Style", "WrongAnswer");
    private static final Set<String> BOOLEANS = Set.of("0", "1", "true", "false");

    private final Metrics metrics;
    private final Completions completions;
    private final Clock clock;

    FeedbackReader(Metrics metrics, Completions completions, Clock clock) {
        this.metrics = metrics;
        this.completions = completions;
        this.clock = clock;
    }

    /** @throws Refused when the server would not record it */
    StoredFeedback read(byte[] body) throws IOException {
        return read(Json.object(body));
    }

    /** @throws Refused when the server would not record it */
    StoredFeedback read(Fields fields) throws IOException {
        fields.allowOnly(FIELDS);
        JsonNode value = fields.required("value");
        String metricName = fields.requiredString("metric");
        String completion = fields.requiredUuid("completion_id");
        String details = fields.optionalString("details");
        String user = fields.optionalUuid("user_id");
        String reason = fields.optionalWord("reason", REASONS);
        Metrics.Metric metric = registered(metrics, metricName, completions.ownerOf(completion));
        String valueText = valueOf(metric, value, fields.numbers().get("value"));

        String id = UUID.randomUUID().toString();
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("kind", "metric").put("id", id).put("created_at", clock.millis());
        line.put("metric", metric.key()).put("completion_id", completion);
        line.putRawValue("value", new RawValue(valueText));
        putIfGiven(line, "details", details);
        putIfGiven(line, "user_id", user);
        putIfGiven(line, "reason", reason);
        return new StoredFeedback(id, line, List.of(Fields.asUuid(completion)));
    }

    /** @param useCase null when it is not known */
    static Metrics.Metric registered(Metrics metrics, String name, @Nullable String useCase) {
        Metrics.Metric metric = metrics.find(name);
        if (metric == null || !metrics.isLinked(metric, useCase)) {
            throw Refused.notFound(
                    "EntityNotFound: metric \"" + name + "\" does not exist, or is not linked to the use case");
        }
        return metric;
    }

    static void putIfGiven(ObjectNode line, String name, @Nullable String value) {
        if (value != null) {
            line.put(name, value);
        }
    }

    /** The value as it was written. */
    static String valueOf(Metrics.Metric metric, JsonNode value, @Nullable String number) {
        return switch (metric.kind()) {
            case BOOL -> {
                String text = value.isBoolean() ? value.asText() : number;
                if (text == null || !BOOLEANS.contains(text)) {
                    throw Refused.invalid("value: metric \"" + metric.key()
                            + "\" is of kind BOOL: expected 0, 1, true or false, found " + value);
                }
                yield text;
            }
            case SCALAR -> {
                if (number == null) {
                    throw Refused.invalid("value: metric \"" + metric.key()
                            + "\" is of kind SCALAR: expected a number, found " + value);
                }
                if (Double.isInfinite(Double.parseDouble(number))) {
                    throw Refused.invalid("value: number out of range: " + number);
                }
                yield number;
            }
        };
    }
}
