package feedbackuploader.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Whatever else may answer at an address: a web page, a login, a deployment of another version. */
public final class StubServer implements AutoCloseable {

    /** A request as far as a stub cares. */
    public record Request(String path, String body) {}

    public record Reply(int status, Map<String, String> headers, String body) {

        public static Reply json(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body);
        }
    }

    private final HttpServer server;
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

    private StubServer(HttpServer server) {
        this.server = server;
    }

    public static StubServer answering(Function<Request, Reply> replies) throws IOException {
        return on(InetAddress.getLoopbackAddress(), 0, replies);
    }

    /** One that has the metric {@code quality} and records whatever it is sent. */
    public static StubServer recording() throws IOException {
        return answering(request -> request.path().endsWith("/graphql")
                ? Reply.json(200, "{\"data\":{\"metrics\":[{\"key\":\"quality\",\"id\":\"1\",\"kind\":\"SCALAR\"}]}}")
                : Reply.json(201, "{\"feedback_id\":\"" + UUID.randomUUID() + "\"}"));
    }

    /** @param port 0 for any that is free */
    static StubServer on(InetAddress address, int port, Function<Request, Reply> replies) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        StubServer stub = new StubServer(server);
        server.createContext("/", exchange -> stub.handle(exchange, replies));
        server.start();
        return stub;
    }

    private void handle(HttpExchange exchange, Function<Request, Reply> replies) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Request request = new Request(exchange.getRequestURI().getPath(), body);
            requests.add(request);
            Reply reply = replies.apply(request);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    public URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    SandboxView view() {
        return new SandboxView(root());
    }

    /** How many rows it was sent. */
    public long rows() {
        return requests.stream()
                .filter(request -> request.path().startsWith("/api/v1/"))
                .count();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
