package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import feedbackuploader.input.Row;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One row into the fields of each of its pieces of feedback: a piece a branch, a piece a key or element of
 * {@link Field#FEEDBACKS}, a piece an element of a list of values or winners.
 */
record FanOut(List<Overlay> overlays, Notices notices) {

    /** What may be a list beside a list of values or winners, and then has an element for each. */
    private static final List<Field> BESIDE =
            List.of(Field.COMPLETION_ID, Field.METRIC, Field.DETAILS, Field.USER, Field.RATED_AT);

    /** Empty when no piece has a value, or when a problem says why there is none. */
    List<RawFields> of(Row row, RawFields whole, List<Problem> problems) {
        if (overlays.isEmpty()) {
            return spread(row, whole, problems);
        }
        List<RawFields> pieces = new ArrayList<>();
        for (Overlay overlay : overlays) {
            RawFields piece = overlay.over(whole, row, problems);
            if (piece != null) {
                pieces.addAll(spread(row, piece, problems));
            }
        }
        return pieces;
    }

    private List<RawFields> spread(Row row, RawFields fields, List<Problem> problems) {
        boolean isObject = !fields.get(Field.FEEDBACKS).isBlank();
        boolean isList = fields.get(Field.VALUE).node() instanceof ArrayNode
                || fields.get(Field.WINNER).node() instanceof ArrayNode;
        if (isObject || !isList) {
            fields.skip(fields.skipping().ofAny());
        }
        if (fields.skipping().reason() != null) {
            return List.of(fields);
        }
        if (isObject) {
            return ofObject(fields, problems);
        }
        if (fields.get(Field.VALUE).node() instanceof ArrayNode values) {
            return ofList(row, fields, Field.VALUE, values, problems);
        }
        return fields.get(Field.WINNER).node() instanceof ArrayNode winners
                ? ofList(row, fields, Field.WINNER, winners, problems)
                : List.of(fields);
    }

    private List<RawFields> ofObject(RawFields fields, List<Problem> problems) {
        RawValue feedbacks = fields.get(Field.FEEDBACKS);
        if (fields.hasOwn(Field.VALUE)) {
            problems.add(feedbacks.problem(
                    "either a value or feedbacks",
                    Names.quoted(fields.get(Field.VALUE).column()) + " is filled too."));
            return List.of();
        }
        if (feedbacks.node() instanceof ArrayNode list) {
            return new FeedbackList(notices).pieces(fields, feedbacks, list, problems);
        }
        ObjectNode object = feedbacks.object("an object with a value for each metric's key", problems);
        List<RawFields> pieces = new ArrayList<>();
        if (object != null) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                String place = feedbacks.column() + "." + entry.getKey();
                RawValue value = RawValue.json(place, entry.getValue());
                if (!value.isBlank()) {
                    RawFields piece = fields.copy();
                    piece.put(Field.VALUE, value);
                    piece.put(Field.METRIC, RawValue.json(place, TextNode.valueOf(entry.getKey())));
                    pieces.add(piece);
                }
            }
        }
        return pieces;
    }

    /** An element that is null is no value; but no winner is a label like any other, whose meaning must be said. */
    private List<RawFields> ofList(Row row, RawFields fields, Field field, ArrayNode list, List<Problem> problems) {
        RawValue whole = fields.get(field);
        for (RawValue other : fields.skipping().lists()) {
            checkSize(other, whole, list, problems);
        }
        for (Field beside : BESIDE) {
            checkSize(fields.get(beside), whole, list, problems);
        }
        List<RawFields> pieces = new ArrayList<>();
        for (int i = 0; i < list.size() && problems.isEmpty(); i++) {
            RawValue element = element(whole, list, i);
            Skipping skipping = fields.skipping().at(i);
            if (skipping.reason() == null && field == Field.VALUE && element.isBlank()) {
                RawValue details = fields.get(Field.DETAILS);
                if (list.size() > 1
                        && details.node() instanceof ArrayNode others
                        && !element(details, others, i).isBlank()) {
                    notices.noRating(row.number());
                }
                continue;
            }
            RawFields piece = fields.copy();
            piece.skip(skipping);
            piece.put(field, element);
            for (Field beside : BESIDE) {
                if (fields.get(beside).node() instanceof ArrayNode others) {
                    piece.put(beside, element(fields.get(beside), others, i));
                }
            }
            pieces.add(piece);
        }
        return pieces;
    }

    private static void checkSize(RawValue other, RawValue whole, ArrayNode list, List<Problem> problems) {
        if (other.node() instanceof ArrayNode others && others.size() != list.size()) {
            problems.add(new Problem(
                    other.column(),
                    "a list of " + others.size(),
                    "a list of " + list.size() + ", one per element of " + Names.quoted(whole.column()),
                    null));
        }
    }

    private static RawValue element(RawValue whole, ArrayNode list, int i) {
        return RawValue.json(whole.column() + "[" + i + "]", list.get(i));
    }
}
