package feedbackuploader.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Message;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Project;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.feedback.SessionOutcome;
import feedbackuploader.feedback.Tie;
import feedbackuploader.feedback.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The request bodies, written and read. They are canonical: fields in one fixed order, no blanks, absent fields left out,
 * so that the same feedback always gives the same bytes. A change of how a field is written changes the {@link RowKey} of
 * all feedback that has it, and with it makes every ledger forget that this was uploaded.
 */
public final class Bodies {

    private static final JsonFactory JSON = new JsonFactory();
    /** Of a rating that travels with its interaction. */
    static final String RATED_AT = "created_at";

    private static final char REPLACEMENT = '\uFFFD';

    private Bodies() {}

    /**
     * The request that uploads {@code feedback}.
     *
     * @param project must be given where {@link #needsProject}; metric feedback has no field for it
     * @throws IllegalArgumentException when it is missing
     */
    public static Submission submissionOf(Feedback feedback, @Nullable Project project) {
        if (needsProject(feedback.kind()) && project == null) {
            throw new IllegalArgumentException("This kind of feedback needs a use case or a project.");
        }
        return new Submission(feedback.kind(), body(feedback, project));
    }

    /** Whether the API asks where feedback of this kind belongs. */
    public static boolean needsProject(Kind kind) {
        return kind == Kind.PREFERENCE || kind == Kind.INTERACTION;
    }

    /** The request body as far as it is known: without a project, a preference has the field for it still to come. */
    public static String preview(Feedback feedback, @Nullable Project project) {
        return body(feedback, project);
    }

    /** The identity of {@code feedback}, whichever project it is sent to. */
    public static RowKey keyOf(Feedback feedback) {
        return RowKey.of(feedback.kind(), body(feedback, null));
    }

    /** The same, when its {@code submission} is there: of metric feedback that holds all of it. */
    public static RowKey keyOf(Feedback feedback, Submission submission) {
        return feedback instanceof MetricFeedback ? RowKey.of(submission.kind(), submission.body()) : keyOf(feedback);
    }

    /** What {@code submission} says; the project that it goes to is no part of it. */
    public static Feedback feedbackOf(Submission submission) {
        JsonNode body = Submission.parse(submission.body());
        return switch (submission.kind()) {
            case METRIC -> metricFeedback(body);
            case PREFERENCE -> preferenceFeedback(body);
            case INTERACTION -> InteractionBodies.read(body);
            case OUTCOME -> sessionOutcome(body);
        };
    }

    private static String body(Feedback feedback, @Nullable Project project) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (feedback instanceof MetricFeedback metric) {
                write(metric, json);
            } else if (feedback instanceof PreferenceFeedback preference) {
                write(preference, project, json);
            } else if (feedback instanceof Interaction interaction) {
                InteractionBodies.write(interaction, project, json);
            } else if (feedback instanceof SessionOutcome outcome) {
                write(outcome, project, json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes whatever is written", e);
        }
        return text.toString();
    }

    private static void write(MetricFeedback feedback, JsonGenerator json) throws IOException {
        writeValue(feedback.value(), json);
        writeText("metric", feedback.metric(), json);
        json.writeStringField("completion_id", feedback.completionId().toString());
        if (feedback.details() != null) {
            writeText("details", feedback.details(), json);
        }
        writeTime(RATED_AT, feedback.ratedAt(), json);
        writeUser(feedback.user(), json);
    }

    private static MetricFeedback metricFeedback(JsonNode body) {
        return new MetricFeedback(
                body.path("metric").asText(),
                UUID.fromString(body.path("completion_id").asText()),
                value(body),
                body.path("details").textValue(),
                time(body, RATED_AT),
                user(body));
    }

    /** Its project is not part of it in deployments that have use cases (docs v0.5), and required in later ones (v0.14). */
    private static void write(SessionOutcome outcome, @Nullable Project project, JsonGenerator json)
            throws IOException {
        writeValue(outcome.value(), json);
        writeText("metric", outcome.metric(), json);
        json.writeStringField("session_id", outcome.sessionId().toString());
        if (project != null && project.naming() == Project.Naming.PROJECT) {
            writeText("project_id", project.key(), json);
        }
        writeUser(outcome.user(), json);
    }

