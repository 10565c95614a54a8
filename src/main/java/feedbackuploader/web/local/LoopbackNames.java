package feedbackuploader.web.local;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a browser on this computer calls the server. A web page can give its own name the address 127.0.0.1 (DNS
 * rebinding), and its browser would then let it read whatever answers to that name, and send what belongs to it.
 */
final class LoopbackNames {

    private final List<String> ours;

    LoopbackNames(int port) {
        this.ours = List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /** @param hosts all that a request names in {@code Host}; it must be one */
    boolean hasOurs(@Nullable List<String> hosts) {
        return hosts != null
                && hosts.size() == 1
                && ours.contains(hosts.get(0).strip().toLowerCase(Locale.ROOT));
    }

    /** @param origins all that a request names in {@code Origin}; it must be one, and the host's own */
    boolean isOrigin(@Nullable List<String> origins, String host) {
        return origins != null && origins.size() == 1 && origins.get(0).equalsIgnoreCase("http://" + host.strip());
    }

    String refusal() {
        return "This page is at http://" + ours.get(0) + "/ only. Use the link that the program prints.";
    }
}
