package feedbackuploader.adaptive;

import feedbackuploader.adaptive.connection.RequestHeader;
import feedbackuploader.support.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text that a server may have written safe for terminals, logs and reports: one printable line of bounded length
 * in which the key and the values of the extra headers are redacted, should the server echo them.
 */
final class SafeText {

    /** The longest reason that a report shows, in code points. */
    private static final int LIMIT = 500;

    /** How much of a body that is not the API's own is worth showing: enough to recognise a proxy's error page. */
    private static final int BODY_LIMIT = 200;

    private static final int TITLE_LIMIT = 80;

    /** A shorter header value ("1", "yes") is no secret, and redacting it would garble every sentence. */
    private static final int SHORTEST_SECRET_HEADER = 8;

    private static final int UUID_LENGTH = 36;

    private record Redaction(Pattern secret, String mark) {}

    private final List<Redaction> redactions = new ArrayList<>();

    SafeText(Deployment deployment) {
        for (RequestHeader header : deployment.headers()) { // before the key, which may be a part of one
            String value = header.value();
            redactHeader(header, value);
            if (value.indexOf(' ') >= 0) {
                redactHeader(header, value.substring(value.lastIndexOf(' ') + 1)); // without a word such as Bearer
            }
        }
        if (deployment.proxy() != null) {
            deployment.proxy().secrets().stream()
                    .filter(secret -> secret.length() >= SHORTEST_SECRET_HEADER)
                    .forEach(secret -> redactions.add(new Redaction(SecretPattern.of(secret), "[proxy password]")));
        }
        if (deployment.key().isAWord()) {
            return;
        }
        redactions.add(new Redaction(SecretPattern.of(deployment.key().secret()), "[key]"));
    }

    private void redactHeader(RequestHeader header, String secret) {
        if (secret.length() >= SHORTEST_SECRET_HEADER) {
            redactions.add(new Redaction(SecretPattern.of(secret), "[header " + header.name() + "]"));
        }
    }

    /** A whole sentence or two, some of whose words may be the server's. */
    String of(String text) {
        return oneLine(text, LIMIT);
    }

    /** The server's own words in {@code answer}, or a word for its silence. */
    String wordsOf(HttpAnswer answer) {
        if (answer.isHtml()) {
            return answer.title()
                    .map(title -> "a web page, \"" + oneLine(title, TITLE_LIMIT) + "\", not the API")
                    .orElse("a web page, not the API");
        }
        String words = answer.apiError().map(this::of).orElseGet(() -> oneLine(answer.words(), BODY_LIMIT));
        return words.isBlank() ? "it gave no reason" : words;
    }

    /** An id from the server. A UUID is used as it is (fast path); anything else is made safe. */
    String ofId(String id) {
        return isUuid(id) ? id : of(id);
    }

    /** Digits, letters up to f and hyphens, 36 of them. */
    private static boolean isUuid(String text) {
        return text.length() == UUID_LENGTH
                && text.chars().allMatch(c -> c == '-' || (c < 128 && Character.digit(c, 16) >= 0));
    }

    /** {@code text} as it is but for the secrets. */
    String redacted(String text) {
        String safe = text;
        for (Redaction redaction : redactions) {
            safe = redaction.secret().matcher(safe).replaceAll(Matcher.quoteReplacement(redaction.mark()));
        }
        return safe;
    }

    /** Cuts last: half a key at the end would not be recognised any more. */
    private String oneLine(String text, int limit) {
        return Printable.of(redacted(Printable.of(text, Integer.MAX_VALUE - 1)), limit);
    }
}
