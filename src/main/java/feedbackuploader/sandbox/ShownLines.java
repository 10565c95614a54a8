package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What GraphQL shows of the lines, whole: the query selects from it. */
final class ShownLines {

    private final Metrics metrics;
    private final Store store;

    ShownLines(Metrics metrics, Store store) {
        this.metrics = metrics;
        this.store = store;
    }

    /** A metric that is registered no longer (those are not kept with the data) still has its key and id. */
    ObjectNode metric(String key) {
        Metrics.Metric metric = metrics.find(key);
        ObjectNode shown = Json.MAPPER
                .createObjectNode()
                .put("id", Metrics.idOf("metric", key))
                .put("key", key)
                .put("name", metric == null ? null : metric.name())
                .put("kind", metric == null ? null : metric.kind().name())
                .put("scoringType", metric == null ? MetricMutations.HIGHER_IS_BETTER : metric.scoringType())
                .put("description", metric == null ? null : metric.description());
        ArrayNode useCases = shown.putArray("useCases");
        if (metric != null) {
            metrics.useCases(metric).forEach(useCase -> useCases.add(useCase(useCase)));
        }
        return shown;
    }

    private static ObjectNode useCase(String key) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", IndexKeys.useCase(key).toString())
                .put("key", key);
    }

    /** A completion that was created here has a text, labels and a date; one that was only named has its feedback alone. */
    ObjectNode completion(UUID id) throws IOException {
        ObjectNode object = Json.MAPPER.createObjectNode().put("id", id.toString());
        object.putNull("completion").putNull("model").putNull("createdAt").putArray("labels");
        ArrayNode direct = object.putArray("directFeedbacks");
        ArrayNode comparisons = object.putArray("comparisonFeedbacks");
        for (JsonNode line : store.find(id)) {
            switch (line.path("kind").asText()) {
                case "metric" -> direct.add(directFeedback(line));
                case "interaction" -> show(line, object, direct);
                default -> comparisons.add(comparisonFeedback(line));
            }
        }
        return object;
    }

    private void show(JsonNode line, ObjectNode object, ArrayNode direct) {
        object.set("completion", line.path("completion"));
        object.set("createdAt", line.path("created_at"));
        String model = text(line, "model_service");
        if (model != null) {
            object.putObject("model").put("id", Metrics.idOf("model", model)).put("key", model);
        }
        for (Map.Entry<String, JsonNode> label : line.path("labels").properties()) {
            object.withArray("labels").addObject().put("key", label.getKey()).set("value", label.getValue());
        }
        line.path("feedbacks").forEach(rating -> direct.add(directFeedback(rating)));
    }

    ObjectNode directFeedback(JsonNode line) {
        JsonNode value = line.path("value");
        double number = value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
        ObjectNode object = Json.MAPPER.createObjectNode().put("value", number);
        object.set("id", line.path("id"));
        object.set("createdAt", line.path("created_at"));
        object.put("details", text(line, "details"));
        object.put(GraphQl.USER, text(line, "user_id"));
        object.set("metric", metric(line.path("metric").asText()));
        return object;
    }

    private ObjectNode comparisonFeedback(JsonNode line) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        object.set("id", line.path("id"));
        object.set("createdAt", line.path("created_at"));
        object.set("metric", metric(line.path("metric").asText()));
        object.set("usecase", useCase(String.valueOf(IndexKeys.owner(line))));
        object.set("preferedCompletion", compared(line.path("preferred_completion")));
        object.set("otherCompletion", compared(line.path("other_completion")));
        return object;
    }

    /** Null for a side that was given as text. */
    private static JsonNode compared(JsonNode side) {
        return side.isTextual()
                ? Json.MAPPER
                        .createObjectNode()
                        .put("id", Fields.asUuid(side.textValue()).toString())
                : Json.MAPPER.nullNode();
    }

    private static @Nullable String text(JsonNode line, String name) {
        return line.path(name).textValue();
    }
}
