package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request's body, taken out one by one. An optional field that is null counts as left out.
 *
 * @param numbers the top-level numbers as they were written, with every digit
 */
record Fields(Map<String, JsonNode> nodes, Map<String, String> numbers) {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** The fields of an object within the body. Numbers keep their value, and their digits as far as Jackson does. */
    static Fields within(String where, JsonNode node) {
        if (!node.isObject()) {
            throw wrongType(where, node, "an object");
        }
        return Json.object(Json.bytes(node));
    }

    void allowOnly(Set<String> known) {
        for (String name : nodes.keySet()) {
            if (!known.contains(name)) {
                throw Refused.invalid("unknown field `" + name + "`, expected one of " + new TreeSet<>(known));
            }
        }
    }

    @Nullable
    JsonNode optional(String name) {
        JsonNode node = nodes.get(name);
        return node == null || node.isNull() ? null : node;
    }

    JsonNode required(String name) {
        JsonNode node = optional(name);
        if (node == null) {
            throw Refused.invalid("missing field `" + name + "`");
        }
        return node;
    }

    String requiredString(String name) {
        return string(name, required(name));
    }

    @Nullable
    String optionalString(String name) {
        JsonNode node = optional(name);
        return node == null ? null : string(name, node);
    }

    String requiredUuid(String name) {
        return uuid(name, required(name));
    }

    @Nullable
    String optionalUuid(String name) {
        JsonNode node = optional(name);
        return node == null ? null : uuid(name, node);
    }

    @Nullable
    String optionalWord(String name, List<String> words) {
        String word = optionalString(name);
        if (word != null && !words.contains(word)) {
            throw Refused.invalid(name + ": unknown variant `" + word + "`, expected one of " + words);
        }
        return word;
    }

    static String string(String name, JsonNode node) {
        if (!node.isTextual()) {
            throw wrongType(name, node, "a string");
        }
        return node.textValue();
    }

    static String uuid(String name, JsonNode node) {
        String text = string(name, node);
        if (!isUuid(text)) {
            throw Refused.invalid(name + ": UUID parsing failed: \"" + text
                    + "\" is not 32 hexadecimal digits in groups of 8-4-4-4-12");
        }
        return text;
    }

    static boolean isUuid(String text) {
        return UUID_FORM.matcher(text).matches();
    }

    /** @param text in the strict form, which {@link UUID#fromString} alone does not ask for */
    static UUID asUuid(String text) {
        return UUID.fromString(text);
    }

    static Refused wrongType(String name, JsonNode node, String expected) {
        String found = switch (node.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case ARRAY -> "an array";
            default -> "an object";
        };
        return Refused.invalid(name + ": invalid type: found " + found + ", expected " + expected);
    }
}
