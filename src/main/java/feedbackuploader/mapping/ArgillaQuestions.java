package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.mapping.KnownShapes.Advice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An Argilla export whose keys bear the names of its questions: {@code quality.responses}, a response a user. */
final class ArgillaQuestions {

    private static final String RESPONSES = ".responses";

    private ArgillaQuestions() {}

    /** As {@link KnownShapes#ofRow}: for comparisons if there are any, else for ratings. */
    static @Nullable Advice advice(ObjectNode row, MappingOptions options) {
        String ratings = null;
        for (Map.Entry<String, JsonNode> key : row.properties()) {
            JsonNode first = key.getValue().path(0);
            if (!key.getKey().endsWith(RESPONSES) || first.isMissingNode()) {
                continue;
            }
            if (first.isTextual() && row.has("response_a") && row.has("response_b")) {
                return advice("comparisons", "argilla-pairwise", Field.WINNER, key.getKey(), row, options);
            }
            if (first.isNumber() && ratings == null) {
                ratings = key.getKey();
            }
        }
        return ratings == null ? null : advice("ratings", "argilla-ratings", Field.VALUE, ratings, row, options);
    }

    private static @Nullable Advice advice(
            String what, String mapping, Field field, String key, ObjectNode row, MappingOptions options) {
        MappingOptions ready = KnownShapes.ready(mapping);
        if (KnownShapes.isSaid(ready, options)) {
            return null;
        }
        String usual = ready.columns().get(field);
        StringBuilder typed = new StringBuilder("--mapping ").append(mapping);
        if (!key.equals(usual) && !options.columns().containsKey(field)) {
            typed.append(" --map '")
                    .append(field.word())
                    .append('=')
                    .append(key)
                    .append('\'');
            typed.append(" --map 'user=").append(key).append(".users'");
            if (row.has(key + ".status")) {
                typed.append(" --skip-where '").append(key).append(".status!=submitted'");
            }
        }
        String metric = options.constants().containsKey(Field.METRIC) ? "" : " --metric KEY";
        return new Advice(
                "an Argilla export with " + what,
                typed + metric,
                field == Field.WINNER
                        ? " If it has ratings too, --mapping argilla-ratings" + metric + " reads these."
                        : "",
                true,
                false,
                field == Field.VALUE
                        && !row.has(Field.COMPLETION_ID.word())
                        && !options.columns().containsKey(Field.COMPLETION_ID));
    }
}