    private static SessionOutcome sessionOutcome(JsonNode body) {
        return new SessionOutcome(
                body.path("metric").asText(),
                UUID.fromString(body.path("session_id").asText()),
                value(body),
                user(body));
    }

    private static void writeValue(Value value, JsonGenerator json) throws IOException {
        json.writeFieldName("value");
        if (value instanceof Value.Bool bool) {
            json.writeBoolean(bool.value());
        } else {
            json.writeNumber(value.toString());
        }
    }

    private static Value value(JsonNode body) {
        JsonNode value = body.path("value");
        return value.isBoolean() ? new Value.Bool(value.booleanValue()) : new Value.Scalar(value.decimalValue());
    }

    /** As the API writes times: {@code 2024-02-21T09:51:03Z}. */
    static void writeTime(String field, @Nullable Instant time, JsonGenerator json) throws IOException {
        if (time != null) {
            json.writeStringField(field, time.toString());
        }
    }

    static @Nullable Instant time(JsonNode body, String field) {
        return body.has(field) ? Instant.parse(body.path(field).asText()) : null;
    }

    /** The body of metric feedback without its last field, who rated: read from the text, since every row is asked for it. */
    static String withoutUser(String metricBody) {
        int user = metricBody.lastIndexOf(",\"user_id\":\"");
        return user < 0 ? metricBody.substring(0, metricBody.length() - 1) : metricBody.substring(0, user);
    }

    private static void write(PreferenceFeedback feedback, @Nullable Project project, JsonGenerator json)
            throws IOException {
        writeText("metric", feedback.metric(), json);
        writeCompletion("preferred_completion", feedback.preferred(), json);
        writeCompletion("other_completion", feedback.other(), json);
        if (feedback.tied() != null) {
            json.writeStringField("tied", feedback.tied().label());
        }
        writeMessages(feedback.messages(), json);
        if (project != null) {
            writeText(project.naming().field(), project.key(), json);
        }
        writeUser(feedback.user(), json);
    }

    private static PreferenceFeedback preferenceFeedback(JsonNode body) {
        return new PreferenceFeedback(
                body.path("metric").asText(),
                completion(body.path("preferred_completion")),
                completion(body.path("other_completion")),
                body.has("tied") ? Tie.valueOf(body.path("tied").asText().toUpperCase(Locale.ROOT)) : null,
                messages(body),
                user(body));
    }

    static void writeMessages(List<Message> messages, JsonGenerator json) throws IOException {
        if (!messages.isEmpty()) {
            json.writeArrayFieldStart("messages");
            for (Message message : messages) {
                json.writeStartObject();
                writeText("role", message.role(), json);
                writeText("content", message.content(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    static List<Message> messages(JsonNode body) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : body.path("messages")) {
            messages.add(new Message(
                    message.path("role").asText(), message.path("content").asText()));
        }
        return messages;
    }

    private static void writeCompletion(String field, CompletionRef completion, JsonGenerator json) throws IOException {
        if (completion instanceof CompletionRef.ById byId) {
            json.writeStringField(field, byId.id().toString());
        } else if (completion instanceof CompletionRef.ByText byText) {
            json.writeObjectFieldStart(field);
            writeText("text", byText.text(), json);
            writeText("model", byText.model(), json);
            json.writeEndObject();
        }
    }

    private static CompletionRef completion(JsonNode completion) {
        return completion.isTextual()
                ? new CompletionRef.ById(UUID.fromString(completion.textValue()))
                : new CompletionRef.ByText(
                        completion.path("model").asText(),
                        completion.path("text").asText());
    }

    private static void writeUser(@Nullable UUID user, JsonGenerator json) throws IOException {
        if (user != null) {
            json.writeStringField("user_id", user.toString());
        }
    }

    private static @Nullable UUID user(JsonNode body) {
        return body.has("user_id") ? UUID.fromString(body.path("user_id").asText()) : null;
    }

    static void writeText(String field, String text, JsonGenerator json) throws IOException {
        json.writeStringField(field, wellFormed(text));
    }

    /** {@code text} with U+FFFD for each lone surrogate, which has no form in UTF-8. */
    private static String wellFormed(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (repaired == null) {
                repaired = new StringBuilder(text);
            }
            repaired.setCharAt(i, REPLACEMENT);
        }
        return repaired == null ? text : repaired.toString();
    }
}
