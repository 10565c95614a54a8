package feedbackuploader.adaptive.connection;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on the way to a deployment. Its text form hides the password.
 *
 * @param credentials {@code user:password} as they are, not as a URL spells them; null for none
 */
public record ProxyServer(String host, int port, @Nullable String credentials) {

    private static final Pattern URL =
            Pattern.compile("(?i:http://)?(?:(.*)@)?(\\[[0-9a-f:.%]+]|[^:@/\\s]+):(\\d{1,5})/?");

    private static final int LAST_PORT = 65_535;

    /**
     * Reads {@code http://user:password@host:port}, of which scheme and credentials may be missing.
     *
     * @param source where the text comes from, for messages
     * @throws IllegalArgumentException with a message for the user, which never repeats the text: it may hold a password
     */
    public static ProxyServer parse(String source, String text) {
        Matcher url = URL.matcher(text.strip());
        String expected = ": expected http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with special characters"
                + " in USER and PASSWORD percent-encoded, such as %40 for @.";
        if (text.contains("://") && !text.strip().toLowerCase(Locale.ROOT).startsWith("http://")) {
            throw new IllegalArgumentException(source + " names a kind of proxy that this program does not support"
                    + " (HTTPS to the proxy itself, or SOCKS)" + expected
                    + " To go without a proxy, add the deployment's host to NO_PROXY.");
        }
        if (!url.matches() || Integer.parseInt(url.group(3)) > LAST_PORT || Integer.parseInt(url.group(3)) == 0) {
            throw new IllegalArgumentException(source + " is not the URL of a proxy" + expected);
        }
        return new ProxyServer(
                Objects.requireNonNull(url.group(2)), Integer.parseInt(url.group(3)), decoded(source, url.group(1)));
    }

    private static @Nullable String decoded(String source, @Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return null;
        }
        try {
            return URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // The cause is left out on purpose: it repeats a part of the password.
            throw new IllegalArgumentException(
                    source + ": a % in the password has no two hexadecimal digits after it. Write %25 for a plain %.");
        }
    }

    /** For every request that goes by way of it; the name of the host is looked up for each connection. */
    public ProxySelector selector() {
        return ProxySelector.of(InetSocketAddress.createUnresolved(host, port));
    }

    /** The value of {@code Proxy-Authorization} (RFC 7617); null when the proxy asks for none. */
    @Nullable
    public String authorization() {
        return credentials == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** What nobody may see: the password, and what the proxy is sent. */
    public List<String> secrets() {
        String header = authorization();
        return header == null || credentials == null
                ? List.of()
                : List.of(
                        header.substring(header.indexOf(' ') + 1), credentials.substring(credentials.indexOf(':') + 1));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
