package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.sandbox.GraphQlQuery.Argument;
import feedbackuploader.sandbox.GraphQlQuery.Field;
import feedbackuploader.sandbox.GraphQlQuery.Invalid;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads back what was recorded. Every UUID is a completion that exists, in every use case. */
final class GraphQl {

    private static final Map<String, String> COMPLETION_ARGUMENTS = Map.of("useCase", "IdOrKey!", "id", "UUID!");

    /** Who rated; deployments before v0.5 do not know the name. */
    static final String USER = "userId";

    private final Metrics metrics;
    private final Store store;
    private final boolean tellsUsers;

    GraphQl(Metrics metrics, Store store, boolean tellsUsers) {
        this.metrics = metrics;
        this.store = store;
        this.tellsUsers = tellsUsers;
    }

    /** The whole answer: {@code data}, or {@code errors} when anything is wrong. */
    ObjectNode execute(Fields request) throws IOException {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        try {
            GraphQlQuery query = GraphQlParser.parse(request.requiredString("query"));
            JsonNode variables = request.optional("variables");
            answer.set("data", data(query, variables == null ? Json.MAPPER.createObjectNode() : variables));
        } catch (Invalid e) {
            answer.putArray("errors").addObject().put("message", e.getMessage());
        }
        return answer;
    }

    private ObjectNode data(GraphQlQuery query, JsonNode variables) throws IOException, Invalid {
        GraphQlSchema.check(GraphQlSchema.QUERY, query.selection(), tellsUsers ? Set.of() : Set.of(USER));
        for (Map.Entry<String, String> declared : query.variables().entrySet()) {
            if (declared.getValue().endsWith("!")
                    && variables.path(declared.getKey()).asText("").isEmpty()) {
                throw new Invalid("Variable \"$" + declared.getKey() + "\" of required type \"" + declared.getValue()
                        + "\" was not provided.");
            }
        }
        ObjectNode data = Json.MAPPER.createObjectNode();
        for (Field field : query.selection()) {
            JsonNode whole = field.name().equals("metrics")
                    ? metrics(field)
                    : completion(argument(query, variables, field, "useCase"), argument(query, variables, field, "id"));
            data.set(field.alias(), GraphQlSchema.select(whole, field.selection()));
        }
        return data;
    }

    private static String argument(GraphQlQuery query, JsonNode variables, Field field, String name) throws Invalid {
        for (String given : field.arguments().keySet()) {
            if (!COMPLETION_ARGUMENTS.containsKey(given)) {
                throw new Invalid("Unknown argument \"" + given + "\" on field \"" + field.name() + "\".");
            }
        }
        String type = COMPLETION_ARGUMENTS.get(name);
        Argument argument = field.arguments().get(name);
        if (argument == null) {
            throw new Invalid("Field \"" + field.name() + "\" argument \"" + name + "\" of type \"" + type
                    + "\" is required but not provided.");
        }
        if (!argument.isVariable()) {
            return argument.text();
        }
        String declared = query.variables().get(argument.text());
        if (declared == null) {
            throw new Invalid("Variable \"$" + argument.text() + "\" is not defined.");
        }
        if (!declared.equals(type)) {
            throw new Invalid("Variable \"$" + argument.text() + "\" of type \"" + declared
                    + "\" used in position expecting type \"" + type + "\".");
        }
        JsonNode value = variables.path(argument.text());
        if (!value.isTextual()) {
            throw new Invalid("Invalid value for variable \"$" + argument.text() + "\": expected a string.");
        }
        return value.textValue();
    }

    private ArrayNode metrics(Field field) throws Invalid {
        if (!field.arguments().isEmpty()) {
            throw new Invalid("Field \"metrics\" takes no arguments.");
        }
        ArrayNode array = Json.MAPPER.createArrayNode();
        metrics.all().forEach(metric -> array.add(metric(metric.key())));
        return array;
    }

    /** A metric that is registered no longer (those are not kept with the data) still has its key and id. */
    private ObjectNode metric(String key) {
        Metrics.Metric metric = metrics.find(key);
        return Json.MAPPER
                .createObjectNode()
                .put("id", Metrics.idOf("metric", key))
                .put("key", key)
                .put("kind", metric == null ? null : metric.kind().name())
                .put("scoringType", "HIGHER_IS_BETTER");
    }

    private ObjectNode completion(String useCase, String id) throws IOException, Invalid {
        if (useCase.isBlank()) {
            throw new Invalid("Failed to parse \"IdOrKey\": the use case is empty.");
        }
        if (!Fields.isUuid(id)) {
            throw new Invalid("Failed to parse \"UUID\": \"" + id + "\" is not a UUID.");
        }
        UUID completion = Fields.asUuid(id);
        ObjectNode object = Json.MAPPER.createObjectNode().put("id", completion.toString());
        ArrayNode direct = object.putArray("directFeedbacks");
        ArrayNode comparisons = object.putArray("comparisonFeedbacks");
        for (JsonNode line : store.find(completion)) {
            if (line.path("kind").asText().equals("metric")) {
                direct.add(directFeedback(line));
            } else {
                comparisons.add(comparisonFeedback(line));
            }
        }
        return object;
    }

    private ObjectNode directFeedback(JsonNode line) {
        JsonNode value = line.path("value");
        double number = value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
        ObjectNode object = Json.MAPPER.createObjectNode().put("value", number);
        object.set("id", line.path("id"));
        object.set("createdAt", line.path("created_at"));
        object.put("details", text(line, "details"));
        object.put(USER, text(line, "user_id"));
        object.set("metric", metric(line.path("metric").asText()));
        return object;
    }

    private ObjectNode comparisonFeedback(JsonNode line) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        object.set("id", line.path("id"));
        object.set("createdAt", line.path("created_at"));
        object.set("metric", metric(line.path("metric").asText()));
        String useCase =
                line.path(line.has("use_case") ? "use_case" : "project").asText();
        object.set(
                "usecase",
                Json.MAPPER
                        .createObjectNode()
                        .put("id", Metrics.idOf("use_case", useCase))
                        .put("key", useCase));
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
