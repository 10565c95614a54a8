package feedbackuploader.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a sandbox: it answers some rows with something that says neither yes nor no, whether the sandbox got
 * them or not, and shows what was recorded with a {@link Twist}.
 */
final class TwistedDeployment implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Rows in a hundred that get an odd answer. */
    private static final int ODD = 6;

    private static final Map<String, String> AS_JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> AS_TEXT = Map.of("Content-Type", "text/plain");
    private static final Map<String, String> AS_HTML = Map.of("Content-Type", "text/html");
    private static final Map<String, String> BY_A_PROXY =
            Map.of("Content-Type", "text/plain", "Server", "envoy", "Via", "1.1 edge");

    private record Odd(int status, Map<String, String> headers, String body) {}

    private static final List<Odd> ODD_ANSWERS = List.of(
            new Odd(200, AS_JSON, "{}"),
            new Odd(200, AS_JSON, "{\"status\":\"ok\"}"),
            new Odd(200, AS_JSON, "{\"feedback_id\":null,\"comparison_id\":null,\"error\":\"try again\"}"),
            new Odd(201, AS_JSON, "{\"errors\":[{\"message\":\"down\"}]}"),
            new Odd(200, AS_TEXT, "back at noon"),
            new Odd(202, AS_JSON, "{\"accepted\":true}"),
            new Odd(203, AS_JSON, "<ok/>"),
            new Odd(204, Map.of(), ""),
            new Odd(503, BY_A_PROXY, "upstream connect error or disconnect/reset before headers"),
            new Odd(500, AS_JSON, "{\"error\":\"internal\"}"));

    /** These may also end the run, and are of no row's route before one row got through. */
    private static final List<Odd> ODD_PAGES = List.of(
            new Odd(200, AS_HTML, "<!DOCTYPE html><title>Sign in</title>"),
            new Odd(302, Map.of("Location", "/login"), ""));

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final URI behind;
    private final Twist twist;
    private final Random random;
    private final AtomicLong odd = new AtomicLong();
    private final AtomicLong twisted = new AtomicLong();
    private volatile boolean gotThrough;

    private TwistedDeployment(HttpServer server, URI behind, Twist twist, long seed) {
        this.server = server;
        this.behind = behind;
        this.twist = twist;
        this.random = new Random(seed);
    }

    static TwistedDeployment before(SandboxView sandbox, Twist twist, long seed) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TwistedDeployment deployment = new TwistedDeployment(server, sandbox.root(), twist, seed);
        server.setExecutor(deployment.threads);
        server.createContext("/", deployment::handle);
        server.start();
        return deployment;
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on, no row has got through yet. */
    void beginFile() {
        gotThrough = false;
    }

    /** How many rows got an odd answer. */
    long odd() {
        return odd.get();
    }

    /** How many read-backs showed something else than was recorded. */
    long twisted() {
        return twisted.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean isRow = exchange.getRequestURI().getPath().startsWith("/api/v1/");
            @Nullable Odd answer = isRow ? drawOdd() : null;
            boolean isSentOn = answer == null || drawsRecorded();
            if (answer != null) {
                odd.incrementAndGet();
            }
            @Nullable HttpResponse<byte[]> reply = isSentOn ? sendOn(exchange, body) : null;
            if (answer != null) {
                reply(exchange, answer.status(), answer.headers(), answer.body().getBytes(StandardCharsets.UTF_8));
            } else if (reply != null) {
                gotThrough |= isRow && reply.statusCode() == 201;
                String type = reply.headers().firstValue("Content-Type").orElse("application/json");
                reply(
                        exchange,
                        reply.statusCode(),
                        Map.of("Content-Type", type),
                        isRow ? reply.body() : twisted(reply.body()));
            } // else the sandbox has dropped the connection, and so does this
        }
    }

    private synchronized @Nullable Odd drawOdd() {
        if (random.nextInt(100) >= ODD) {
            return null;
        }
        int choice = random.nextInt(ODD_ANSWERS.size() + ODD_PAGES.size());
        if (choice < ODD_ANSWERS.size()) {
            return ODD_ANSWERS.get(choice);
        }
        return gotThrough ? ODD_PAGES.get(choice - ODD_ANSWERS.size()) : null;
    }

    private synchronized boolean drawsRecorded() {
        return random.nextBoolean();
    }

    /** @return null when no answer came */
    private @Nullable HttpResponse<byte[]> sendOn(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        behind.resolve(exchange.getRequestURI().getPath()))
                .timeout(Duration.ofMinutes(1))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("Authorization", "Content-Type")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.setHeader(name, value);
            }
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private byte[] twisted(byte[] body) throws IOException {
        @Nullable JsonNode answer = body.length == 0 ? null : JSON.readTree(body);
        if (answer == null || !(answer.at("/data/completion") instanceof ObjectNode completion)) {
            return body;
        }
        JsonNode before = completion.deepCopy();
        twist.twist(completion);
        if (!completion.equals(before)) {
            twisted.incrementAndGet();
        }
        return JSON.writeValueAsBytes(answer);
    }

    private static void reply(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
