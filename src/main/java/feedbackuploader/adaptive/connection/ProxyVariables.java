package feedbackuploader.adaptive.connection;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment variables that name a proxy, read as curl reads them (curl(1), "ENVIRONMENT"): {@code https_proxy},
 * {@code http_proxy}, {@code all_proxy} and {@code no_proxy}, or the same in capitals. Java itself does not know them.
 * This machine is never asked for by way of a proxy.
 */
public final class ProxyVariables {

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern IP = Pattern.compile("[0-9.]+|.*:.*");

    /** An IPv6 address that is not in brackets has no port. */
    private static final Pattern WITH_PORT = Pattern.compile("(\\[.*]|[^:]+):(\\d{1,5})");

    private ProxyVariables() {}

    /**
     * The proxy for {@code address}; empty when the way to it is direct.
     *
     * @throws IllegalArgumentException with a message for the user when a variable names no proxy that can be used
     */
    public static Optional<ProxyServer> proxyFor(Address address, Map<String, String> environment) {
        String scheme = address.root().getScheme();
        return List.of(scheme + "_proxy", "all_proxy").stream()
                .flatMap(name -> List.of(name, name.toUpperCase(Locale.ROOT)).stream())
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .findFirst()
                .filter(name -> !address.isOfThisMachine() && !isExcepted(address, environment))
                .map(name -> ProxyServer.parse(name, environment.getOrDefault(name, "")));
    }

    private static boolean isExcepted(Address address, Map<String, String> environment) {
        String exceptions = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
        return Arrays.stream(SEPARATOR.split(exceptions.strip().toLowerCase(Locale.ROOT)))
                .anyMatch(exception -> covers(exception, address.root()));
    }

    /** {@code *}, a domain with all below it, an address, a block of addresses such as 10.0.0.0/8; perhaps with a port. */
    private static boolean covers(String exception, URI root) {
        Matcher split = WITH_PORT.matcher(exception);
        String name = split.matches() ? split.group(1) : exception;
        if (split.matches() && !Integer.toString(Address.portOf(root)).equals(split.group(2))) {
            return false;
        }
        String host = root.getHost();
        if (name.equals("*") || IP.matcher(withoutBrackets(host)).matches()) {
            return name.equals("*") || isInBlock(withoutBrackets(host), withoutBrackets(name));
        }
        String domain = name.replaceFirst("^\\*?\\.", "");
        return !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static boolean isInBlock(String host, String block) {
        String[] parts = block.split("/", 2);
        if (!IP.matcher(parts[0]).matches()) {
            return false;
        }
        try {
            byte[] address = InetAddress.getByName(host).getAddress(); // literals: nothing is looked up
            byte[] first = InetAddress.getByName(parts[0]).getAddress();
            int bits = parts.length == 1 ? address.length * Byte.SIZE : Integer.parseInt(parts[1]);
            return address.length == first.length
                    && bits <= address.length * Byte.SIZE
                    && startsAlike(address, first, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            return false; // names nobody, as with curl
        }
    }

    private static boolean startsAlike(byte[] one, byte[] other, int bits) {
        for (int i = 0; i < bits; i++) {
            int bit = 1 << (Byte.SIZE - 1 - i % Byte.SIZE);
            if (((one[i / Byte.SIZE] ^ other[i / Byte.SIZE]) & bit) != 0) {
                return false;
            }
        }
        return true;
    }
}
