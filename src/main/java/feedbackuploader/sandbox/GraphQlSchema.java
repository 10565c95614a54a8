package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.sandbox.GraphQlQuery.Field;
import feedbackuploader.sandbox.GraphQlQuery.Invalid;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields exist, and what an answer keeps of them. */
final class GraphQlSchema {

    static final String QUERY = "Query";

    private static final String SCALAR = "";

    /** The fields of each type, and the type of each; lists and nulls need no saying. */
    private static final Map<String, Map<String, String>> TYPES = Map.of(
            QUERY,
            Map.of("metrics", "Metric", "completion", "Completion"),
            "Metric",
            Map.of("id", SCALAR, "key", SCALAR, "kind", SCALAR, "scoringType", SCALAR),
            "Completion",
            Map.of(
                    "id", SCALAR,
                    "directFeedbacks", "DirectFeedback",
                    "comparisonFeedbacks", "ComparisonFeedback"),
            "DirectFeedback",
            Map.of(
                    "id",
                    SCALAR,
                    "value",
                    SCALAR,
                    "metric",
                    "Metric",
                    "details",
                    SCALAR,
                    "createdAt",
                    SCALAR,
                    GraphQl.USER,
                    SCALAR),
            "ComparisonFeedback",
            Map.of(
                    "id", SCALAR,
                    "createdAt", SCALAR,
                    "usecase", "UseCase",
                    "metric", "Metric",
                    "preferedCompletion", "ComparedCompletion",
                    "otherCompletion", "ComparedCompletion"),
            "UseCase",
            Map.of("id", SCALAR, "key", SCALAR),
            "ComparedCompletion",
            Map.of("id", SCALAR));

    private GraphQlSchema() {}

    /** Arguments are not looked at on the top level: they belong to whoever resolves those fields. */
    static void check(String type, List<Field> selection, Set<String> unknown) throws Invalid {
        Map<String, String> fields = TYPES.getOrDefault(type, Map.of());
        for (Field field : selection) {
            String fieldType = fields.get(field.name());
            if (fieldType == null || unknown.contains(field.name())) {
                throw new Invalid("Unknown field \"" + field.name() + "\" on type \"" + type + "\".");
            }
            if (!type.equals(QUERY) && !field.arguments().isEmpty()) {
                throw new Invalid("Field \"" + field.name() + "\" on type \"" + type + "\" takes no arguments.");
            }
            if (fieldType.equals(SCALAR) != field.selection().isEmpty()) {
                throw new Invalid("Field \"" + field.name() + "\" on type \"" + type + "\" must"
                        + (fieldType.equals(SCALAR) ? " not" : "") + " have a selection of subfields.");
            }
            check(fieldType, field.selection(), unknown);
        }
    }

    /** The selected fields of {@code data}, in the order in which they were asked for. */
    static JsonNode select(JsonNode data, List<Field> selection) {
        if (data.isArray()) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            data.forEach(element -> array.add(select(element, selection)));
            return array;
        }
        if (!data.isObject()) {
            return data;
        }
        ObjectNode object = Json.MAPPER.createObjectNode();
        for (Field field : selection) {
            object.set(field.alias(), select(data.path(field.name()), field.selection()));
        }
        return object;
    }
}
