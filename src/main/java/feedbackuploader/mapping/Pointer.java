package feedbackuploader.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON pointer (RFC 6901) in which {@code *} stands for every element of a list: then what is there is a list too.
 * {@code ?} stands for the only element of a list, {@code ?KEY=VALUE} for the only one with that value: where there are
 * more, what is there is a list of one list, which is no value.
 *
 * @param head up to the first such sign
 * @param sign that one, or null when there is none
 * @param rest what follows it
 */
record Pointer(
        JsonPointer head, @Nullable String sign, @Nullable Pointer rest) {

    private static final String EVERY = "*";

    private static final Pattern SIGN = Pattern.compile("/(\\*|\\?|\\?[^/=]+=[^/]*)(?=/|$)");

    /** @param text empty for the whole */
    static Pointer parse(String option, String text) throws MappingException {
        Matcher sign = SIGN.matcher(text);
        boolean hasSign = sign.find();
        try {
            return hasSign
                    ? new Pointer(
                            JsonPointer.compile(text.substring(0, sign.start())),
                            sign.group(1),
                            parse(option, text.substring(sign.end())))
                    : new Pointer(JsonPointer.compile(text), null, null);
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
        JsonNode found = find(node);
        return found != null && isAmbiguous(node)
                ? JsonNodeFactory.instance.arrayNode().add(found)
                : found;
    }

    private @Nullable JsonNode find(JsonNode node) {
        JsonNode there = node.at(head);
        if (rest == null || sign == null) {
            return there;
        }
        if (!there.isArray()) {
            return null;
        }
        return sign.equals(EVERY) ? every(there, rest) : only(there, rest);
    }

    private static ArrayNode every(JsonNode list, Pointer each) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode(list.size());
        for (JsonNode element : list) {
            JsonNode found = each.find(element);
            if (EVERY.equals(each.sign) && found instanceof ArrayNode inner) {
                all.addAll(inner);
            } else {
                all.add(found == null || found.isMissingNode() ? JsonNodeFactory.instance.nullNode() : found);
            }
        }
        return all;
    }

    private @Nullable JsonNode only(JsonNode list, Pointer one) {
        List<JsonNode> meant = meant(list);
        if (meant.size() <= 1) {
            return meant.isEmpty() ? null : one.find(meant.get(0));
        }
        return every(JsonNodeFactory.instance.arrayNode().addAll(meant), one);
    }

    private List<JsonNode> meant(JsonNode list) {
        int equals = sign == null ? -1 : sign.indexOf('=');
        List<JsonNode> meant = new ArrayList<>();
        for (JsonNode element : list) {
            if (equals < 0
                    || sign == null
                    || element.path(sign.substring(1, equals)).asText().equals(sign.substring(equals + 1))) {
                meant.add(element);
            }
        }
        return meant;
    }

    /** Whether an element that must be the only one is not, before any list of which every element counts. */
    private boolean isAmbiguous(JsonNode node) {
        if (rest == null || sign == null || sign.equals(EVERY)) {
            return false;
        }
        List<JsonNode> meant = meant(node.at(head));
        return meant.size() > 1 || (meant.size() == 1 && rest.isAmbiguous(meant.get(0)));
    }
}
