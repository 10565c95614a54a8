package feedbackuploader.web.local;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;

/** Writes answers, and with each what a browser may do with it: load nothing from elsewhere, keep nothing, tell nobody. */
final class AnswerWriter {

    static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /**
     * Of a report that is shown: it has a policy of its own within, with a digest of each of its scripts, and belongs to
     * no site, so that nothing in it can ask this server.
     */
    static final String REPORT_POLICY = "sandbox allow-scripts allow-modals allow-popups allow-downloads;"
            + " connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HttpExchange exchange;

    AnswerWriter(HttpExchange exchange) {
        this.exchange = exchange;
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", PAGE_POLICY);
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** @param asPage whether a person sees it as a page of its own, and not a script as JSON */
    void send(Reply reply, boolean asPage) throws IOException {
        if (reply instanceof Reply.Json json) {
            send(200, "application/json; charset=utf-8", PageJson.text(json.value()));
        } else if (reply instanceof Reply.Problem problem) {
            send(problem, asPage);
        } else if (reply instanceof Reply.Download download) {
            send(download);
        }
    }

    private void send(Reply.Problem problem, boolean asPage) throws IOException {
        if (problem.status() == 405) {
            set("Allow", "GET, POST");
        }
        if (asPage) {
            send(problem.status(), "text/html; charset=utf-8", MessagePage.of(problem.sentence()));
        } else {
            send(
                    problem.status(),
                    "application/json; charset=utf-8",
                    PageJson.text(Map.of("error", problem.sentence())));
        }
    }

    private void send(Reply.Download download) throws IOException {
        try (var in = Files.newInputStream(download.file())) {
            long length = Files.size(download.file());
            if (download.inline()) {
                set("Content-Security-Policy", REPORT_POLICY);
            }
            set("Content-Type", download.contentType());
            set("Content-Disposition", (download.inline() ? "inline" : "attachment") + fileName(download.name()));
            exchange.sendResponseHeaders(200, length == 0 ? -1 : length);
            if (length > 0) {
                in.transferTo(exchange.getResponseBody());
            }
        } finally {
            if (download.isTemporary()) {
                Files.deleteIfExists(download.file());
            }
        }
    }

    /** As in RFC 6266: in ASCII, and in full. */
    private static String fileName(String name) {
        return "; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "_") + "\"; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
    }

    void send(StaticFiles.StaticFile file) throws IOException {
        send(200, file.type(), file.text());
    }

    /**
     * Leads from an address with a token to one without.
     *
     * @param cookie the value of {@code Set-Cookie}
     */
    void openPage(String address, String cookie) throws IOException {
        set("Set-Cookie", cookie);
        set("Location", address);
        exchange.sendResponseHeaders(303, -1);
    }

    /** @return where events are written, each to be flushed */
    OutputStream beginEvents() throws IOException {
        set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private void send(int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        set("Content-Type", type);
        boolean isAskedForHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isAskedForHead ? -1 : bytes.length);
        if (!isAskedForHead) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private void set(String header, String value) {
        exchange.getResponseHeaders().set(header, value);
    }
}
