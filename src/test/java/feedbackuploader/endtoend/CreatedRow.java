package feedbackuploader.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that creates completions, and what a deployment is to hold of it. Completions stand there by their texts, which
 * no other row has unless it means the same completion.
 *
 * @param input its line
 * @param texts of the completions that it creates or shares
 * @param created the lines of these, ids and times of recording aside
 * @param judgements what is said of them apart from these lines, with texts in place of ids
 */
record CreatedRow(String input, List<String> texts, List<String> created, List<String> judgements) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant ASKED = Instant.parse("2024-02-21T09:51:03Z");
    private static final Instant RATED = Instant.parse("2025-03-01T23:59:59.250Z");

    /** A completion with ratings in its request: none, one or three, with dates. */
    static CreatedRow nested(String name, int i) {
        ObjectNode row = row(name, i);
        ObjectNode line = line(name, i);
        line.put("user", Rating.uuid("asker" + i % 5));
        row.put("user", Rating.uuid("asker" + i % 5));
        Instant rated = RATED.plusSeconds(i);
        if (i % 4 == 1) {
            row.put("metric", "helpful").put("value", i % 8 == 1).put("rated_at", rated.toString());
            rating(line.withArray("feedbacks"), "helpful", BooleanNode.valueOf(i % 8 == 1), null, rated);
        } else if (i % 4 != 3) {
            ArrayNode values = row.put("metric", "quality").putArray("value");
            ArrayNode details = row.putArray("details");
            ArrayNode dates = row.putArray("rated_at");
            for (int rating = 0; rating < 3; rating++) {
                values.add(rating + i % 3);
                details.add("rating " + rating + " \u2013 \"ok\"");
                dates.add(rated.plusSeconds(rating).toString());
                rating(
                        line.withArray("feedbacks"),
                        "quality",
                        IntNode.valueOf(rating + i % 3),
                        details.get(rating).asText(),
                        rated.plusSeconds(rating));
            }
        }
        return new CreatedRow(row.toString(), List.of(text(name, i)), List.of(line.toString()), List.of());
    }

    private static void rating(ArrayNode ratings, String metric, JsonNode value, @Nullable String details, Instant at) {
        ObjectNode rating = ratings.addObject().put("metric", metric).set("value", value);
        if (details != null) {
            rating.put("details", details);
        }
        rating.put("created_at", at.toEpochMilli());
    }

    /** A completion, and what one or two people said of it, which is sent once it has an id. */
    static CreatedRow inTwoSteps(String name, int i) {
        ObjectNode row = row(name, i);
        row.put("metric", "quality").put("user", Rating.uuid("rater" + i % 5));
        List<String> judgements = new ArrayList<>();
        if (i % 3 == 0) {
            row.putArray("value").add(1).add(2.5);
            judgements.add(judgement(name, i, "1"));
            judgements.add(judgement(name, i, "2.5"));
        } else {
            row.put("value", i % 7);
            judgements.add(judgement(name, i, Integer.toString(i % 7)));
        }
        return new CreatedRow(
                row.toString(), List.of(text(name, i)), List.of(line(name, i).toString()), judgements);
    }

    private static String judgement(String name, int i, String value) {
        return "quality " + value + " of " + text(name, i) + " by " + Rating.uuid("rater" + i % 5);
    }

    /** One of three preferences between three texts: each text is a side of two of them. */
    static CreatedRow sides(String name, int i) {
        String group = name + " group " + i / 3;
        String preferred = group + " side " + (i % 3 == 1 ? "b" : "a");
        String other = group + " side " + (i % 3 == 0 ? "b" : "c");
        ObjectNode row =
                JSON.createObjectNode().put("prompt", "Which of " + group + "?").put("metric", "acceptance");
        row.putObject("preferred_completion").put("text", preferred).put("model", "model-a");
        row.putObject("other_completion").put("text", other).put("model", "model-a");
        if (i % 3 == 2) {
            row.put("tied", "bad");
        }
        return new CreatedRow(
                row.toString(),
                List.of(preferred, other),
                List.of(side(preferred, group), side(other, group)),
                List.of("acceptance " + preferred + " over " + other + (i % 3 == 2 ? " tied bad" : "")));
    }

    private static String side(String text, String group) {
        return completion(text, "Which of " + group + "?").toString();
    }

    private static String text(String name, int i) {
        return "Answer " + i + " of " + name + "\n\u201egut\u201c";
    }

    private static ObjectNode row(String name, int i) {
        return JSON.createObjectNode()
                .put("prompt", "Question " + i + "?")
                .put("completion_text", text(name, i))
                .put("model", "model-a")
                .put("created_at", ASKED.plusSeconds(i).toString())
                .put("session_id", Rating.uuid("session" + i / 4))
                .put("label.source", "survey " + i % 2);
    }

    private static ObjectNode line(String name, int i) {
        ObjectNode line =
                JSON.createObjectNode().put("created_at", ASKED.plusSeconds(i).toEpochMilli());
        line.setAll(completion(text(name, i), "Question " + i + "?"));
        line.put("session_id", Rating.uuid("session" + i / 4));
        line.putObject("labels").put("source", "survey " + i % 2);
        return line;
    }

    private static ObjectNode completion(String text, String prompt) {
        ObjectNode line = JSON.createObjectNode().put("completion", text);
        line.putArray("messages").addObject().put("role", "user").put("content", prompt);
        return line.put("use_case", Preference.USE_CASE).put("model_service", "model-a");
    }
}
