package feedbackuploader.web.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A local server is a server: what every page on the web, and everyone else on this computer, may try. */
class LocalServerSecurityTest extends LocalServerCase {

    private static final List<String> GETS = List.of("/", "/index.html", "/lib/uplot.js", "/api/thing", "/api/events");

    @Test
    void it_listens_on_the_loopback_address_alone() {
        assertThatThrownBy(() -> {
                    InetAddress another = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
                    new Socket(another, server.port()).close();
                })
                .isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example:{port}",
                "Host: evil.example",
                "Host: 127.0.0.1.evil.example:{port}",
                "Host: localhost.evil.example:{port}",
                "Host: 127.0.0.1:1",
                "Host: 127.0.0.1",
                "Host: evil@127.0.0.1:{port}",
                "Host: 0.0.0.0:{port}",
                "Host: 127.0.0.1:{port}, evil.example",
                "Host:",
                "Host: 127.0.0.1:{port}\r\nHost: evil.example",
                "Host: evil.example\r\nHost: 127.0.0.1:{port}",
                "X: no host"
            })
    void nothing_answers_to_another_name(String header) throws Exception {
        String host = header.replace("{port}", String.valueOf(server.port()));
        String token = tokenPath();
        for (String target : GETS) {
            assertRefused(403, browser.send("GET", HOME + target, List.of(host, cookie()), ""));
        }
        assertRefused(403, browser.send("GET", token, List.of(host), ""));
        assertRefused(403, browser.send("POST", HOME + "/api/thing", jsonHeaders(host, origin(), cookie()), JSON));

        assertThat(changes).isEmpty();
        assertThat(browser.send("GET", token, List.of(host()), "")).startsWith("HTTP/1.1 303 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "[::1]"})
    void it_answers_to_the_names_of_this_computer(String name) throws Exception {
        String host = "Host: " + name + ":" + server.port();
        String origin = "Origin: http://" + name + ":" + server.port();

        assertThat(browser.send("GET", HOME + "/api/thing", List.of(host, cookie()), ""))
                .contains(KEPT);
        assertThat(browser.send("POST", HOME + "/api/thing", jsonHeaders(host, origin, cookie()), JSON))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void the_link_opens_the_page_once_and_leaves_the_address_bar_without_the_token() throws Exception {
        String link = tokenPath();

        String first = browser.send("GET", link, List.of(host()), "");
        String second = browser.send("GET", link, List.of(host()), "");

        assertThat(first).startsWith("HTTP/1.1 303 ").containsIgnoringCase("\r\nLocation: " + HOME + "/#/files/a\r\n");
        assertThat(first)
                .containsIgnoringCase("\r\nSet-Cookie: feedback-uploader-" + server.port() + "=secret-1; Path=" + HOME
                        + "/; HttpOnly; SameSite=Strict\r\n");
        assertRefused(403, second);
        assertThat(second).contains("<h1>").contains("For a new link press Enter in the program's window");
    }

    @Test
    void a_new_link_makes_the_one_before_void() throws Exception {
        String earlier = tokenPath();
        String now = tokenPath();

        assertRefused(403, browser.send("GET", earlier, List.of(host()), ""));
        assertThat(browser.send("GET", now, List.of(host()), "")).startsWith("HTTP/1.1 303 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open",
                "/open?token=",
                "/open?token=secret",
                "/open?token=secret-1",
                "/open?token=secret-2",
                "/open?token=secret-33"
            })
    void no_other_token_opens_it(String target) throws Exception {
        server.link();

        assertRefused(403, browser.send("GET", target, List.of(host()), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: no cookie",
                "Cookie: feedback-uploader-{port}=",
                "Cookie: feedback-uploader-{port}=secret-2",
                "Cookie: feedback-uploader-{port}=secret-11",
                "Cookie: feedback-uploader-{port}=secret-",
                "Cookie: feedback-uploader-1=secret-1",
                "Cookie: secret-1",
                "Cookie: x-feedback-uploader-{port}=secret-1"
            })
    void nothing_is_shown_or_changed_without_the_cookie(String header) throws Exception {
        String cookie = header.replace("{port}", String.valueOf(server.port()));
        for (String target : GETS) {
            assertRefused(403, browser.send("GET", HOME + target, List.of(host(), cookie), ""));
        }
        assertRefused(403, browser.send("POST", HOME + "/api/thing", jsonHeaders(host(), origin(), cookie), JSON));

        assertThat(changes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/secret-1", "/secret-22", "/secret-", "/secret-2x", "/SECRET-2", "/%73ecret-2", "//secret-2"
            })
    void the_cookie_opens_nothing_without_the_path_of_the_page(String path) throws Exception {
        for (String target : GETS) {
            String answer = browser.send("GET", path + target, List.of(host(), cookie()), "");

            assertRefused(403, answer);
            assertThat(answer).doesNotContain("secret-2");
        }
        assertRefused(403, browser.send("POST", path + "/api/thing", jsonHeaders(host(), origin(), cookie()), JSON));

        assertThat(changes).isEmpty();
    }

    /** Or someone could find the path first, and then have a browser send the cookie there. */
    @Test
    void a_wrong_path_is_answered_as_the_right_one_is_without_the_cookie() throws Exception {
        for (String site : List.of("X: none", "Sec-Fetch-Site: cross-site", "Origin: http://evil.example")) {
            for (String target : GETS) {
                String wrong = browser.send("GET", "/secret-22" + target, List.of(host(), cookie(), site), "");
                String right = browser.send("GET", HOME + target, List.of(host(), site), "");

                assertThat(withoutDate(wrong)).isEqualTo(withoutDate(right));
            }
        }
    }

    private static String withoutDate(String answer) {
        return answer.replaceFirst("Date: [^\r]*", "");
    }

    @Test
    void the_cookie_is_found_among_those_of_other_servers_on_this_computer() throws Exception {
        String cookies = "Cookie: feedback-uploader-1=other; a=b=c; " + cookie().replace("Cookie: ", "");

        assertThat(browser.send("GET", HOME + "/api/thing", List.of(host(), cookies), ""))
                .contains(KEPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: no origin",
                "Origin: null",
                "Origin: http://evil.example",
                "Origin: http://127.0.0.1",
                "Origin: http://127.0.0.1:1",
                "Origin: https://127.0.0.1:{port}",
                "Origin: http://localhost:{port}",
                "Origin: http://127.0.0.1:{port}.evil.example",
                "Origin: http://127.0.0.1:{port}\r\nOrigin: http://evil.example"
            })
    void nothing_is_changed_from_another_origin(String header) throws Exception {
        String origin = header.replace("{port}", String.valueOf(server.port()));

        assertRefused(403, browser.send("POST", HOME + "/api/thing", jsonHeaders(host(), origin, cookie()), JSON));

        assertThat(changes).isEmpty();
    }

    /** A form of another site can send the first three without a browser that asks first. */
    @ParameterizedTest
    @CsvSource({
        "/api/thing, text/plain",
        "/api/thing, application/x-www-form-urlencoded",
        "/api/thing, multipart/form-data; boundary=a",
        "/api/thing, application/octet-stream",
        "/api/thing, application/jsonp",
        "/api/thing, 'application/json\r\nContent-Type: text/plain'",
        "/api/drop, text/plain",
        "/api/drop, application/json"
    })
    void a_body_of_another_type_changes_nothing(String target, String type) throws Exception {
        assertRefused(415, post(target, type, JSON));

        assertThat(changes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "cross-site\r\nSec-Fetch-Site: none", ""})
    void what_another_site_makes_the_browser_ask_is_refused(String site) throws Exception {
        for (String target : List.of("/lib/uplot.js", "/api/thing", "/api/events", "/api/report")) {
            assertRefused(403, get(target, "Sec-Fetch-Site: " + site));
        }
        assertRefused(403, post("/api/thing", "application/json", JSON, "Sec-Fetch-Site: " + site));

        assertThat(changes).isEmpty();
    }

    @Test
    void a_link_on_another_site_may_lead_to_the_page() throws Exception {
        assertThat(get("/", "Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 200 ");
        assertThat(get("/api/thing", "Sec-Fetch-Site: same-origin")).contains(KEPT);
        assertThat(get("/api/thing", "Sec-Fetch-Site: none")).contains(KEPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "get", "X"})
    void other_methods_are_refused_and_no_site_is_allowed_anything(String method) throws Exception {
        for (String target : List.of("/", "/api/thing", "/api/drop", "/nowhere")) {
            String answer = browser.send(
                    method,
                    HOME + target,
                    List.of(host(), cookie(), "Origin: http://evil.example", "Access-Control-Request-Method: POST"),
                    "");

            assertRefused(405, answer);
            assertThat(answer)
                    .doesNotContainIgnoringCase("Access-Control")
                    .containsIgnoringCase("\r\nAllow: GET, POST");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /secret-2/, 200",
        "GET, /secret-2/lib/uplot.css, 200",
        "GET, /secret-2/api/thing, 200",
        "GET, /secret-2/api/report, 200",
        "GET, /open?token=secret-3, 303",
        "GET, /open, 403",
        "GET, /base.css, 200",
        "GET, /again.js, 200",
        "GET, /, 403",
        "GET, /secret-2/nowhere, 404",
        "GET, /secret-2/api/nowhere, 404",
        "PUT, /secret-2/, 405",
        "POST, /secret-2/, 403",
        "GET, /secret-2/api/drop, 405",
        "GET, /secret-2/api/rows?from=x, 400"
    })
    void every_answer_tells_the_browser_to_be_careful(String method, String target, int status) throws Exception {
        server.link();

        String answer = browser.send(method, target, List.of(host(), cookie()), "");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.substring(0, answer.indexOf("\r\n\r\n") + 2))
                .containsIgnoringCase("\r\nContent-Security-Policy: default-src 'none'; script-src 'self';"
                        + " style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n")
                .containsIgnoringCase("\r\nReferrer-Policy: no-referrer\r\n")
                .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
                .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
                .containsIgnoringCase("\r\nCross-Origin-Opener-Policy: same-origin\r\n")
                .containsIgnoringCase("\r\nCross-Origin-Resource-Policy: same-origin\r\n")
                .doesNotContainIgnoringCase("Access-Control");
    }

    @Test
    void a_report_that_is_shown_belongs_to_no_site() throws Exception {
        String shown = get("/api/report?inline");

        assertThat(body(shown)).contains(KEPT);
        assertThat(shown)
                .containsIgnoringCase("\r\nContent-Security-Policy: sandbox allow-scripts allow-modals allow-popups"
                        + " allow-downloads; connect-src 'none'; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'\r\n")
                .doesNotContain("allow-same-origin");
    }

    @Test
    void a_name_of_a_file_adds_no_header() throws Exception {
        String answer = get("/api/report");

        assertThat(answer)
                .containsIgnoringCase("\r\nContent-Disposition: attachment;"
                        + " filename=\"Bericht__1___Set-Cookie__a_b__ber.html\";"
                        + " filename*=UTF-8''Bericht%20%221%22%0D%0ASet-Cookie%3A%20a%3Db%20%C3%BCber.html\r\n");
    }

    @Test
    void a_body_that_is_too_long_is_refused_whatever_its_header_says() throws Exception {
        String tooLong = "{" + " ".repeat(1_000_000) + "\"large_number\":7}";
        String chunk = Integer.toHexString(tooLong.length()) + "\r\n" + tooLong + "\r\n0\r\n\r\n";

        String whole = post("/api/thing", "application/json", tooLong);
        String chunked = browser.send(
                "POST",
                HOME + "/api/thing",
                List.of(host(), cookie(), origin(), "Content-Type: application/json", "Transfer-Encoding: chunked"),
                chunk);

        assertRefused(413, whole);
        assertRefused(413, chunked);
        assertThat(changes).isEmpty();
    }

    @Test
    void too_many_headers_are_not_kept() throws Exception {
        assertThat(answerTo(LocalServer.MOST_HEADERS / 2))
                .startsWith("HTTP/1.1 200 ")
                .contains(KEPT);
        assertThat(answerTo(LocalServer.MOST_HEADERS)).doesNotContain(KEPT).doesNotContain("HTTP/1.1 200");
    }

    /** @param more headers than are needed */
    private String answerTo(int more) {
        StringBuilder request =
                new StringBuilder("GET " + HOME + "/api/thing HTTP/1.1\r\n" + host() + "\r\n" + cookie() + "\r\n");
        for (int i = 0; i < more; i++) {
            request.append("X-").append(i).append(": y\r\n");
        }
        return sendUntilCutOff(request + "\r\n");
    }

    /** A server that stops reading may cut off the one that is still sending. */
    private String sendUntilCutOff(String request) {
        try (Socket socket = browser.begin(request)) {
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../version.properties",
                "/lib/../../version.properties",
                "/%2e%2e/version.properties",
                "/..%2fversion.properties",
                "/..%5cversion.properties",
                "/lib/%2e%2e/index.html",
                "/lib/../index.html",
                "//version.properties",
                "/lib//uplot.js",
                "/lib/",
                "/lib",
                "/files.txt",
                "/LIB/uplot.js",
                "/index.html/",
                "/index.html%00.js",
                "/api/things/../thing",
                "/api/things/%2e%2e/rows/1",
                "/api/things/a.b/rows/1",
                "/api/things//rows/1",
                "/api/things/a/rows/1/",
                "/api/%74hing",
                "/api",
                "/*",
                "/version.properties"
            })
    void paths_lead_nowhere_but_to_what_is_listed(String target) throws Exception {
        String answer = get(target);

        assertThat(answer).matches("(?s)HTTP/1\\.1 40[04] .*").doesNotContain("version=", KEPT, "\"row\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: evil.example\n\n",
                "GET  HTTP/1.1\r\n\r\n",
                "GET\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n",
                "GET /a b HTTP/1.1\r\n\r\n",
                "GET /%zz HTTP/1.1\r\n\r\n",
                "GET * HTTP/1.1\r\n\r\n",
                "GET version.properties HTTP/1.1\r\n\r\n",
                "GET foo:bar HTTP/1.1\r\n\r\n",
                "GET http://evil.example/api/thing HTTP/1.1\r\n\r\n",
                "GET /api/thing HTTP/1.0\r\n\r\n"
            })
    void what_is_no_request_is_told_nothing(String bytes) throws Exception {
        String answer = sendUntilCutOff(bytes.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(answer).doesNotContain(KEPT, "HTTP/1.1 200", "Exception:", "\tat ");
    }

    @Test
    void a_failure_within_is_told_in_a_sentence_and_logged_whole() throws Exception {
        String bug;
        String disk;
        try (KeptLog log = KeptLog.of("feedbackuploader.web")) {
            bug = get("/api/bug");
            disk = get("/api/disk");

            assertThat(log.thrown()).extracting(Throwable::getMessage).containsExactly(KEPT, "No space left on device");
        }

        assertThat(bug).startsWith("HTTP/1.1 500 ").doesNotContain("Exception", "\tat ", KEPT);
        assertThat(body(bug)).startsWith("{\"error\":\"This is a bug in the program.");
        assertThat(disk).startsWith("HTTP/1.1 500 ").doesNotContain("Exception", "\tat ");
        assertThat(body(disk)).startsWith("{\"error\":\"Reading or writing failed: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET /api/thing HTTP/1.1\r\nHost: 127",
                "POST /secret-2/api/drop HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
                        + "Content-Type: application/octet-stream\r\nContent-Length: 60000\r\n\r\nx",
                "GET /base.css HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 60000\r\n\r\nx"
            })
    void strangers_who_are_slow_do_not_keep_the_owner_waiting(String begun) throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < LocalServer.MOST_REQUESTS + 20; i++) {
                slow.add(browser.begin(begun.replace("{port}", String.valueOf(server.port()))));
            }

            Instant asked = Instant.now();
            assertThat(get("/api/thing")).contains(KEPT);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void the_owner_may_be_slow_whoever_else_comes() throws Exception {
        try (Socket slow = browser.begin("POST " + HOME + "/api/drop?name=a HTTP/1.1\r\n"
                + String.join("\r\n", host(), cookie(), origin(), "Content-Type: application/octet-stream")
                + "\r\nContent-Length: 3\r\nConnection: close\r\n\r\n1")) {
            List<Socket> strangers = new ArrayList<>();
            try {
                for (int i = 0; i < 2 * Strangers.MOST; i++) {
                    strangers.add(browser.begin("G"));
                }
                assertThat(strangers.get(0).getInputStream().read())
                        .as("cut off")
                        .isEqualTo(-1);
                slow.getOutputStream().write("23".getBytes(StandardCharsets.US_ASCII));

                assertThat(slow.getInputStream().readAllBytes()).asString().startsWith("HTTP/1.1 200 ");
                assertThat(changes).containsExactly("drop of 3 as a");
            } finally {
                for (Socket socket : strangers) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void strangers_who_are_slow_are_cut_off_beyond_so_many() throws Exception {
        assertThat(countOfCutOff("GET / HTTP/1.1\r\n", Strangers.MOST, 20)).isEqualTo(20);
    }

    @Test
    void requests_are_cut_off_beyond_so_many() throws Exception {
        String begun = "POST " + HOME + "/api/thing HTTP/1.1\r\n"
                + String.join("\r\n", jsonHeaders(host(), origin(), cookie())) + "\r\n\r\n{";

        assertThat(countOfCutOff(begun, LocalServer.MOST_REQUESTS, 20)).isEqualTo(20);
    }

    /** @return of so many requests that begin and do not end, and some beyond, as many as those beyond, or fewer if fewer are cut off */
    private int countOfCutOff(String begun, int most, int beyond) throws IOException {
        List<SocketChannel> slow = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < most + beyond; i++) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
                slow.add(channel);
                channel.write(StandardCharsets.US_ASCII.encode(begun));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
            }

            return countOfEnded(selector, beyond);
        } finally {
            for (SocketChannel channel : slow) {
                channel.close();
            }
        }
    }

    /** @return of those that the server hangs up on, as many as are awaited, or fewer if no more come */
    private static int countOfEnded(Selector selector, int awaited) throws IOException {
        int ended = 0;
        while (ended < awaited && selector.select(Duration.ofSeconds(20).toMillis()) > 0) {
            for (SelectionKey key : selector.selectedKeys()) {
                key.cancel();
                ended++;
            }
            selector.selectedKeys().clear();
        }
        return ended;
    }

    private static final String JSON = "{\"large_number\":7}";

    private static List<String> jsonHeaders(String... more) {
        List<String> headers =
                new ArrayList<>(List.of("Content-Type: application/json", "Content-Length: " + JSON.length()));
        headers.addAll(List.of(more));
        return headers;
    }

    private static void assertRefused(int status, String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .doesNotContain(KEPT)
                .doesNotContainIgnoringCase("Set-Cookie:");
    }
}
