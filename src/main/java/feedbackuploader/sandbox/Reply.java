package feedbackuploader.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** What a request comes to. Whoever sends it closes the exchange afterwards. */
sealed interface Reply {

    /** No answer: closing an exchange to which nothing was written closes its connection. */
    Reply DROP = new Drop();

    void send(HttpExchange exchange) throws IOException;

    static Reply json(int status, JsonNode json) {
        return new Answer(status, "application/json", json.toString(), Map.of());
    }

    /** An error of the API itself. */
    static Reply error(int status, String text) {
        return error(status, text, Map.of());
    }

    static Reply error(int status, String text, Map<String, String> headers) {
        String json = Json.MAPPER.createObjectNode().put("error", text).toString();
        return new Answer(status, "application/json", json, headers);
    }

    /** An error of whatever stands before the API, which knows nothing of its JSON. */
    static Reply plain(int status, String text, Map<String, String> headers) {
        return new Answer(status, "text/plain; charset=utf-8", text, headers);
    }

    static Reply listing(Store store) {
        return new Listing(store);
    }

    record Answer(int status, String type, String body, Map<String, String> headers) implements Reply {
        @Override
        public void send(HttpExchange exchange) throws IOException {
            exchange.getResponseHeaders().set("Content-Type", type);
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(UTF_8);
            boolean bodiless = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
            OutputStream out = exchange.getResponseBody();
            if (!bodiless) {
                out.write(bytes);
            }
            out.close();
        }
    }

    /** Everything that was recorded, streamed. */
    record Listing(Store store) implements Reply {
        @Override
        public void send(HttpExchange exchange) throws IOException {
            exchange.getResponseHeaders().set("Content-Type", "application/jsonl");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                store.writeTo(out);
            }
        }
    }

    record Drop() implements Reply {
        @Override
        public void send(HttpExchange exchange) {}
    }
}
