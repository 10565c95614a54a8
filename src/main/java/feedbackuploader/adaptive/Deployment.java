package feedbackuploader.adaptive;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to send, as whom, and how long to wait. Its text form hides the key and the values of the headers.
 *
 * @param project null when none is known: metric feedback can be sent, since that route has no field for it, but not read back
 * @param headers extra request headers
 * @param timeout for one whole exchange, from connecting to the last byte of the answer
 */
public record Deployment(
        Address address, ApiKey key, @Nullable Project project, List<Header> headers, Duration timeout) {

    public Deployment {
        headers = List.copyOf(headers);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The time-out must be longer than nothing.");
        }
    }
}
