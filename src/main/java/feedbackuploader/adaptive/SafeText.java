package feedbackuploader.adaptive;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import feedbackuploader.feedback.Printable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes text that a server may have written safe for terminals, logs and reports: one printable line of bounded length
 * in which the key and the values of the extra headers are blotted out, should the server echo them.
 */
final class SafeText {

    /** The longest reason that a report shows, in code points. */
    private static final int LIMIT = 500;

    /** How much of a body that is not the API's own is worth showing: enough to recognise a proxy's error page. */
    private static final int BODY_LIMIT = 200;

    /** A shorter header value ("1", "yes") is no secret, and blotting it out would garble every sentence. */
    private static final int SHORTEST_SECRET_HEADER = 8;

    private final Map<String, String> blots = new LinkedHashMap<>();

    SafeText(Deployment deployment) {
        blot(deployment.key().secret(), "[key]");
        for (Header header : deployment.headers()) {
            if (header.value().length() >= SHORTEST_SECRET_HEADER) {
                blot(header.value(), "[header " + header.name() + "]");
            }
        }
    }

    private void blot(String secret, String mark) {
        blots.put(secret, mark);
        blots.putIfAbsent(URLEncoder.encode(secret, StandardCharsets.US_ASCII), mark);
        blots.putIfAbsent(new String(JsonStringEncoder.getInstance().quoteAsString(secret)), mark);
    }

    /** A whole sentence or two, some of whose words may be the server's. */
    String of(String text) {
        return cut(text, LIMIT);
    }

    /** The server's own words in {@code answer}, or a word for its silence. */
    String wordsOf(Answer answer) {
        String words = answer.apiError().map(this::of).orElseGet(() -> cut(answer.words(), BODY_LIMIT));
        return words.isBlank() ? "it gave no reason" : words;
    }

    /** Cuts last: half a key at the end would not be recognised any more. */
    private String cut(String text, int limit) {
        String safe = Printable.of(text, Integer.MAX_VALUE - 1);
        for (Map.Entry<String, String> blot : blots.entrySet()) {
            safe = safe.replace(blot.getKey(), blot.getValue());
        }
        return Printable.of(safe, limit);
    }
}
