package feedbackuploader.endtoend;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** What a sandbox says of itself over HTTP: the truth that reports are held against. */
record SandboxView(URI root) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private String get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(root.resolve(path))
                                .header("Authorization", "Bearer " + PackagedProgram.KEY)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    List<ObjectNode> listing() throws IOException, InterruptedException {
        List<ObjectNode> lines = new ArrayList<>();
        for (String line : get("/sandbox/feedback").lines().toList()) {
            lines.add((ObjectNode) JSON.readTree(line));
        }
        return lines;
    }

    /** The answer to a request with the key. */
    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(root.resolve(path))
                        .header("Authorization", "Bearer " + PackagedProgram.KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The listing without what the sandbox adds of its own, as texts that can be compared. */
    List<String> feedback() throws IOException, InterruptedException {
        return listing().stream()
                .map(line -> line.without(List.of("id", "created_at")).toString())
                .toList();
    }

    JsonNode stats() throws IOException, InterruptedException {
        return JSON.readTree(get("/sandbox/stats"));
    }

    /** How many requests of each kind came in, those that look at the sandbox itself aside. */
    String requests() throws IOException, InterruptedException {
        ObjectNode requests = (ObjectNode) stats().path("requests");
        return requests.without(List.of("/sandbox/feedback", "/sandbox/stats")).toString();
    }

    long recorded() throws IOException, InterruptedException {
        return stats().path("recorded").asLong();
    }

    /** Requests that would record. */
    long attempts() throws IOException, InterruptedException {
        JsonNode requests = stats().path("requests");
        return requests.path("/api/v1/feedback").asLong()
                + requests.path("/api/v1/comparison").asLong()
                + requests.path("/api/v1/interactions").asLong()
                + requests.path("/api/v1/outcome").asLong();
    }

    long fired(String fault) throws IOException, InterruptedException {
        return stats().path("faults").path(fault).asLong();
    }

    /** Asks until so much is recorded. */
    void awaitRecorded(long count) throws IOException, InterruptedException {
        Deadline deadline = new Deadline();
        while (recorded() < count) {
            if (deadline.isOver()) {
                throw new AssertionError("expected " + count + " to be recorded: " + stats());
            }
            deadline.pause();
        }
    }

    /** Asks until so many requests have come in. */
    void awaitAttempts(long count) throws IOException, InterruptedException {
        Deadline deadline = new Deadline();
        while (attempts() < count) {
            if (deadline.isOver()) {
                throw new AssertionError("expected " + count + " requests: " + stats());
            }
            deadline.pause();
        }
    }
}
