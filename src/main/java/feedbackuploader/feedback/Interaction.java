package feedbackuploader.feedback;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A completion that was made elsewhere, and that the deployment is to hold from now on. Its ratings are feedback of their
 * own, which name it by its {@link #placeholder} until the deployment has given it an id.
 *
 * @param completion what the model wrote; may be empty: an empty answer is still an answer
 * @param messages the prompt, at least one
 * @param model the model's key or id, which must be attached to the use case
 * @param createdAt when the completion was made
 * @param user who asked, not who rated
 * @param labels sorted by key, which the deployment finds it again by
 * @param abCampaign key or id
 */
public record Interaction(
        String completion,
        List<Message> messages,
        @Nullable String model,
        @Nullable Instant createdAt,
        @Nullable UUID user,
        @Nullable UUID sessionId,
        SortedMap<String, String> labels,
        @Nullable String abCampaign)
        implements Feedback {

    public Interaction {
        messages = List.copyOf(messages);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** A text, its prompt and its model, and nothing else. */
    public static Interaction ofText(String completion, List<Message> messages, @Nullable String model) {
        return new Interaction(completion, messages, model, null, null, null, new TreeMap<>(), null);
    }

    /** What interactions of the same text have in common: the text, its prompt and its model. */
    public Interaction text() {
        return ofText(completion, messages, model);
    }

    /**
     * What stands for the id that the deployment will give it, equal for interactions of the same text. It is never sent.
     */
    public UUID placeholder() {
        StringBuilder text = new StringBuilder();
        append(text, completion);
        for (Message message : messages) {
            append(text, message.role());
            append(text, message.content());
        }
        if (model != null) {
            append(text, model);
        }
        return RowKey.of(Kind.INTERACTION, text.toString()).toUuid();
    }

    /** With its length in front, so that no two lists of texts are the same text. */
    private static void append(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }

    @Override
    public @Nullable String metric() {
        return null;
    }

    @Override
    public Kind kind() {
        return Kind.INTERACTION;
    }

    @Override
    public Interaction withMetric(String key) {
        return this;
    }
}
