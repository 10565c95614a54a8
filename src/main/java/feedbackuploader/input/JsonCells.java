package feedbackuploader.input;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A JSON object as a row of cells, each with a pointer (RFC 6901) for its name. A list is one cell, as JSON. */
public final class JsonCells {

    private JsonCells() {}

    /** Every value that is no object with something in it, in the order of the file; null as text for JSON's null. */
    public static void each(ObjectNode object, BiConsumer<String, @Nullable String> cell) {
        each("", object, cell);
    }

    private static void each(String around, ObjectNode object, BiConsumer<String, @Nullable String> cell) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String pointer = around + pointer(entry.getKey());
            if (entry.getValue() instanceof ObjectNode inner && !inner.isEmpty()) {
                each(pointer, inner, cell);
            } else {
                cell.accept(pointer, text(entry.getValue()));
            }
        }
    }

    /** To what stands under {@code key} of the object itself. */
    public static String pointer(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /** A text as it is, anything else as JSON; null for what is missing, and for null. */
    public static @Nullable String text(@Nullable JsonNode node) {
        if (node == null || node.isMissingNode() || node.isNull()) {
            return null;
        }
        return node.isTextual() ? node.textValue() : node.toString();
    }

    /** @return null also when {@code pointer} is none */
    public static @Nullable String at(ObjectNode object, String pointer) {
        try {
            return text(object.at(JsonPointer.compile(pointer)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * A copy with another value at {@code pointer}. Where a text stands, the new one is a text, whatever it looks like.
     * Anywhere else it is the number, true, false, null, list or object that it spells, and a text if it spells none.
     *
     * @return null where there is no such place
     */
    public static @Nullable ObjectNode with(ObjectNode object, String pointer, String text) {
        ObjectNode copy = object.deepCopy();
        try {
            JsonPointer place = JsonPointer.compile(pointer);
            JsonPointer parent = place.head();
            if (parent == null) {
                return null;
            }
            JsonNode value = copy.at(place).isTextual() ? TextNode.valueOf(text) : value(text);
            JsonNode holder = parent.matches() ? copy : copy.withObject(parent, JsonNode.OverwriteMode.NULLS, false);
            if (holder instanceof ObjectNode inner) {
                inner.set(place.last().getMatchingProperty(), value);
                return copy;
            }
            return null;
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            return inList(copy, pointer, text);
        }
    }

    private static @Nullable ObjectNode inList(ObjectNode copy, String pointer, String text) {
        JsonPointer place;
        try {
            place = JsonPointer.compile(pointer);
        } catch (IllegalArgumentException e) {
            return null;
        }
        JsonPointer parent = place.head();
        int index = parent == null ? -1 : place.last().getMatchingIndex();
        if (parent != null && copy.at(parent) instanceof ArrayNode list && index >= 0 && index < list.size()) {
            list.set(index, list.get(index).isTextual() ? TextNode.valueOf(text) : value(text));
            return copy;
        }
        return null;
    }

    private static JsonNode value(String text) {
        try {
            return text.isBlank() ? TextNode.valueOf(text) : StrictJson.read(text);
        } catch (StrictJson.Malformed e) {
            return TextNode.valueOf(text);
        }
    }

    /** On one line. */
    public static String record(ObjectNode object) {
        try {
            return StrictJson.MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written", e);
        }
    }
}
