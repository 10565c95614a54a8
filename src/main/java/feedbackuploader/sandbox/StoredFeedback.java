package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/**
 * One piece of feedback on its way into the store.
 *
 * @param line as the listing and the data file show it
 * @param keys what it is found by, without repetition
 */
record StoredFeedback(String id, ObjectNode line, List<UUID> keys) {

    StoredFeedback {
        keys = keys.stream().distinct().toList();
    }
}
