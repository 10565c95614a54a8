package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks the body of {@code POST /api/v1/comparison}. */
final class ComparisonReader {

    private static final String PREFERRED = "preferred_completion";
    private static final String OTHER = "other_completion";
    private static final String USE_CASE = "use_case";
    private static final String PROJECT = "project";
    private static final String PROMPT = "prompt";
    private static final String MESSAGES = "messages";
    private static final Set<String> FIELDS =
            Set.of("metric", PREFERRED, OTHER, "tied", MESSAGES, PROMPT, USE_CASE, PROJECT, "user_id");

    private final Metrics metrics;
    private final Completions completions;
    private final Clock clock;

    ComparisonReader(Metrics metrics, Completions completions, Clock clock) {
        this.metrics = metrics;
        this.completions = completions;
        this.clock = clock;
    }

    /** @throws Refused when the server would not record it */
    StoredFeedback read(byte[] body) throws IOException {
        Fields fields = Json.object(body);
        fields.allowOnly(FIELDS);
        String metricName = fields.requiredString("metric");
        JsonNode preferred = completion(PREFERRED, fields.required(PREFERRED));
        JsonNode other = completion(OTHER, fields.required(OTHER));
        String tied = fields.optionalWord("tied", List.of("good", "bad"));
        JsonNode messages = messages(fields.optional(MESSAGES));
        String prompt = fields.optionalString(PROMPT);
        String useCase = name(fields, USE_CASE);
        String project = name(fields, PROJECT);
        String user = fields.optionalUuid("user_id");
        checkPrompt(preferred.isObject() || other.isObject(), messages, prompt);
        checkOwner(useCase, project);
        completions.check(preferred);
        completions.check(other);

        String id = UUID.randomUUID().toString();
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("kind", "preference").put("id", id).put("created_at", clock.millis());
        line.put(
                "metric",
                FeedbackReader.registered(metrics, metricName, useCase == null ? project : useCase)
                        .key());
        line.set(PREFERRED, preferred);
        line.set(OTHER, other);
        FeedbackReader.putIfGiven(line, "tied", tied);
        if (messages != null) {
            line.set(MESSAGES, messages);
        }
        FeedbackReader.putIfGiven(line, PROMPT, prompt);
        FeedbackReader.putIfGiven(line, USE_CASE, useCase);
        FeedbackReader.putIfGiven(line, PROJECT, project);
        FeedbackReader.putIfGiven(line, "user_id", user);
        return new StoredFeedback(id, line, IndexKeys.completions(line));
    }

    private static JsonNode completion(String name, JsonNode node) {
        if (node.isTextual()) {
            Fields.uuid(name, node);
        } else {
            checkStrings(name, node, "text", "model");
        }
        return node;
    }

    static @Nullable JsonNode messages(@Nullable JsonNode messages) {
        if (messages == null) {
            return null;
        }
        if (!messages.isArray()) {
            throw Fields.wrongType(MESSAGES, messages, "an array of {role, content}");
        }
        for (int i = 0; i < messages.size(); i++) {
            checkStrings(MESSAGES + "[" + i + "]", messages.get(i), "role", "content");
        }
        return messages;
    }

    /** @param where names the object in an error: it must have these two strings and nothing else */
    private static void checkStrings(String where, JsonNode node, String first, String second) {
        String expected = "{\"" + first + "\", \"" + second + "\"}";
        if (!node.isObject()) {
            throw Fields.wrongType(
                    where, node, where.startsWith(MESSAGES) ? expected : "a completion's UUID or " + expected);
        }
        for (String name : List.of(first, second)) {
            JsonNode value = node.get(name);
            if (value == null || value.isNull()) {
                throw Refused.invalid(where + ": missing field `" + name + "`, expected " + expected);
            }
            Fields.string(where + "." + name, value);
        }
        if (node.size() > 2) {
            Set<String> names = new TreeSet<>();
            node.fieldNames().forEachRemaining(names::add);
            names.removeAll(List.of(first, second));
            throw Refused.invalid(where + ": unknown field " + new ArrayList<>(names) + ", expected " + expected);
        }
    }

    private static void checkPrompt(boolean rawText, @Nullable JsonNode messages, @Nullable String prompt) {
        if (messages != null && prompt != null) {
            throw Refused.invalid("`messages` and `prompt` are both given; expected one of them");
        }
        if (rawText && prompt == null && (messages == null || messages.isEmpty())) {
            throw Refused.invalid("missing field `messages`: a completion given as text needs the prompt that it"
                    + " answers, an array of {role, content} that is not empty");
        }
    }

    static @Nullable String name(Fields fields, String name) {
        String text = fields.optionalString(name);
        if (text != null && text.isBlank()) {
            throw Refused.invalid(name + ": expected a key or an id, found an empty string");
        }
        return text;
    }

    static void checkOwner(@Nullable String useCase, @Nullable String project) {
        if (useCase == null && project == null) {
            throw Refused.invalid("missing field `use_case` (or `project`, from version 0.13)");
        }
        if (useCase != null && project != null) {
            throw Refused.invalid("`use_case` and `project` are both given; expected one of them");
        }
    }
}
