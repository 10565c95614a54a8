package feedbackuploader.sandbox;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client on this computer calls the sandbox. A web page can give its own name the address 127.0.0.1 (DNS
 * rebinding), and its browser would then let it read whatever answers to that name.
 */
final class LocalHosts {

    private final List<String> ours;

    LocalHosts(int port) {
        this.ours = List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /** @param hosts all that the request names; it must be one */
    boolean hasOurs(@Nullable List<String> hosts) {
        return hosts != null
                && hosts.size() == 1
                && ours.contains(hosts.get(0).strip().toLowerCase(Locale.ROOT));
    }

    String refusal() {
        return "The sandbox answers only to " + ours.get(0) + ", " + ours.get(1) + " and " + ours.get(2)
                + ", but the request's Host header names another host. Use one of these in the URL.";
    }
}
