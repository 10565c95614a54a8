package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.input.StrictJson;
import feedbackuploader.support.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row says about one field, before anyone has looked whether it is right.
 *
 * @param column as the file spells it, or the field's word where the file has none
 * @param node a CSV cell or an option is a text node; null when nothing is given
 */
public record RawValue(String column, @Nullable JsonNode node, Origin origin) {

    private static final String CALCULATE =
            "To calculate it, open the workbook in Excel and save it. Or replace the formula with its value.";

    enum Origin {
        CELL,
        JSON,
        OPTION,
        /** A cell whose formula has come to an error, {@code #N/A} for one: a label perhaps, but no text. */
        ERROR,
        /** A cell whose formula has no result in the file. */
        NO_RESULT,
        /** A cell of a workbook that merged cells cover, by their reference. */
        MERGED,
        /** The row has no such column or key, and no option speaks for it. */
        NONE
    }

    /** A JSON value. JSON null is blank; a Java null or missing node means that the key is absent. */
    static RawValue json(String column, @Nullable JsonNode node) {
        return node == null || node.isMissingNode()
                ? none(column)
                : new RawValue(column, node.isNull() ? null : node, Origin.JSON);
    }

    static RawValue none(String column) {
        return new RawValue(column, null, Origin.NONE);
    }

    boolean isBlank() {
        return node == null || (node.isTextual() && Texts.isBlank(node.textValue()));
    }

    /** Not blank, and by the row's own word, not by an option. */
    boolean isOwn() {
        return origin != Origin.OPTION && !isBlank();
    }

    /**
     * In a cell, a list or object can only stand as JSON text. Whether the text may be parsed as JSON: always in a
     * cell; in a JSON file only if it starts with the expected bracket.
     *
     * @param start how what is expected here begins
     */
    boolean mayHoldJsonText(char start) {
        return origin != Origin.JSON
                || (node != null && Texts.trim(node.asText()).startsWith(String.valueOf(start)));
    }

    boolean isMissing() {
        return origin == Origin.NONE;
    }

    /** Whether a formula or a reference stands there instead of a value: no label, whatever it looks like. */
    boolean lacksResult() {
        return (origin == Origin.NO_RESULT || origin == Origin.MERGED) && node != null;
    }

    /** Whether what it says is the cell's trouble, which nobody wrote as a text. */
    boolean isTrouble() {
        return origin == Origin.ERROR || origin == Origin.NO_RESULT || origin == Origin.MERGED;
    }

    /** The object that it is, or that a cell holds as JSON text; null with a problem when it is none. */
    @Nullable
    ObjectNode object(String expected, List<Problem> problems) {
        JsonNode given = node;
        try {
            if (given != null && given.isTextual() && mayHoldJsonText('{')) {
                given = StrictJson.read(Texts.trim(given.textValue()));
            }
        } catch (StrictJson.Malformed e) {
            problems.add(e.problem().withColumn(column));
            return null;
        }
        if (given instanceof ObjectNode object) {
            return object;
        }
        problems.add(new Problem(column, StrictJson.describe(given), expected, null));
        return null;
    }

    Problem problem(String expected, @Nullable String hint) {
        if (origin == Origin.MERGED && node != null) {
            return new Problem(
                    column,
                    "a cell covered by the merged cells " + node.asText(),
                    expected,
                    "Unmerge them and fill in each row.");
        }
        if (lacksResult() && node != null) {
            return new Problem(
                    column, "the formula " + Problem.quote(node.asText()) + " without a result", expected, CALCULATE);
        }
        if (node == null || isBlank()) {
            return new Problem(column, "nothing", expected, hint);
        }
        return new Problem(
                column, node.isTextual() ? Problem.quote(node.textValue()) : StrictJson.describe(node), expected, hint);
    }
}
