package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.feedback.Problem;
import feedbackuploader.input.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * What a row says about one field, before anyone has looked whether it is right.
 *
 * @param column as the file spells it, or the field's word where the file has none
 * @param node a CSV cell or an option is a text node; null when nothing is given
 */
record Given(String column, @Nullable JsonNode node, Origin origin) {

    enum Origin {
        CELL,
        JSON,
        OPTION
    }

    /** A value of a JSON document; {@code null} and nothing at all are the same. */
    static Given json(String column, @Nullable JsonNode node) {
        return new Given(column, node == null || node.isNull() || node.isMissingNode() ? null : node, Origin.JSON);
    }

    boolean isBlank() {
        return node == null || (node.isTextual() && Texts.isBlank(node.textValue()));
    }

    /** Not blank, and by the row's own word, not by an option. */
    boolean isOwn() {
        return origin != Origin.OPTION && !isBlank();
    }

    /** In a cell, a list or object can only stand as JSON text; in JSON, a text is never more than a text. */
    boolean mayHoldJsonText() {
        return origin != Origin.JSON;
    }

    Problem problem(String expected, @Nullable String hint) {
        if (node == null || isBlank()) {
            return new Problem(column, "nothing", expected, hint);
        }
        return new Problem(
                column, node.isTextual() ? Problem.quote(node.textValue()) : StrictJson.describe(node), expected, hint);
    }
}
