package feedbackuploader.web.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running server with one route of each kind, and someone who talks to it in bytes. */
abstract class LocalServerCase {

    static final String KEPT = "what only the owner may see";
    static final Duration IDLE = Duration.ofMinutes(30);

    /** The path of the page, which the server made second. */
    static final String HOME = "/secret-2";

    record Thing(int largeNumber) {}

    record Things(List<String> names) {}

    final HandSetPulse pulse = new HandSetPulse();
    final AtomicBoolean busy = new AtomicBoolean();
    final Events events = new Events();

    /** What the routes that change something were called with. */
    final List<String> changes = new ArrayList<>();

    @TempDir
    Path folder;

    LocalServer server;
    RawBrowser browser;

    private final AtomicInteger secrets = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("report.html"), "<p>" + KEPT);
        Routes routes = new Routes()
                        .get("/api/thing", call -> new Reply.Json(Map.of("kept", KEPT)))
                        .post("/api/thing", call -> {
                            Thing thing = call.json(Thing.class);
                            changes.add("thing " + thing.largeNumber());
                            return new Reply.Json(thing);
                        })
                        .post("/api/things", call -> {
                            changes.addAll(call.json(Things.class).names());
                            return new Reply.Json(Map.of());
                        })
                        .stream("/api/drop", call -> {
                            changes.add("drop of " + length(call.body()) + " as " + call.query("name"));
                            return new Reply.Json(Map.of());
                        })
                        .stream("/api/refused", call -> new Reply.Problem(507, "There is no room for it."))
                        .get("/api/things/{id}/rows/{row}", call -> new Reply.Json(call.parts()))
                        .get("/api/rows", call -> new Reply.Json(Map.of("from", call.number("from", 7))))
                        .get("/api/bug", call -> {
                            throw new IllegalStateException(KEPT);
                        })
                        .get("/api/disk", call -> {
                            throw new IOException("No space left on device");
                        })
                        .get(
                                "/api/report",
                                call -> new Reply.Download(
                                        folder.resolve("report.html"),
                                        "Bericht \"1\"\r\nSet-Cookie: a=b über.html",
                                        "text/html; charset=utf-8",
                                        call.query("inline") != null,
                                        call.query("once") != null));
        server = LocalServer.start(
                new LocalServer.Settings(0, IDLE, busy::get, "/#/files/a"),
                routes,
                events,
                () -> "secret-" + secrets.incrementAndGet(),
                pulse);
        browser = new RawBrowser(server.port());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static long length(InputStream body) throws IOException {
        return body.readAllBytes().length;
    }

    String host() {
        return "Host: 127.0.0.1:" + server.port();
    }

    String origin() {
        return "Origin: http://127.0.0.1:" + server.port();
    }

    /** The one that the server made first. */
    String cookie() {
        return "Cookie: feedback-uploader-" + server.port() + "=secret-1";
    }

    String tokenPath() {
        URI link = server.link();
        return link.getRawPath() + "?" + link.getRawQuery();
    }

    /** @param target below the path of the page */
    String get(String target, String... more) throws IOException {
        List<String> headers = new ArrayList<>(List.of(host(), cookie()));
        headers.addAll(List.of(more));
        return browser.send("GET", HOME + target, headers, "");
    }

    /** @param target below the path of the page */
    String post(String target, String type, String body, String... more) throws IOException {
        List<String> headers = new ArrayList<>(List.of(
                host(),
                cookie(),
                origin(),
                "Content-Type: " + type,
                "Content-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length));
        headers.addAll(List.of(more));
        return browser.send("POST", HOME + target, headers, body);
    }

    static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
}
