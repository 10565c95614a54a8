package feedbackuploader.server;

import feedbackuploader.feedback.CompletionKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A completion in the server's list, with its labels.
 *
 * @param createdAt null when nobody asked for it
 */
public record FoundCompletion(
        String id, Map<String, String> labels, @Nullable Instant createdAt) {

    public FoundCompletion {
        labels = Map.copyOf(labels);
    }

    public FoundCompletion(String id, Map<String, String> labels) {
        this(id, labels, null);
    }

    /** Whether it has the key, as far as the list shows that: it does not show whose a completion is, or of which session. */
    public boolean mayHave(CompletionKey key) {
        if (key instanceof CompletionKey.OfLabel label) {
            return label.value().equals(labels.get(label.label()));
        } else if (key instanceof CompletionKey.OfUserAt at) {
            return createdAt != null && !createdAt.isBefore(at.time()) && !createdAt.isAfter(at.last());
        }
        return true;
    }
}
