package feedbackuploader.sandbox;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.sandbox.GraphQlQuery.Field;
import feedbackuploader.sandbox.GraphQlQuery.Invalid;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which fields exist, and what an answer keeps of them. */
final class GraphQlSchema {

    static final String QUERY = "Query";
    static final String MUTATION = "Mutation";

    private static final String SCALAR = "";

    /** The fields of each type, and the type of each; lists and nulls need no saying. */
    private static final Map<String, Map<String, String>> TYPES = Map.ofEntries(
            entry(QUERY, Map.of("metrics", "Metric", "completion", "Completion", "completions", "CompletionPage")),
            entry(
                    MUTATION,
                    Map.of(
                            "createMetric", "Metric",
                            "linkMetric", "Metric",
                            "addDirectFeedback", "DirectFeedback")),
            entry("CompletionPage", Map.of("totalCount", SCALAR, "pageInfo", "PageInfo", "nodes", "Completion")),
            entry("PageInfo", scalars("hasNextPage", "endCursor")),
            entry(
                    "Metric",
                    with(
                            scalars("id", "key", "name", "kind", "scoringType", "description"),
                            Map.of("useCases", "UseCase"))),
            entry(
                    "Completion",
                    with(
                            scalars("id", "completion", "createdAt"),
                            Map.of(
                                    "model", "Model",
                                    "labels", "Label",
                                    "directFeedbacks", "DirectFeedback",
                                    "comparisonFeedbacks", "ComparisonFeedback"))),
            entry("Model", scalars("id", "key")),
            entry("Label", scalars("key", "value")),
            entry(
                    "DirectFeedback",
                    with(scalars("id", "value", "details", "createdAt", GraphQl.USER), Map.of("metric", "Metric"))),
            entry(
                    "ComparisonFeedback",
                    with(
                            scalars("id", "createdAt"),
                            Map.of(
                                    "usecase", "UseCase",
                                    "metric", "Metric",
                                    "preferedCompletion", "ComparedCompletion",
                                    "otherCompletion", "ComparedCompletion"))),
            entry("UseCase", scalars("id", "key")),
            entry("ComparedCompletion", scalars("id")));

    private GraphQlSchema() {}

    private static Map<String, String> scalars(String... names) {
        return Arrays.stream(names).collect(Collectors.toMap(name -> name, name -> SCALAR));
    }

    private static Map<String, String> with(Map<String, String> scalars, Map<String, String> objects) {
        Map<String, String> both = new HashMap<>(scalars);
        both.putAll(objects);
        return both;
    }

    /** Arguments are not looked at on the top level: they belong to whoever resolves those fields. */
    static void check(String type, List<Field> selection, Set<String> unknown) throws Invalid {
        Map<String, String> fields = TYPES.getOrDefault(type, Map.of());
        for (Field field : selection) {
            String fieldType = fields.get(field.name());
            if (fieldType == null || unknown.contains(field.name())) {
                throw new Invalid("Unknown field \"" + field.name() + "\" on type \"" + type + "\".");
            }
            if (!type.equals(QUERY)
                    && !type.equals(MUTATION)
                    && !field.arguments().isEmpty()) {
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
