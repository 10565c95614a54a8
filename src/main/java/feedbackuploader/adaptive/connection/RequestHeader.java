package feedbackuploader.adaptive.connection;

import java.util.Locale;
import java.util.Set;

/**
 * One extra request header, which an access proxy in front of a deployment may ask for. Its value may be a secret, so
 * nothing shows it.
 */
public record RequestHeader(String name, String value) {

    /**
     * The headers that decide what the request is, where it ends or who sends it. HttpClient refuses some of them with
     * an exception; the others would contradict what this program sets, or ask for an answer that it cannot read.
     */
    private static final Set<String> RESERVED = Set.of(
            "accept",
            "accept-encoding",
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    public RequestHeader {
        if (!Ascii.isToken(name)) {
            throw new IllegalArgumentException(
                    "The name of an extra header may contain only letters, digits and signs such as \"-\": write"
                            + " 'Name: value'.");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "The header \"" + name + "\" is set by this program and cannot be given as an extra header.");
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException("The extra header \"" + name + "\" has no value.");
        }
        if (Ascii.firstInvisible(value.replace(' ', '_')) >= 0) {
            throw new IllegalArgumentException("The value of the extra header \"" + name
                    + "\" may contain only visible ASCII characters and spaces.");
        }
    }

    /**
     * Reads {@code Name: value}; blanks around either are not part of it.
     *
     * @throws IllegalArgumentException with a message for the user, which never contains the value
     */
    public static RequestHeader parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("An extra header needs a colon: write 'Name: value'.");
        }
        return new RequestHeader(
                text.substring(0, colon).strip(), text.substring(colon + 1).strip());
    }

    @Override
    public String toString() {
        return name + ": [hidden]";
    }
}
