package feedbackuploader.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a line is found by: its completions and, for a created completion, also its use case, labels, session and user. */
final class IndexKeys {

    private IndexKeys() {}

    static List<UUID> of(JsonNode line) {
        List<UUID> keys = new ArrayList<>(completions(line));
        String owner = owner(line);
        if (isInteraction(line) && owner != null) {
            keys.add(useCase(owner));
            keys.add(session(line.path("session_id").asText()));
            if (line.has("user")) {
                keys.add(user(line.path("user").asText()));
            }
            for (Map.Entry<String, JsonNode> label : line.path("labels").properties()) {
                keys.add(label(label.getKey(), label.getValue().asText()));
            }
        }
        return keys;
    }

    static boolean isInteraction(JsonNode line) {
        return line.path("kind").asText().equals("interaction");
    }

    /** The ids of the completions that a line concerns, sides given as text left out. */
    static List<UUID> completions(JsonNode line) {
        return Stream.of("completion_id", "preferred_completion", "other_completion")
                .map(line::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(Fields::isUuid)
                .map(Fields::asUuid)
                .distinct()
                .toList();
    }

    /** The use case or project as the request named it. */
    static @Nullable String owner(JsonNode line) {
        return line.path(line.has("use_case") ? "use_case" : "project").textValue();
    }

    /** The same for its key and for its id. */
    static UUID useCase(String keyOrId) {
        return Fields.isUuid(keyOrId) ? Fields.asUuid(keyOrId) : UUID.fromString(Metrics.idOf("use_case", keyOrId));
    }

    static UUID label(String key, String value) {
        return named("label", key + '\0' + value);
    }

    static UUID session(String uuid) {
        return named("session", uuid.toLowerCase(Locale.ROOT));
    }

    static UUID user(String uuid) {
        return named("user", uuid.toLowerCase(Locale.ROOT));
    }

    private static UUID named(String type, String text) {
        return UUID.nameUUIDFromBytes((type + '\0' + text).getBytes(UTF_8));
    }
}
