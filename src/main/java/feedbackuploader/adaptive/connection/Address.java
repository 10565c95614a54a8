package feedbackuploader.adaptive.connection;

import feedbackuploader.support.Printable;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The root of a deployment.
 *
 * @param root scheme and host in lower case, no default port, no trailing slash, no query: two spellings of one address
 *     are equal
 */
public record Address(URI root) {

    private static final int SHOWN = 100;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int LAST_PORT = 65_535;

    /** What people copy along with the root from documentation and browsers. */
    private static final List<String> API_SUFFIXES = List.of("/api/v1", "/api/graphql");

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    public Address {
        if (root.getHost() == null || root.getScheme() == null || root.getRawUserInfo() != null) {
            throw new IllegalArgumentException("The URL of a deployment needs a scheme and a host, and no user name.");
        }
    }

    /**
     * Reads what a user typed.
     *
     * @param allowInsecureHttp whether the key may travel unencrypted to another machine
     * @throws IllegalArgumentException with a message for the user, which never repeats a password or a query
     */
    public static Address parse(String text, boolean allowInsecureHttp) {
        URI uri = split(text.strip());
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = hostOf(uri);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The URL must be the root of the deployment. Remove \"?\" or \"#\" and all that follows.");
        }
        if (scheme.equals("http") && !allowInsecureHttp && !isLoopback(host)) {
            throw new IllegalArgumentException("http:// would send the API key unencrypted to " + host
                    + ": use https://, or allow it with --allow-insecure-http.");
        }
        return new Address(URI.create(scheme + "://" + host + portOf(uri, scheme) + rootPath(uri.getRawPath())));
    }

    private static URI split(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The URL of the deployment is empty.");
        }
        if (!text.contains("://")) {
            throw new IllegalArgumentException("The URL has no scheme: write " + suggestion(text) + ".");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // The cause is left out on purpose: it repeats the text, password and all.
            throw new IllegalArgumentException("This is not a URL: there is a wrong character at or after position "
                    + (e.getIndex() + 1) + ". Expected a URL like https://adaptive.example.com.");
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("The URL must begin with https://"
                    + (uri.getScheme() == null ? "." : ", not " + Printable.of(uri.getScheme(), SHOWN) + "://."));
        }
        return uri;
    }

    private static String suggestion(String text) {
        boolean looksLikeAHost = text.contains(".") || text.contains(":") || text.equalsIgnoreCase("localhost");
        boolean mayHoldSecret = text.contains("@") || text.contains("?") || !looksLikeAHost; // a key in its place
        String shown = mayHoldSecret ? "…" : Printable.of(text, SHOWN);
        boolean isHere = isLoopback(text.replaceFirst("[:/].*", "").toLowerCase(Locale.ROOT));
        return isHere ? "http://" + shown + " (or https://, if it speaks TLS)" : "https://" + shown;
    }

    private static String hostOf(URI uri) {
        String authority = uri.getRawAuthority();
        if (authority != null && authority.contains("@")) {
            throw new IllegalArgumentException(
                    "The URL must not contain a user name or password (the part before \"@\"). Put the API key into"
                            + " ADAPTIVE_API_KEY.");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("The URL has no valid host name"
                    + (authority == null ? "" : ", found \"" + Printable.of(authority, SHOWN) + '"')
                    + "; expected letters, digits, \"-\" and \".\", and optionally a port number.");
        }
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static String portOf(URI uri, String scheme) {
        int port = uri.getPort();
        if (port == 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("The URL's port is " + port + ": expected 1 to " + LAST_PORT + ".");
        }
        return port == -1 || port == defaultPort(scheme) ? "" : ":" + port;
    }

    private static String rootPath(String rawPath) {
        String path = withoutTrailingSlashes(rawPath);
        for (String suffix : API_SUFFIXES) {
            if (path.endsWith(suffix)) {
                return withoutTrailingSlashes(path.substring(0, path.length() - suffix.length()));
            }
        }
        return path;
    }

    private static String withoutTrailingSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** Judged by the text alone: a name that merely resolves to this machine may resolve elsewhere tomorrow. */
    private static boolean isLoopback(String host) {
        if (host.startsWith("[")) {
            try {
                return InetAddress.getByName(host).isLoopbackAddress(); // a literal: nothing is looked up
            } catch (UnknownHostException e) {
                return false;
            }
        }
        return host.equals("localhost") || LOOPBACK_V4.matcher(host).matches();
    }

    /** The port of a root, which is not written out when it is the scheme's own. */
    static int portOf(URI root) {
        return root.getPort() == -1 ? defaultPort(root.getScheme()) : root.getPort();
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("http") ? HTTP_PORT : HTTPS_PORT;
    }

    public URI at(String path) {
        return URI.create(root + path);
    }

    public boolean isEncrypted() {
        return "https".equals(root.getScheme());
    }

    boolean isOfThisMachine() {
        return isLoopback(root.getHost());
    }

    /** Host and port, the port always written out, for messages about connections. */
    public String hostAndPort() {
        return root.getHost() + ":" + portOf(root);
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
