package feedbackuploader.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the server's clock shows at a moment, as far as it is known: not before {@code earliest} and not after
 * {@code latest}. Both are null as long as the server's time is not known.
 */
public record ServerTime(
        @Nullable Instant earliest, @Nullable Instant latest) {

    public static final ServerTime UNKNOWN = new ServerTime(null, null);
}
