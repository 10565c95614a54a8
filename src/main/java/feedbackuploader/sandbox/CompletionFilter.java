package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which completions a list shall hold. All that is given must fit.
 *
 * @param labels for each label the values; none where any value will do
 * @param models empty for any
 * @param from in milliseconds, like {@code to}; both belong to the range
 */
record CompletionFilter(
        UUID useCase,
        Map<String, List<String>> labels,
        LabelFilter labelFilter,
        @Nullable UUID completion,
        @Nullable UUID session,
        @Nullable UUID user,
        List<String> models,
        long from,
        long to) {

    private static final String LABELS = "labels";
    private static final Set<String> FIELDS =
            Set.of("useCase", LABELS, "completionId", "sessionId", "userId", "models", "timerange");

    static CompletionFilter read(JsonNode input, LabelFilter labelFilter) {
        Fields fields = Fields.within("filter", input);
        fields.allowOnly(FIELDS);
        String useCase = fields.requiredString("useCase");
        if (useCase.isBlank()) {
            throw Refused.invalid("Failed to parse \"IdOrKey\": the use case is empty.");
        }
        JsonNode range = fields.optional("timerange");
        Fields times = range == null ? new Fields(Map.of(), Map.of()) : Fields.within("timerange", range);
        times.allowOnly(Set.of("from", "to"));
        JsonNode models = fields.optional("models");
        return new CompletionFilter(
                IndexKeys.useCase(useCase),
                labels(fields.optional(LABELS), labelFilter),
                labelFilter,
                uuid(fields, "completionId"),
                uuid(fields, "sessionId"),
                uuid(fields, "userId"),
                models == null ? List.of() : strings("models", models),
                range == null ? Long.MIN_VALUE : time("from", times.required("from")),
                range == null ? Long.MAX_VALUE : time("to", times.required("to")));
    }

    private static @Nullable UUID uuid(Fields fields, String name) {
        String text = fields.optionalUuid(name);
        return text == null ? null : Fields.asUuid(text);
    }

    private static long time(String name, JsonNode node) {
        if (!node.isIntegralNumber()) {
            throw Fields.wrongType(name, node, "milliseconds");
        }
        return node.longValue();
    }

    private static Map<String, List<String>> labels(@Nullable JsonNode node, LabelFilter labelFilter) {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        if (node == null) {
            return labels;
        }
        if (labelFilter == LabelFilter.REFUSED) {
            throw Refused.invalid("Unknown field \"labels\" of type \"ListCompletionsFilterInput\".");
        }
        if (!node.isArray()) {
            throw Fields.wrongType(LABELS, node, "an array of {key, value}");
        }
        for (JsonNode label : node) {
            Fields fields = Fields.within(LABELS, label);
            fields.allowOnly(Set.of("key", "value"));
            JsonNode values = fields.optional("value");
            labels.put(fields.requiredString("key"), values == null ? List.of() : strings("value", values));
        }
        return labels;
    }

    private static List<String> strings(String name, JsonNode node) {
        if (!node.isArray()) {
            throw Fields.wrongType(name, node, "an array of strings");
        }
        List<String> strings = new ArrayList<>();
        node.forEach(one -> strings.add(Fields.string(name, one)));
        return strings;
    }

    /** What the lines are found by; others than the wanted ones may be found. */
    List<UUID> keys() {
        if (completion != null) {
            return List.of(completion);
        }
        for (Map.Entry<String, List<String>> label : labels.entrySet()) {
            if (!label.getValue().isEmpty()) {
                return label.getValue().stream()
                        .map(value -> IndexKeys.label(label.getKey(), value))
                        .toList();
            }
        }
        if (session != null) {
            return List.of(IndexKeys.session(session.toString()));
        }
        return List.of(user != null ? IndexKeys.user(user.toString()) : useCase);
    }

    /** @param line of a completion that was created here */
    boolean matches(JsonNode line) {
        String owner = IndexKeys.owner(line);
        long created = line.path("created_at").asLong();
        return owner != null
                && IndexKeys.useCase(owner).equals(useCase)
                && (completion == null || IndexKeys.completions(line).contains(completion))
                && isEqual(session, line.path("session_id"))
                && isEqual(user, line.path("user"))
                && (models.isEmpty()
                        || models.contains(line.path("model_service").asText("")))
                && from <= created
                && created <= to
                && labels.entrySet().stream().allMatch(label -> hasLabel(line, label.getKey(), label.getValue()));
    }

    private boolean hasLabel(JsonNode line, String key, List<String> wanted) {
        JsonNode labelsOfLine = line.path(LABELS);
        return labelsOfLine.has(key)
                && (wanted.isEmpty()
                        || labelFilter.accepts(labelsOfLine.path(key).textValue(), wanted));
    }

    private static boolean isEqual(@Nullable UUID wanted, JsonNode given) {
        return wanted == null || (given.isTextual() && wanted.equals(Fields.asUuid(given.textValue())));
    }
}
