package feedbackuploader.upload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A deployment on this computer that answers as it is told, and remembers what it was asked. */
final class ScriptedDeployment implements AutoCloseable {

    /** What is answered. */
    record Answer(int status, String json) {}

    static final Answer REFUSED_KEY = new Answer(401, "{\"error\":\"Unauthorized\"}");
    static final Answer RECORDED = new Answer(201, "{\"feedback_id\":\"11111111-2222-3333-4444-555555555555\"}");
    static final Answer FAILED = new Answer(500, "{\"error\":\"oops\"}");
    static final Answer NO_SUCH_COMPLETION = new Answer(404, "{\"error\":\"EntityNotFound: completion\"}");

    private final HttpServer server;
    private final List<String> catalogueRequests = new CopyOnWriteArrayList<>();
    private final List<String> feedbackRequests = new CopyOnWriteArrayList<>();

    private volatile Answer catalogue = metrics("quality:SCALAR", "helpful:BOOL");
    private volatile Answer answer = RECORDED;
    private volatile Runnable onCatalogue = () -> {};
    private volatile Runnable onFeedback = () -> {};

    private ScriptedDeployment(HttpServer server) {
        this.server = server;
    }

    static ScriptedDeployment start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ScriptedDeployment deployment = new ScriptedDeployment(server);
        server.createContext("/api/graphql", exchange -> {
            String question = bodyOf(exchange);
            if (!question.contains("completion(")) {
                deployment.catalogueRequests.add(question);
                deployment.onCatalogue.run();
            }
            reply(exchange, deployment.catalogue);
        });
        server.createContext("/api/v1/", exchange -> {
            deployment.feedbackRequests.add(bodyOf(exchange));
            deployment.onFeedback.run();
            reply(exchange, deployment.answer);
        });
        server.start();
        return deployment;
    }

    /** @param metrics each as {@code key:KIND} */
    static Answer metrics(String... metrics) {
        List<String> objects = List.of(metrics).stream()
                .map(metric -> metric.split(":", 2))
                .map(parts -> "{\"key\":\"" + parts[0] + "\",\"id\":\"id of " + parts[0] + "\",\"kind\":\"" + parts[1]
                        + "\"}")
                .toList();
        return new Answer(200, "{\"data\":{\"metrics\":[" + String.join(",", objects) + "]}}");
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answersTheCatalogueWith(Answer next) {
        catalogue = next;
    }

    void answersFeedbackWith(Answer next) {
        answer = next;
    }

    void runsWhenAskedForTheCatalogue(Runnable task) {
        onCatalogue = task;
    }

    void runsWhenFeedbackArrives(Runnable task) {
        onFeedback = task;
    }

    /** How many different bodies arrived since the last taking. */
    long distinctFeedback() {
        return feedbackRequests.stream().distinct().count();
    }

    int catalogueRequests() {
        return catalogueRequests.size();
    }

    /** The bodies of the feedback that arrived since the last look, in any order. */
    List<String> takeFeedback() {
        List<String> taken = feedbackRequests.stream().sorted().toList();
        feedbackRequests.clear();
        return taken;
    }

    /** Those bodies' values of one number field. */
    List<String> takeValues() {
        UnaryOperator<String> value = body -> body.replaceAll(".*\"value\":([^,}]+).*", "$1");
        return takeFeedback().stream().map(value).sorted().toList();
    }

    private static String bodyOf(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.json().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
