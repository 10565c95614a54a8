package feedbackuploader.web.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import feedbackuploader.support.IoErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Takes each request past the gate to what answers it. */
final class PageHandler implements HttpHandler {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.web");

    private static final String EVENTS = "/api/events";

    private final Gate gate;
    private final PageAccess access;
    private final String first;
    private final Routes routes;
    private final Events events;
    private final Idleness idleness;
    private final Strangers strangers;

    PageHandler(
            PageAccess access,
            Gate gate,
            String first,
            Routes routes,
            Events events,
            Idleness idleness,
            Strangers strangers) {
        this.access = access;
        this.gate = gate;
        this.first = access.home() + first.substring(1);
        this.routes = routes;
        this.events = events;
        this.idleness = idleness;
        this.strangers = strangers;
    }

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the browser hung up", e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getRawPath();
        AnswerWriter answer = new AnswerWriter(exchange);
        Reply.Problem refusal = gate.refusal(exchange);
        String below = access.below(path);
        if (refusal != null) {
            answer.send(refusal, !isForScripts(path.substring(Math.max(0, path.indexOf('/', 1)))));
        } else if (path.equals(Gate.ENTRY)) {
            enter(exchange, answer);
        } else if (below == null) {
            show(exchange, path, answer);
        } else {
            strangers.letIn();
            answerOwner(exchange, below, answer);
        }
    }

    private void answerOwner(HttpExchange exchange, String path, AnswerWriter answer)
            throws IOException, InterruptedException {
        idleness.begin();
        try {
            answer(exchange, path, answer);
        } finally {
            idleness.end();
        }
    }

    private void answer(HttpExchange exchange, String path, AnswerWriter answer)
            throws IOException, InterruptedException {
        if (exchange.getRequestMethod().equals("GET") && path.equals(EVENTS)) {
            tell(answer);
        } else if (isForScripts(path)) {
            answer.send(reply(exchange, path), false);
        } else {
            show(exchange, path, answer);
        }
    }

    private static boolean isForScripts(String path) {
        return path.startsWith("/api/");
    }

    private void enter(HttpExchange exchange, AnswerWriter answer) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            answer.send(notThatMethod(), true);
        } else if (access.use(query(exchange).get("token"))) {
            answer.openPage(first, access.setCookie());
        } else {
            answer.send(new Reply.Problem(403, Gate.NOT_OPENED), true);
        }
    }

    private void show(HttpExchange exchange, String path, AnswerWriter answer) throws IOException {
        StaticFiles.StaticFile file = StaticFiles.at(path);
        if (file == null) {
            answer.send(new Reply.Problem(404, "There is nothing at this address."), true);
        } else if (!exchange.getRequestMethod().equals("GET")) {
            answer.send(notThatMethod(), true);
        } else {
            answer.send(file);
        }
    }

    /** Stays until the page is gone or the server ends. */
    private void tell(AnswerWriter answer) throws IOException, InterruptedException {
        EventStream stream = events.open();
        try (OutputStream page = answer.beginEvents()) {
            stream.writeTo(page);
        } finally {
            events.leave(stream);
        }
    }

    private Reply reply(HttpExchange exchange, String path) throws IOException {
        List<String> split = Routes.split(path);
        List<Routes.Entry> there = routes.at(split);
        Optional<Routes.Entry> found = there.stream()
                .filter(entry -> entry.method().equals(exchange.getRequestMethod()))
                .findFirst();
        if (found.isEmpty()) {
            return there.isEmpty() ? new Reply.Problem(404, "There is nothing at this address.") : notThatMethod();
        }
        Routes.Entry entry = found.get();
        if (!entry.body().isOf(exchange.getRequestHeaders().get("Content-Type"))) {
            return new Reply.Problem(415, "The body must be " + entry.body().type() + ".");
        }
        InputStream body = exchange.getRequestBody();
        Call call = new Call(
                entry.method(),
                path,
                entry.parts(split).orElseThrow(),
                query(exchange),
                new BodyLimit(body, entry.body().longest()));
        Reply reply = reply(entry, call);
        if (reply instanceof Reply.Problem) {
            body.transferTo(OutputStream.nullOutputStream()); // a browser that still sends does not see an answer
        }
        return reply;
    }

    /** What fails within is told in a sentence; the log has the rest. */
    private static Reply reply(Routes.Entry entry, Call call) throws HungUpException {
        try {
            return entry.endpoint().answer(call);
        } catch (HungUpException e) {
            throw e;
        } catch (BadCallException e) {
            return e.reply();
        } catch (UncheckedIOException e) {
            return failed(call, e, IoErrors.of(Objects.requireNonNull(e.getCause())));
        } catch (IOException e) {
            return failed(call, e, IoErrors.of(e));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, call.method() + " " + call.path(), e);
            return new Reply.Problem(
                    500,
                    "This is a bug in the program. What was uploaded is safe in the ledger; load the page again. page.log has the details.");
        }
    }

    private static Reply failed(Call call, Exception e, String why) {
        LOG.log(System.Logger.Level.ERROR, call.method() + " " + call.path(), e);
        return new Reply.Problem(500, "Reading or writing failed: " + why + ".");
    }

    private static Reply.Problem notThatMethod() {
        return new Reply.Problem(405, "This address does not take that method.");
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                String[] named = pair.split("=", 2);
                query.putIfAbsent(decoded(named[0]), named.length == 1 ? "" : decoded(named[1]));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
