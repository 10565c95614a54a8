package feedbackuploader.adaptive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a server answered: its status for certain, and as much of its body as came and was kept. */
final class HttpAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SNIFFED = 512;
    private static final String HTML = "text/html";
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>([^<]*)</title");

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private @Nullable JsonNode json;

    /** @param body perhaps cut short, by the network or by our own cap */
    HttpAnswer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    Set<String> headerNames() {
        return headers.map().keySet();
    }

    /** The server's clock when it answered; empty when it did not say, or nonsense. */
    Optional<Instant> date() {
        return header("Date").flatMap(DateHeader::parse);
    }

    /** A web page, which no route of the API answers with: something else stands at this address. */
    boolean isHtml() {
        if (mayBeAJsonObject()) {
            return false; // as nearly every answer is, whatever its Content-Type says
        }
        String type = header("Content-Type").orElse("").strip();
        if (type.regionMatches(true, 0, HTML, 0, HTML.length())) {
            return true;
        }
        String start = new String(body, 0, Math.min(body.length, SNIFFED), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html");
    }

    /** The title of a web page; empty when it has none. */
    Optional<String> title() {
        Matcher title = TITLE.matcher(new String(body, StandardCharsets.UTF_8));
        return title.find() ? Optional.of(title.group(1).strip()).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    /** The body as JSON; a missing node when it is anything else or was cut. */
    JsonNode json() {
        @Nullable JsonNode known = json;
        if (known == null) {
            known = parsed();
            json = known;
        }
        return known;
    }

    private JsonNode parsed() {
        try {
            JsonNode parsed = JSON.readTree(body);
            return parsed == null ? MissingNode.getInstance() : parsed;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    boolean isEmpty() {
        return body.length == 0;
    }

    /** Whether the body is a JSON object, or the beginning of one that was cut short. */
    boolean mayBeAJsonObject() {
        for (byte character : body) {
            if (character != ' ' && character != '\t' && character != '\r' && character != '\n') {
                return character == '{';
            }
        }
        return false;
    }

    /** What the API itself says is wrong; empty when the answer is not the API's own. */
    Optional<String> apiError() {
        JsonNode error = json().path("error");
        String text = error.isContainerNode() ? error.toString() : error.asText("");
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** The messages of a GraphQL answer's {@code errors}; empty when it has none. */
    List<String> graphQlErrors() {
        List<String> messages = new ArrayList<>();
        json().path("errors")
                .forEach(error -> messages.add(error.path("message").asText("an error")));
        return messages;
    }

    /** Whether the answer, whatever its status, has an {@code error} or {@code errors}. */
    boolean hasErrors() {
        JsonNode json = json();
        return isSaid(json.path("error"))
                || isSaid(json.path("errors"))
                || (json.path("success").isBoolean() && !json.path("success").booleanValue());
    }

    private static boolean isSaid(JsonNode node) {
        boolean isEmpty =
                node.isContainerNode() ? node.isEmpty() : node.asText("").isBlank();
        return !isEmpty && !node.isNull() && !node.isMissingNode();
    }

    /** The server's words, as they came: its {@code error}, else its body. Empty when it said nothing. */
    String words() {
        return apiError().orElseGet(() -> new String(body, StandardCharsets.UTF_8).strip());
    }
}
