package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.support.Shell;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An Argilla export whose keys bear the names of its questions: {@code quality.responses}, a response a user. */
final class ArgillaQuestions {

    private static final String RESPONSES = ".responses";

    /** Its cells hold lists, each tool writes them in its own way, and its users' answers belong together. */
    private static final String AS_JSON =
            "This looks like an Argilla table, whose cells hold lists. Export the records as"
                    + " JSON, and upload that file. In Python: dataset.records.to_json(\"ratings.json\")";

    private ArgillaQuestions() {}

    /** What to do with such an export as a table; null when the columns are no such thing. */
    static @Nullable String asTable(List<String> columns) {
        return columns.stream().anyMatch(column -> column.endsWith(RESPONSES) && columns.contains(column + ".users"))
                ? AS_JSON
                : null;
    }

    /** As {@link KnownShapes#ofRow}: for comparisons if there are any, else for ratings. */
    static @Nullable ShapeAdvice advice(ObjectNode row, MappingOptions options) {
        if (row.get("responses") instanceof ObjectNode responses) {
            return ofObject(responses, row, options);
        }
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

    private static @Nullable ShapeAdvice advice(
            String what, String mapping, Field field, String key, ObjectNode row, MappingOptions options) {
        MappingOptions ready = KnownShapes.ready(mapping);
        if (KnownShapes.isSaid(ready, options)) {
            return null;
        }
        String usual = ready.columns().get(field);
        StringBuilder typed = new StringBuilder("--mapping ").append(mapping);
        if (!key.equals(usual) && !options.columns().containsKey(field)) {
            typed.append(" --map '")
                    .append(field.label())
                    .append('=')
                    .append(key)
                    .append('\'');
            typed.append(" --map 'user=").append(key).append(".users'");
            if (row.has(key + ".status")) {
                typed.append(" --skip-where '").append(key).append(".status!=submitted'");
            }
        }
        String metric = options.constants().containsKey(Field.METRIC) ? "" : " --metric KEY";
        return new ShapeAdvice(
                "an Argilla export with " + what,
                typed + metric,
                field == Field.WINNER
                        ? " If it has ratings too, --mapping argilla-ratings" + metric + " reads these."
                        : "",
                true,
                false,
                field == Field.VALUE
                        && !row.has(Field.COMPLETION_ID.label())
                        && !options.columns().containsKey(Field.COMPLETION_ID));
    }

    /** Records as {@code to_json} writes them: under each question's name, an object for each answer. */
    private static @Nullable ShapeAdvice ofObject(ObjectNode responses, ObjectNode row, MappingOptions options) {
        if (options.columns().containsKey(Field.VALUE) || !options.variants().isEmpty()) {
            return null;
        }
        for (Map.Entry<String, JsonNode> question : responses.properties()) {
            for (JsonNode answer : question.getValue()) { // the first may be discarded
                if (answer.path("value").isNumber()
                        && answer.has("user_id")
                        && question.getKey().matches("[\\w -]+")) {
                    return ofObject("/responses/" + question.getKey(), answer, row, options);
                }
            }
        }
        return null;
    }

    private static ShapeAdvice ofObject(String question, JsonNode answer, ObjectNode row, MappingOptions options) {
        String typed = "--kind metric --map " + Shell.quoted("value=" + question + "/*/value")
                + " --map " + Shell.quoted("user=" + question + "/*/user_id")
                + " --skip-where " + Shell.quoted(question + "=") // nobody has answered
                + (answer.has("status") ? " --skip-where " + Shell.quoted(question + "/*/status!=submitted") : "")
                + (options.constants().containsKey(Field.METRIC) ? "" : " --metric KEY");
        boolean hasId =
                row.has(Field.COMPLETION_ID.label()) || options.columns().containsKey(Field.COMPLETION_ID);
        return new ShapeAdvice("Argilla records with ratings", typed, "", false, false, !hasId);
    }
}
