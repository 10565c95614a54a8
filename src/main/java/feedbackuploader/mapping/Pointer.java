package feedbackuploader.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * A JSON pointer (RFC 6901) in which {@code *} stands for every element of a list: then what is there is a list too.
 *
 * @param head up to the first {@code *}
 * @param each what follows it, or null when there is none
 */
record Pointer(JsonPointer head, @Nullable Pointer each) {

    private static final String EVERY = "/*";

    /** @param text empty for the whole */
    static Pointer parse(String option, String text) throws MappingException {
        int star = text.indexOf(EVERY);
        while (star >= 0 && star + EVERY.length() < text.length() && text.charAt(star + EVERY.length()) != '/') {
            star = text.indexOf(EVERY, star + 1); // a key that begins with an asterisk
        }
        String head = star < 0 ? text : text.substring(0, star);
        try {
            return new Pointer(
                    JsonPointer.compile(head), star < 0 ? null : parse(option, text.substring(star + EVERY.length())));
        } catch (IllegalArgumentException e) {
            throw new MappingException(
                    option + " is not a JSON pointer: it must begin with a slash, as in /choices/0/id.");
        }
    }

    /** The key of the object itself under which everything is found. */
    String firstKey() {
        String key = head.getMatchingProperty();
        return key == null ? "" : key;
    }

    @Nullable
    JsonNode at(JsonNode node) {
        JsonNode there = node.at(head);
        if (each == null || !there.isArray()) {
            return each == null ? there : null;
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode(there.size());
        for (JsonNode element : there) {
            JsonNode found = each.at(element);
            if (each.each != null && found instanceof ArrayNode inner) {
                all.addAll(inner);
            } else {
                all.add(found == null || found.isMissingNode() ? JsonNodeFactory.instance.nullNode() : found);
            }
        }
        return all;
    }
}
