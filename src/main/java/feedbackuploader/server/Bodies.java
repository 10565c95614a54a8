package feedbackuploader.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Message;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Project;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.feedback.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The request bodies. They are canonical: fields in one fixed order, no blanks, absent fields left out, so that the
 * same feedback always gives the same bytes. A change here changes every {@link RowKey}, and with it makes every ledger
 * forget what it uploaded.
 */
public final class Bodies {

    private static final JsonFactory JSON = new JsonFactory();
    private static final char REPLACEMENT = '\uFFFD';

    private Bodies() {}

    /**
     * The request that uploads {@code feedback}.
     *
     * @param project must be given for a preference; metric feedback has no field for it
     * @throws IllegalArgumentException for a preference without a project
     */
    public static Submission submissionOf(Feedback feedback, @Nullable Project project) {
        if (feedback instanceof PreferenceFeedback && project == null) {
            throw new IllegalArgumentException("A preference needs a use case or a project.");
        }
        return new Submission(feedback.kind(), body(feedback, project));
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

    private static String body(Feedback feedback, @Nullable Project project) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (feedback instanceof MetricFeedback metric) {
                write(metric, json);
            } else if (feedback instanceof PreferenceFeedback preference) {
                write(preference, project, json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes whatever is written", e);
        }
        return text.toString();
    }

    private static void write(MetricFeedback feedback, JsonGenerator json) throws IOException {
        json.writeFieldName("value");
        if (feedback.value() instanceof Value.Bool bool) {
            json.writeBoolean(bool.value());
        } else {
            json.writeNumber(feedback.value().toString());
        }
        writeText("metric", feedback.metric(), json);
        json.writeStringField("completion_id", feedback.completionId().toString());
        if (feedback.details() != null) {
            writeText("details", feedback.details(), json);
        }
        writeUser(feedback.user(), json);
    }

    private static void write(PreferenceFeedback feedback, @Nullable Project project, JsonGenerator json)
            throws IOException {
        writeText("metric", feedback.metric(), json);
        writeCompletion("preferred_completion", feedback.preferred(), json);
        writeCompletion("other_completion", feedback.other(), json);
        if (feedback.tied() != null) {
            json.writeStringField("tied", feedback.tied().label());
        }
        if (!feedback.messages().isEmpty()) {
            json.writeArrayFieldStart("messages");
            for (Message message : feedback.messages()) {
                json.writeStartObject();
                writeText("role", message.role(), json);
                writeText("content", message.content(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (project != null) {
            writeText(project.naming().field(), project.key(), json);
        }
        writeUser(feedback.user(), json);
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

    private static void writeUser(@Nullable UUID user, JsonGenerator json) throws IOException {
        if (user != null) {
            json.writeStringField("user_id", user.toString());
        }
    }

    private static void writeText(String field, String text, JsonGenerator json) throws IOException {
        json.writeStringField(field, wellFormed(text));
    }

    /** {@code text} with U+FFFD for each lone surrogate, which has no form in UTF-8. */
    private static String wellFormed(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (mended == null) {
                mended = new StringBuilder(text);
            }
            mended.setCharAt(i, REPLACEMENT);
        }
        return mended == null ? text : mended.toString();
    }
}
