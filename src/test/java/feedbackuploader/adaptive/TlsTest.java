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
import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Before the handshake ends no server reads a request; but only the bytes that were handed over prove that it had not ended. */
class TlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String ALERT = "\25\3\3\0\2\2";

    /** Bytes of the server's: its part of a handshake has some 760, then come tickets, and the answer ends at some 1,070. */
    private static final int LONGEST = 1_060;

    @TempDir
    static Path folder;

    private static Certificates own;

    @BeforeAll
    static void makeCertificate() throws Exception {
        own = Certificates.of(folder, "IP:127.0.0.1");
    }

    /** Which of the two is a race between HttpClient's reading and its writing, where the bytes go nowhere. */
    private static final Class<?>[] OPEN = {Outcome.NotSent.class, Outcome.Ambiguous.class};

    private static final Class<?>[] NOT_SENT = {Outcome.NotSent.class};

    private static void assertNotSent(Outcome outcome, String why) {
        assertThat(outcome).isInstanceOf(Outcome.NotSent.class);
        assertThat(outcome.toString()).contains("127.0.0.1:", why);
    }

    @Test
    void only_a_trusted_certificate_lets_the_row_through() throws IOException {
        try (RawServer server = own.healthyServer();
                AdaptiveClient stranger = Given.client("https://127.0.0.1:" + server.port(), Given.LONG);
                AdaptiveClient client = own.client(server.port(), Given.LONG)) {
            assertNotSent(Given.record(stranger, Given.RATING), "--ca-file");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.whole()).isEmpty();
            Given.assertStillRecords(client);
            assertThat(server.whole()).hasSize(1);
        }
    }

    @Test
    void a_certificate_for_another_host() throws Exception {
        Certificates others = Certificates.of(folder, "DNS:other.example");
        try (RawServer server = others.healthyServer();
                AdaptiveClient client = others.client(server.port(), Given.LONG)) {
            assertNotSent(Given.record(client, Given.RATING), "is for another host");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.whole()).isEmpty();
        }
    }

    static Stream<Arguments> handshakes() {
        Reading hello = Reading.bytes(100);
        return Stream.of(
                Arguments.of("closed at once", Reading.NOTHING, CLOSE, OPEN, "closed the connection during"),
                Arguments.of("closed after a byte", Reading.bytes(1), CLOSE, OPEN, ""),
                Arguments.of("closed in the hello", hello, CLOSE, OPEN, ""),
                Arguments.of("half closed at once", Reading.NOTHING, HALF_CLOSE, OPEN, "closed the connection during"),
                Arguments.of("half closed in the hello", hello, HALF_CLOSE, OPEN, "closed the connection during"),
                Arguments.of("reset at once", Reading.NOTHING, RESET, OPEN, ""),
                Arguments.of("reset after a byte", Reading.bytes(1), RESET, OPEN, ""),
                Arguments.of("reset in the hello", hello, RESET, OPEN, ""),
                Arguments.of("stalled at once", Reading.NOTHING, SILENCE, NOT_SENT, "within 2 s"),
                Arguments.of("stalled in the hello", hello, SILENCE, NOT_SENT, "within 2 s"),
                Arguments.of("a trickle", hello, trickle("\26\3\3\77\377\2", "\0"), NOT_SENT, "within 2 s"),
                Arguments.of("alert 40", hello, send(ALERT + "\50", CLOSE), OPEN, "handshake_failure"),
                Arguments.of("alert 80", hello, send(ALERT + "\120", CLOSE), OPEN, "internal_error"),
                Arguments.of("alert 0", hello, send("\25\3\3\0\2\1\0", CLOSE), OPEN, ""),
                Arguments.of(
                        "plain HTTP",
                        hello,
                        send("HTTP/1.1 400 Bad\r\n\r\n", CLOSE),
                        OPEN,
                        "the server speaks plain http on this port. Begin the URL with http://"),
                Arguments.of("garbage", hello, send("\0\1\2garbage garbage garbage", CLOSE), OPEN, ""),
                Arguments.of("endless garbage", hello, endless(""), OPEN, ""),
                Arguments.of("an endless record", hello, endless("\26\3\3\77\377"), OPEN, ""));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("handshakes")
    void a_handshake_that_breaks(String name, Reading reading, Act act, Class<?>[] allowed, String why)
            throws IOException {
        Duration timeout = allowed == NOT_SENT ? PATIENCE : Given.LONG;
        try (RawServer deployment = own.healthyServer();
                RawServer front = RawServer.that(reading, act).healthy(Relay.to(deployment.port()));
                AdaptiveClient client = own.client(front.port(), timeout)) {
            Outcome outcome = Given.record(client, Given.RATING);
            front.heal();

            assertThat(front.fired()).isEqualTo(1);
            assertThat(deployment.connections()).isZero();
            assertThat(outcome).isInstanceOfAny(allowed);
            assertThat(outcome.toString()).contains("127.0.0.1:" + front.port(), why);
            Given.assertStillRecords(client);
        }
    }

    @Test
    void a_handshake_cut_after_so_many_bytes() throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (int bytes = 0; bytes < LONGEST; bytes += 150) {
            outcomes.add(rawRecord(bytes, bytes % 2 == 0 ? CLOSE : RESET));
        }
        assertThat(outcomes).hasAtLeastOneElementOfType(Outcome.NotSent.class);
        assertThat(outcomes).hasAtLeastOneElementOfType(Outcome.Ambiguous.class);
    }

    @Tag("long")
    @Test
    void a_handshake_cut_after_every_byte() throws IOException {
        for (int bytes = 0; bytes < LONGEST; bytes++) {
            for (Act act : List.of(CLOSE, RESET, HALF_CLOSE)) {
                rawRecord(bytes, act);
            }
        }
    }

    /** Of the server's bytes; the client's all get through, its request too once the handshake allows it. */
    private static Outcome rawRecord(int bytes, Act act) throws IOException {
        try (RawServer deployment = own.healthyServer();
                RawServer front = RawServer.that(Reading.NOTHING, Relay.to(deployment.port(), bytes, act))
                        .healthy(Relay.to(deployment.port()));
                AdaptiveClient client = own.client(front.port(), Given.LONG)) {
            Outcome outcome = Given.record(client, Given.RATING);
            front.heal();
            deployment.awaitHangUps();

            assertThat(front.fired()).isEqualTo(1);
            assertThat(outcome)
                    .as("cut after %d bytes, row seen: %s", bytes, deployment.whole())
                    .isInstanceOfAny(
                            Outcome.Ambiguous.class,
                            deployment.whole().isEmpty() ? Outcome.NotSent.class : Outcome.Ambiguous.class);
            Given.assertStillRecords(client);
            return outcome;
        }
    }

    /**
     * Up to TLS 1.2 a server may begin another handshake when it has read the request, and HttpClient says the same of
     * both when they break.
     */
    @Test
    void a_second_handshake_that_breaks_proves_nothing() throws IOException {
        Act handshakeAnew = connection -> {
            ((SSLSocket) connection.socket()).startHandshake();
            connection.awaitHangUp();
        };
        try (RawServer deployment = RawServer.on(own.listen("TLSv1.2"), Reading.WHOLE, handshakeAnew);
                RawServer front = RawServer.that(
                        Reading.NOTHING,
                        Relay.to(deployment.port(), () -> deployment.whole().isEmpty() ? Long.MAX_VALUE : 0, CLOSE));
                AdaptiveClient client = own.client(front.port(), Given.LONG)) {
            Outcome outcome = Given.record(client, Given.RATING);

            assertThat(deployment.fired()).isEqualTo(1);
            assertThat(deployment.whole()).hasSize(1);
            assertThat(outcome).isInstanceOf(Outcome.Ambiguous.class);
            assertThat(outcome.reason())
                    .as("which of the two HttpClient notices first is a race")
                    .containsAnyOf("during the TLS handshake", "closed the connection without an answer");
        }
    }
}
