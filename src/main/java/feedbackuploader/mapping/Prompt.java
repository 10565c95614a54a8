package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.Message;
import feedbackuploader.input.StrictJson;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prompt that two compared texts share: messages, or one text that becomes the user's message. A list under the name
 * of a prompt is messages too.
 */
record Prompt(RawValue messages, RawValue prompt) {

    private static final String A_LIST = "a list of messages, each with role and content";

    /** @param needed whether it is a problem that there is none */
    List<Message> read(boolean needed, List<Problem> problems, Notices notices) {
        if (messages.isOwn() && prompt.isOwn()) {
            problems.add(prompt.problem("either messages or a prompt", "Both are filled; keep one."));
            return List.of();
        }
        if (!messages.isBlank() && !prompt.isOwn()) {
            JsonNode node = list(problems);
            return node == null ? List.of() : messages(node, problems, notices);
        }
        if (prompt.node() instanceof ArrayNode) {
            return new Prompt(/* messages= */ prompt, /* prompt= */ messages).read(needed, problems, notices);
        }
        if (!prompt.isBlank()) {
            Problem noText = NoText.problem(prompt, "a prompt");
            if (noText != null) {
                problems.add(noText);
                return List.of();
            }
            String text = Texts.readSpelled(prompt, problems, notices);
            return text == null ? List.of() : List.of(new Message("user", text));
        }
        if (needed) {
            problems.add(messages.problem(A_LIST, "A completion given as text needs a prompt or messages."));
        }
        return List.of();
    }

    private @Nullable JsonNode list(List<Problem> problems) {
        JsonNode node = messages.node();
        try {
            if (node != null && node.isTextual() && messages.mayHoldJsonText('[')) {
                node = StrictJson.read(node.textValue());
            }
        } catch (StrictJson.Malformed e) {
            problems.add(e.problem()
                    .withColumn(messages.column())
                    .withHint("Write JSON: [{\"role\": \"user\", \"content\": \"…\"}]. Put plain text into a column"
                            + " prompt."));
            return null;
        }
        if (node instanceof ArrayNode && !node.isEmpty()) {
            return node;
        }
        problems.add(new Problem(
                messages.column(),
                node instanceof ArrayNode ? "an empty list" : StrictJson.describe(node),
                A_LIST,
                null));
        return null;
    }

    private List<Message> messages(JsonNode list, List<Problem> problems, Notices notices) {
        List<Message> read = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            String place = messages.column() + "[" + i + "]";
            if (list.get(i) instanceof ObjectNode object) {
                String role = part(object, place, "role", problems, notices);
                String content = MessageParts.areIn(object)
                        ? MessageParts.read(object, place, problems)
                        : part(object, place, "content", problems, notices);
                if (role == null || content == null) {
                    return List.of();
                }
                read.add(new Message(role, content));
                noteOtherKeys(object, notices);
            } else {
                problems.add(
                        new Problem(place, StrictJson.describe(list.get(i)), "an object with role and content", null));
                return List.of();
            }
        }
        return read;
    }

    private static @Nullable String part(
            ObjectNode message, String place, String key, List<Problem> problems, Notices notices) {
        JsonNode node = message.get(key);
        RawValue given =
                new RawValue(place + "." + key, node == null || node.isNull() ? null : node, RawValue.Origin.JSON);
        if (given.node() == null || (key.equals("role") && given.isBlank())) {
            problems.add(
                    key.equals("role")
                            ? given.problem("a role such as user or assistant", null)
                            : given.problem("text", message.has("tool_calls") ? MessageParts.CALLS : null));
            return null;
        }
        return key.equals("role") ? Texts.read(given, problems) : Texts.readSpelled(given, problems, notices);
    }

    private static void noteOtherKeys(ObjectNode message, Notices notices) {
        if (message.size() == 2) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : message.properties()) {
            if (!entry.getKey().equals("role") && !entry.getKey().equals("content")) {
                notices.messageKey(entry.getKey());
            }
        }
    }
}
