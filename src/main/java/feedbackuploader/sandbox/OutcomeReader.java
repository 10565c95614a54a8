package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Checks the body of {@code POST /api/v1/outcome}. No query shows an outcome. */
final class OutcomeReader {

    private static final Set<String> FIELDS = Set.of("value", "metric", "session_id", "user_id", "project_id");

    private final Metrics metrics;
    private final Clock clock;

    OutcomeReader(Metrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @throws Refused when the server would not record it */
    StoredFeedback read(byte[] body) {
        Fields fields = Json.object(body);
        fields.allowOnly(FIELDS);
        JsonNode value = fields.required("value");
        String metricName = fields.requiredString("metric");
        String session = fields.requiredUuid("session_id");
        String user = fields.optionalUuid("user_id");
        String project = ComparisonReader.name(fields, "project_id");
        Metrics.Metric metric = FeedbackReader.registered(metrics, metricName, project);

        String id = UUID.randomUUID().toString();
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("kind", "outcome").put("id", id).put("created_at", clock.millis());
        line.put("metric", metric.key()).put("session_id", session);
        line.putRawValue(
                "value",
                new RawValue(
                        FeedbackReader.valueOf(metric, value, fields.numbers().get("value"))));
        FeedbackReader.putIfGiven(line, "user_id", user);
        FeedbackReader.putIfGiven(line, "project_id", project);
        return new StoredFeedback(id, line, List.of());
    }
}
