package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes each request to its route and counts what becomes of it. */
final class Router implements HttpHandler {

    private final LocalHosts hosts;
    private final String authorization;
    private final boolean hasFeedback;
    private final Recording recording;
    private final GraphQl graphQl;
    private final Store store;
    private final Stats stats;

    Router(
            LocalHosts hosts,
            String apiKey,
            boolean hasFeedback,
            Recording recording,
            GraphQl graphQl,
            Store store,
            Stats stats) {
        this.hosts = hosts;
        this.hasFeedback = hasFeedback;
        this.authorization = "Bearer " + apiKey;
        this.recording = recording;
        this.graphQl = graphQl;
        this.store = store;
        this.stats = stats;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            Reply reply = reply(exchange);
            if (reply instanceof Reply.Answer answer) {
                stats.answered(answer.status());
            } else if (reply instanceof Reply.Listing) {
                stats.answered(200);
            }
            reply.send(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        SandboxRoute route = served(path);
        stats.requested(route == null ? "other" : route.path());
        RequestBody body = RequestBody.read(exchange);
        if (!hosts.hasOurs(exchange.getRequestHeaders().get("Host"))) {
            return Reply.error(403, hosts.refusal());
        }
        if (route == null) {
            return Reply.plain(404, "404 page not found\n", Map.of());
        }
        if (!exchange.getRequestMethod().equals(route.method())) {
            return Reply.plain(405, "405 method not allowed\n", Map.of("Allow", route.method()));
        }
        if (route.needsKey()
                && !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Reply.error(401, "Unauthorized: the API key is missing or wrong");
        }
        if (!body.fits()) {
            return Reply.error(413, "the body is longer than " + RequestBody.LIMIT + " bytes");
        }
        try {
            return reply(route, body.bytes());
        } catch (Refused e) {
            return Reply.error(e.status(), e.text());
        }
    }

    private @Nullable SandboxRoute served(String path) {
        SandboxRoute route = SandboxRoute.at(path);
        return route == SandboxRoute.FEEDBACK && !hasFeedback ? null : route;
    }

    private Reply reply(SandboxRoute route, byte[] body) throws IOException, InterruptedException {
        return switch (route) {
            case FEEDBACK, COMPARISON, INTERACTION, OUTCOME -> recording.reply(route, body);
            case GRAPHQL -> Reply.json(200, graphQl.execute(Json.object(body)));
            case HEALTH -> Reply.json(200, Json.MAPPER.createObjectNode().put("status", "ok"));
            case LISTING -> Reply.listing(store);
            case STATS -> Reply.json(200, stats());
        };
    }

    private ObjectNode stats() {
        ObjectNode json = stats.toJson().put("recorded", store.count());
        store.notes().forEach(json.putArray("notes")::add);
        return json;
    }
}
