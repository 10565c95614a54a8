package feedbackuploader.adaptive;

import static feedbackuploader.adaptive.RawServer.CLOSE;
import static feedbackuploader.adaptive.RawServer.HALF_CLOSE;
import static feedbackuploader.adaptive.RawServer.RESET;
import static feedbackuploader.adaptive.RawServer.SILENCE;
import static feedbackuploader.adaptive.RawServer.endless;
import static feedbackuploader.adaptive.RawServer.send;
import static feedbackuploader.adaptive.RawServer.trickle;
import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.adaptive.RawServer.Act;
import feedbackuploader.adaptive.RawServer.Reading;
import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.adaptive.connection.ProxyServer;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A proxy that builds no tunnel: the row never got near the deployment. */
class ProxyTest {

    private static final String DEPLOYMENT = "https://a.example";
    private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Class<?>[] NOT_SENT = {Outcome.NotSent.class};

    /** The tunnel stands, and breaks in the handshake. */
    private static final Class<?>[] OPEN = {Outcome.NotSent.class, Outcome.Ambiguous.class};

    @TempDir
    static Path folder;

    private static Certificates own;

    @BeforeAll
    static void makeCertificate() throws Exception {
        own = Certificates.of(folder, "DNS:a.example");
    }

    private static HttpClient.Builder by(int proxyPort) {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort)));
    }

    private static String answer(String status) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
    }

    static Stream<Arguments> tunnels() {
        return Stream.of(
                Arguments.of("403", send(answer("403 Forbidden"), SILENCE), NOT_SENT, "got: 403"),
                Arguments.of("404", send(answer("404 Not Found"), SILENCE), NOT_SENT, "got: 404"),
                Arguments.of("429", send(answer("429 Slow"), SILENCE), NOT_SENT, "got: 429"),
                Arguments.of("500", send(answer("500 Oops"), SILENCE), NOT_SENT, "got: 500"),
                Arguments.of(
                        "502",
                        send(answer("502 Bad Gateway"), SILENCE),
                        NOT_SENT,
                        "proxy did not connect to a.example:443"),
                Arguments.of("503", send(answer("503 Busy"), SILENCE), NOT_SENT, "got: 503"),
                Arguments.of(
                        "302",
                        send("HTTP/1.1 302 X\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", SILENCE),
                        NOT_SENT,
                        "got: 302"),
                Arguments.of("201", send(answer("201 Created"), SILENCE), NOT_SENT, "got: 201"),
                Arguments.of("502, endless", endless("HTTP/1.1 502 Bad Gateway\r\n\r\n"), NOT_SENT, "got: 502"),
                Arguments.of("closed", CLOSE, NOT_SENT, "closed the connection"),
                Arguments.of("reset", RESET, NOT_SENT, ""),
                Arguments.of("half closed", HALF_CLOSE, NOT_SENT, "closed the connection"),
                Arguments.of("silence", SILENCE, NOT_SENT, "within 2 s"),
                Arguments.of("half an answer, closed", send("HTTP/1.1 200 Con", CLOSE), NOT_SENT, ""),
                Arguments.of("half an answer, silence", send("HTTP/1.1 200 Con", SILENCE), NOT_SENT, "within 2 s"),
                Arguments.of("a trickle", trickle("HTTP/1.1 200 Con", "n"), NOT_SENT, "within 2 s"),
                Arguments.of("no HTTP", send("220 smtp\r\n", CLOSE), NOT_SENT, "did not send an HTTP answer"),
                Arguments.of("an endless head", endless("HTTP/1.1 200 Connection"), NOT_SENT, ""),
                Arguments.of("established, then closed", send(ESTABLISHED, CLOSE), OPEN, ""),
                Arguments.of("established, then reset", send(ESTABLISHED, RESET), OPEN, ""),
                Arguments.of(
                        "established, then no TLS", send(ESTABLISHED + "HTTP/1.1 400 Bad\r\n\r\n", CLOSE), OPEN, ""),
                Arguments.of("established, then silence", send(ESTABLISHED, SILENCE), NOT_SENT, "within 2 s"));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("tunnels")
    void a_tunnel_that_does_not_come_about(String name, Act act, Class<?>[] allowed, String why) throws IOException {
        try (RawServer deployment = own.healthyServer();
                RawServer proxy = RawServer.that(Reading.HEADERS, act).healthy(connection -> {
                    connection.read(Reading.HEADERS);
                    connection.send(ESTABLISHED);
                    Relay.to(deployment.port()).on(connection);
                });
                AdaptiveClient client =
                        own.client(DEPLOYMENT, why.contains("2 s") ? PATIENCE : Given.LONG, by(proxy.port()))) {
            Outcome outcome = Given.record(client, Given.RATING);
            proxy.heal();

            assertThat(proxy.fired()).isEqualTo(1);
            assertThat(proxy.whole())
                    .allMatch(request -> request.startsWith("CONNECT a.example:443 "))
                    .noneMatch(request -> request.contains(Given.KEY));
            assertThat(deployment.connections()).isZero();
            assertThat(outcome).isInstanceOfAny(allowed);
            assertThat(outcome.toString()).contains("by way of the proxy localhost:" + proxy.port(), why);
            Given.assertStillRecords(client);
        }
    }

    @Test
    void one_that_wants_a_password_stops_the_run() throws IOException {
        try (RawServer proxy = RawServer.that(
                        Reading.HEADERS,
                        send(answer("407 Authenticate\r\nProxy-Authenticate: Basic realm=x"), SILENCE));
                AdaptiveClient client = own.client(DEPLOYMENT, Given.LONG, by(proxy.port()))) {
            assertStopped(Given.record(client, Given.RATING), proxy);
        }
    }

    /** Neither the deployment nor the user sees the password. */
    @Test
    void one_that_gets_its_password_builds_a_tunnel() throws Exception {
        String sent =
                "Basic " + Base64.getEncoder().encodeToString("ann:se cret+words@".getBytes(StandardCharsets.UTF_8));
        try (RawServer deployment = own.healthyServer();
                RawServer proxy = RawServer.that(
                        Reading.HEADERS, send(answer("403 Not with " + sent + ", se cret+words@"), SILENCE))) {
            proxy.healthy(connection -> {
                connection.read(Reading.HEADERS);
                connection.send(ESTABLISHED);
                Relay.to(deployment.port()).on(connection);
            });
            ProxyServer named =
                    ProxyServer.parse("HTTPS_PROXY", "http://ann:se%20cret+words%40@localhost:" + proxy.port());
            Deployment behind = new Deployment(
                    Address.parse(DEPLOYMENT, false),
                    ApiKey.parse(Given.KEY),
                    null,
                    List.of(),
                    Given.LONG,
                    named,
                    MetricRoute.REST);
            try (AdaptiveClient client = own.client(behind)) {
                assertThat(Given.record(client, Given.RATING).toString())
                        .contains("localhost:" + proxy.port(), "got: 403")
                        .doesNotContain("cret", sent.substring("Basic ".length()));
                proxy.heal();
                Given.assertStillRecords(client);
            }
            assertThat(proxy.whole())
                    .isNotEmpty()
                    .allMatch(request -> request.startsWith("CONNECT a.example:443 "))
                    .allMatch(request -> request.contains("\r\nProxy-Authorization: " + sent + "\r\n"));
            assertThat(deployment.whole())
                    .isNotEmpty()
                    .noneMatch(request -> request.toLowerCase(Locale.ROOT).contains("proxy-authorization"));
        }
    }

    private static void assertStopped(Outcome outcome, RawServer proxy) {
        assertThat(proxy.fired()).isPositive();
        assertThat(outcome).isInstanceOf(Outcome.Stopped.class);
        assertThat(((Outcome.Stopped) outcome).cause()).isEqualTo(StopReason.PROXY_REFUSED);
    }

    /** Without TLS there is no tunnel: the proxy reads the row, and its own answers cannot be told from the server's. */
    @ParameterizedTest
    @CsvSource({
        "407 Authenticate, Stopped",
        "502 Bad Gateway, Ambiguous",
        "504 Time-out, Ambiguous",
        "503 Busy, NotProcessed"
    })
    void one_that_reads_the_row_itself(String status, String expected) throws IOException {
        Deployment plain = Given.deployment("http://127.0.0.1:1", Given.LONG);
        try (RawServer proxy = RawServer.that(Reading.WHOLE, send(answer(status), CLOSE));
                AdaptiveClient client = AdaptiveClient.connect(plain, by(proxy.port()), Clock.systemUTC())) {
            Outcome outcome = Given.record(client, Given.RATING);
            assertThat(proxy.whole()).hasSize(1).allMatch(request -> request.startsWith("POST http://127.0.0.1:1/api"));
            assertThat(outcome.getClass().getSimpleName()).isEqualTo(expected);
        }
    }

    @Test
    void one_that_is_not_there_is_named() throws IOException {
        int port = RawServer.deadPort();
        try (AdaptiveClient client = own.client(DEPLOYMENT, Given.LONG, by(port))) {
            assertThat(Given.record(client, Given.RATING).toString())
                    .startsWith("NotSent")
                    .contains(
                            "The proxy localhost:" + port + " refused the connection. Check HTTPS_PROXY, HTTP_PROXY and"
                                    + " ALL_PROXY, and that the proxy runs. To go without it, set NO_PROXY=a.example.");
        }
    }
}
