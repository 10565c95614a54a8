package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which completions exist, and which of those that were created here are shown by now. */
final class Completions {

    private final Store store;
    private final Behaviour behaviour;
    private final Clock clock;

    Completions(Store store, Behaviour behaviour, Clock clock) {
        this.store = store;
        this.behaviour = behaviour;
        this.clock = clock;
    }

    /** The line that created it, or null when it was not created here. */
    @Nullable
    JsonNode created(UUID completion) throws IOException {
        for (JsonNode line : store.find(completion)) {
            if (IndexKeys.isInteraction(line)) {
                return line;
            }
        }
        return null;
    }

    /** @param created the line that created it */
    boolean isShown(JsonNode created) {
        return created.path("recorded_at").asLong() + behaviour.visibleAfter().toMillis() <= clock.millis();
    }

    /** The use case in which it was created, or null when that is not known. */
    @Nullable
    String ownerOf(String completion) throws IOException {
        JsonNode created = created(Fields.asUuid(completion));
        if (created == null && behaviour.isStrict()) {
            throw Refused.notFound("EntityNotFound: completion \"" + completion + "\" does not exist");
        }
        return created == null ? null : IndexKeys.owner(created);
    }

    /** @throws Refused when the side of a comparison is the id of a completion that does not exist */
    void check(JsonNode side) throws IOException {
        if (side.isTextual()) {
            ownerOf(side.textValue());
        }
    }
}
