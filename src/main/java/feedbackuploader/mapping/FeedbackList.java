package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.StrictJson;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link Field#FEEDBACKS} as the API takes them: a list of objects, each with a metric and a value. */
record FeedbackList(Notices notices) {

    private static final Set<Field> PARTS =
            Set.of(Field.METRIC, Field.VALUE, Field.DETAILS, Field.USER, Field.RATED_AT);

    /** A piece for each element that has a value. */
    List<RawFields> pieces(RawFields row, RawValue feedbacks, ArrayNode list, List<Problem> problems) {
        List<RawFields> pieces = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String place = feedbacks.column() + "[" + i + "]";
            if (!(list.get(i) instanceof ObjectNode element)) {
                problems.add(new Problem(
                        place,
                        StrictJson.describe(list.get(i)),
                        "an object such as {\"metric\": \"quality\", \"value\": 4}",
                        null));
                return List.of();
            }
            RawFields piece = row.copy();
            piece.put(Field.VALUE, RawValue.none(place + ".value"));
            for (Map.Entry<String, JsonNode> entry : element.properties()) {
                Field part = part(entry.getKey());
                if (part == null) {
                    notices.unknown(feedbacks.column() + "." + entry.getKey());
                } else {
                    piece.put(part, RawValue.json(place + "." + entry.getKey(), entry.getValue()));
                }
            }
            if (!piece.get(Field.VALUE).isBlank()) {
                pieces.add(piece);
            }
        }
        return pieces;
    }

    /** The API calls the date of a rating {@code created_at}. */
    private static @Nullable Field part(String name) {
        Field field = Field.ofNormal(ColumnNames.normal(name), true);
        return field == Field.CREATED_AT ? Field.RATED_AT : field != null && PARTS.contains(field) ? field : null;
    }
}
