package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import feedbackuploader.sandbox.GraphQlQuery.Argument;
import feedbackuploader.sandbox.GraphQlQuery.Field;
import feedbackuploader.sandbox.GraphQlQuery.Invalid;
import java.util.Map;

/**
 * The arguments of the fields of one query, and the variables that they name.
 *
 * @param declared the variables that the query declares, with their types
 * @param variables the values that came with it
 */
record GraphQlArguments(Map<String, String> declared, JsonNode variables) {

    private static final String ID_OR_KEY = "IdOrKey!";

    private static final Map<String, Map<String, String>> TYPES = Map.of(
            "completion",
            Map.of("useCase", ID_OR_KEY, "id", "UUID!"),
            "completions",
            Map.of("filter", "ListCompletionsFilterInput!", "page", "CursorPageInput!"),
            "createMetric",
            Map.of("input", "MetricCreate!"),
            "linkMetric",
            Map.of("input", "MetricLink!"),
            "addDirectFeedback",
            Map.of("completionId", "UUID!", "metricId", ID_OR_KEY, "input", "FeedbackAddInput!"));

    /** @throws Invalid when a variable that is required was not given */
    void check() throws Invalid {
        for (Map.Entry<String, String> variable : declared.entrySet()) {
            JsonNode value = variables.path(variable.getKey());
            if (variable.getValue().endsWith("!")
                    && (value.isMissingNode()
                            || value.isNull()
                            || (value.isTextual() && value.textValue().isEmpty()))) {
                throw new Invalid("Variable \"$" + variable.getKey() + "\" of required type \"" + variable.getValue()
                        + "\" was not provided.");
            }
        }
    }

    /** @throws Invalid when it is not there, or no string */
    String text(Field field, String name) throws Invalid {
        JsonNode value = value(field, name);
        if (!value.isTextual()) {
            throw new Invalid("Invalid value for argument \"" + name + "\": expected a string.");
        }
        return value.textValue();
    }

    /** @throws Invalid when it is not there, or of another type than the field takes */
    JsonNode value(Field field, String name) throws Invalid {
        Map<String, String> types = TYPES.getOrDefault(field.name(), Map.of());
        for (String given : field.arguments().keySet()) {
            if (!types.containsKey(given)) {
                throw new Invalid("Unknown argument \"" + given + "\" on field \"" + field.name() + "\".");
            }
        }
        String type = types.get(name);
        Argument argument = field.arguments().get(name);
        if (argument == null) {
            throw new Invalid("Field \"" + field.name() + "\" argument \"" + name + "\" of type \"" + type
                    + "\" is required but not provided.");
        }
        if (!argument.isVariable()) {
            return new TextNode(argument.text());
        }
        String declaredType = declared.get(argument.text());
        if (declaredType == null) {
            throw new Invalid("Variable \"$" + argument.text() + "\" is not defined.");
        }
        if (!declaredType.equals(type)) {
            throw new Invalid("Variable \"$" + argument.text() + "\" of type \"" + declaredType
                    + "\" used in position expecting type \"" + type + "\".");
        }
        return variables.path(argument.text());
    }
}
