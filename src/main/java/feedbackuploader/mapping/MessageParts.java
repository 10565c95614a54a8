package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.input.StrictJson;
import feedbackuploader.support.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message's content as the chat interfaces of OpenAI and Anthropic also write it: a list of parts, each with a type. One
 * part of text is that text; of several, nobody says what stands between them.
 */
final class MessageParts {

    /** Advice for a message that calls tools and says nothing. */
    static final String CALLS = "A message with only tool calls has no text to send: remove it, or add a text.";

    private MessageParts() {}

    static boolean areIn(ObjectNode message) {
        return message.get("content") instanceof ArrayNode parts
                && parts.path(0).isObject();
    }

    /** Null with a problem when it is not one part with a text. */
    static @Nullable String read(ObjectNode message, String place, List<Problem> problems) {
        String column = place + ".content";
        JsonNode parts = message.path("content");
        JsonNode part = parts.path(0);
        JsonNode text = part.path("text");
        if (parts.size() == 1 && text.isTextual()) {
            return Texts.read(RawValue.json(column + "[0].text", text), problems);
        }
        String type = part.path("type").isTextual() ? part.path("type").textValue() : "";
        problems.add(new Problem(
                column,
                parts.size() == 1
                        ? "a part of type " + StrictJson.describe(part.path("type"))
                        : "a list of " + parts.size() + " parts",
                "text, or one part of type text",
                parts.size() == 1 && !type.equals("text")
                        ? "A message is sent as text only."
                        : "Join them into one text."));
        return null;
    }
}
