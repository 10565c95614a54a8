package feedbackuploader.adaptive;

import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.adaptive.connection.ProxyServer;
import feedbackuploader.adaptive.connection.RequestHeader;
import feedbackuploader.feedback.Project;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to send, as whom, and how long to wait. Its text form hides the key and the values of the headers.
 *
 * @param project null when none is known: metric feedback can be sent, since that route has no field for it, but not read back
 * @param headers extra request headers
 * @param timeout for one whole exchange, from connecting to the last byte of the answer
 * @param proxy on the way to it; null to go as Java's own settings say, which is without one if they name none
 * @param metricRoute where metric feedback goes
 */
public record Deployment(
        Address address,
        ApiKey key,
        @Nullable Project project,
        List<RequestHeader> headers,
        Duration timeout,
        @Nullable ProxyServer proxy,
        MetricRoute metricRoute) {

    /** One that Java's own settings lead to, and that has the REST route. */
    public Deployment(
            Address address, ApiKey key, @Nullable Project project, List<RequestHeader> headers, Duration timeout) {
        this(address, key, project, headers, timeout, null, MetricRoute.REST);
    }

    public Deployment {
        headers = List.copyOf(headers);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The time limit must be above 0.");
        }
    }
}
