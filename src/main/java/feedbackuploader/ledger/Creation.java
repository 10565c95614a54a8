package feedbackuploader.ledger;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a piece of feedback stands to completions that this upload creates.
 *
 * @param creates the placeholder of the completion that it is; null for what creates none
 * @param awaits the placeholders of those that it names
 */
public record Creation(@Nullable UUID creates, Set<UUID> awaits) {

    public static final Creation NONE = new Creation(null, Set.of());

    public Creation {
        awaits = Set.copyOf(awaits);
    }
}
