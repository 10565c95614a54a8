package feedbackuploader.server;

import java.util.Map;

/** A completion in the server's list, with its labels. */
public record FoundCompletion(String id, Map<String, String> labels) {
    public FoundCompletion {
        labels = Map.copyOf(labels);
    }
}
