package feedbackuploader.server;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Project;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of an interaction: what was said, and, once it is known which of its ratings travel with it, these and the label
 * that it is found again by.
 */
public final class InteractionBodies {

    /** The label that this program finds an interaction by whose answer was lost. */
    public static final String LABEL = "feedback_uploader";

    private InteractionBodies() {}

    static void write(Interaction interaction, @Nullable Project project, JsonGenerator json) throws IOException {
        Bodies.writeText("completion", interaction.completion(), json);
        Bodies.writeMessages(interaction.messages(), json);
        writeOptional("model_service", interaction.model(), json);
        Bodies.writeTime("created_at", interaction.createdAt(), json);
        writeOptional("user", interaction.user(), json);
        writeOptional("session_id", interaction.sessionId(), json);
        writeOptional("ab_campaign", interaction.abCampaign(), json);
        if (project != null) {
            Bodies.writeText(project.naming().field(), project.key(), json);
        }
        if (!interaction.labels().isEmpty()) {
            json.writeObjectFieldStart("labels");
            for (var label : interaction.labels().entrySet()) {
                Bodies.writeText(label.getKey(), label.getValue(), json);
            }
            json.writeEndObject();
        }
    }

    private static void writeOptional(String field, @Nullable Object value, JsonGenerator json) throws IOException {
        if (value != null) {
            Bodies.writeText(field, value.toString(), json);
        }
    }

    static Interaction read(JsonNode body) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (var label : body.path("labels").properties()) {
            if (!label.getKey().equals(LABEL)) {
                labels.put(label.getKey(), label.getValue().asText());
            }
        }
        return new Interaction(
                body.path("completion").asText(),
                Bodies.messages(body),
                body.path("model_service").textValue(),
                Bodies.time(body, "created_at"),
                id(body, "user"),
                id(body, "session_id"),
                labels,
                body.path("ab_campaign").textValue());
    }

    private static @Nullable UUID id(JsonNode body, String field) {
        return body.has(field) ? UUID.fromString(body.path(field).asText()) : null;
    }

    /**
     * The interaction together with what travels in its request.
     *
     * @param label the value of {@link #LABEL}; null for none
     * @param ratings metric feedback, whose completion this is
     */
    public static String withRatings(String body, @Nullable String label, List<String> ratings) {
        ObjectNode whole = Submission.parse(body);
        if (label != null) {
            whole.withObjectProperty("labels").put(LABEL, label);
        }
        if (!ratings.isEmpty()) {
            ArrayNode feedbacks = whole.putArray("feedbacks");
            for (String rating : ratings) {
                ObjectNode one = Submission.parse(rating);
                one.remove("completion_id");
                feedbacks.add(one);
            }
        }
        return whole.toString();
    }

    /** The value of {@link #LABEL} in a request; null for none. */
    public static @Nullable String labelOf(Submission submission) {
        return submission.kind() == Kind.INTERACTION
                ? Submission.parse(submission.body()).path("labels").path(LABEL).textValue()
                : null;
    }
}
