package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Speaks to a sandbox as a client with the right key would, and knows valid bodies. */
final class SandboxClient {

    static final String KEY = "sandbox-key";
    static final String FEEDBACK = "/api/v1/feedback";
    static final String COMPARISON = "/api/v1/comparison";
    static final String INTERACTIONS = "/api/v1/interactions";
    static final String OUTCOME = "/api/v1/outcome";
    static final String GRAPHQL = "/api/graphql";
    static final String A = "1b671a64-40d5-491e-99b0-da01ff1f3341";
    static final String B = "2c782b75-51e6-4a2f-8ac1-eb1200204452";

    static final String GOOD_FEEDBACK = "{\"metric\":\"stars\",\"completion_id\":\"" + A + "\",\"value\":4.50}";
    static final String GOOD_COMPARISON = "{\"metric\":\"liked\",\"preferred_completion\":\"" + A
            + "\",\"other_completion\":\"" + B + "\",\"use_case\":\"chat\"}";

    static final String GOOD_INTERACTION =
            "{\"completion\":\"Hi there!\",\"prompt\":\"Greet me\",\"use_case\":\"chat\"}";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI root;

    SandboxClient(Sandbox sandbox) {
        this.root = sandbox.root();
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** A request with the key. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).header("Authorization", "Bearer " + KEY);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
    }

    List<String> listing() throws IOException, InterruptedException {
        return get("/sandbox/feedback").body().lines().toList();
    }

    JsonNode stats() throws IOException, InterruptedException {
        return json(get("/sandbox/stats").body());
    }

    /** The answer's whole JSON. */
    JsonNode graphQl(String query, String variables) throws IOException, InterruptedException {
        String body = JSON.createObjectNode()
                .put("query", query)
                .set("variables", json(variables))
                .toString();
        return json(post(GRAPHQL, body).body());
    }

    /** A connection on which every byte is seen. */
    Socket connect() throws IOException {
        return new Socket(root.getHost(), root.getPort());
    }

    /** @param host as the header has it */
    String get(String path, String host) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\n" + host + "Authorization: Bearer " + KEY
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    byte[] rawPost(String path, String body, int contentLength) {
        return ("POST " + path + " HTTP/1.1\r\nHost: " + root.getAuthority() + "\r\nAuthorization: Bearer " + KEY
                        + "\r\nContent-Length: " + contentLength + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
