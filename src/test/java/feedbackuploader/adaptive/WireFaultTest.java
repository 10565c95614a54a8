package feedbackuploader.adaptive;

import static feedbackuploader.adaptive.RawServer.CLOSE;
import static feedbackuploader.adaptive.RawServer.PROPERLY;
import static feedbackuploader.adaptive.RawServer.SILENCE;
import static feedbackuploader.adaptive.RawServer.endless;
import static feedbackuploader.adaptive.RawServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.adaptive.RawServer.Act;
import feedbackuploader.adaptive.RawServer.Reading;
import feedbackuploader.server.CatalogueAnswer;
import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way in which the wire breaks between two machines, against the truth on the server. TLS and proxies have tests of
 * their own, and so have answers that are cut byte by byte.
 */
class WireFaultTest {

    private static final int REPETITIONS = 100;
    private static final int ROWS_AT_ONCE = 4;

    static Stream<WireFault> faults() {
        return Stream.of(RequestFaults.all(), HeadFaults.all(), BodyFaults.all())
                .flatMap(all -> all);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void comes_to_the_outcome_that_the_facts_allow(WireFault fault) throws IOException {
        fault.play();
    }

    @Tag("long")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void comes_to_it_every_time(WireFault fault) throws IOException {
        for (int i = 0; i < REPETITIONS; i++) {
            fault.play(fault.isLarge() ? 1 : ROWS_AT_ONCE, new Random(i));
        }
    }

    @Test
    void hangs_up_at_the_time_out() throws IOException {
        try (RawServer server = RawServer.that(Reading.WHOLE, SILENCE);
                AdaptiveClient client = Given.client(server.url(), Given.SHORT)) {
            Outcome outcome = Given.record(client, Given.RATING);

            assertThat(outcome).isInstanceOf(Outcome.Ambiguous.class);
            assertThat(outcome.toString()).contains("did not answer within 1 s");
            assertThat(server.clientHungUp()).as("the connection is closed").isTrue();
        }
    }

    @Test
    void hangs_up_on_an_endless_body_long_before_the_time_out() throws IOException {
        try (RawServer server = RawServer.that(Reading.WHOLE, endless("HTTP/1.1 201 Created\r\n\r\n"));
                AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
            assertThat(Given.record(client, Given.RATING)).isInstanceOf(Outcome.Unconfirmed.class);
            assertThat(server.clientHungUp()).isTrue();
        }
    }

    /** HttpClient leaves such a connection to the server to close, so each costs a socket. */
    @Test
    void goes_on_after_many_answers_that_are_no_http() throws IOException {
        int rows = 200;
        try (RawServer server = RawServer.that(Reading.WHOLE, send("no HTTP\r\n\r\n", CLOSE));
                AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
            for (int i = 0; i < rows; i++) {
                assertThat(Given.record(client, Given.RATING)).isInstanceOf(Outcome.Ambiguous.class);
            }
            assertThat(server.fired()).isEqualTo(rows);
            server.heal();
            Given.assertStillRecords(client);
        }
    }

    @Test
    void connection_refused_is_not_sent() throws IOException {
        int port = RawServer.deadPort();
        try (AdaptiveClient client = Given.client("http://127.0.0.1:" + port, Given.LONG)) {
            assertThat(Given.record(client, Given.RATING))
                    .isEqualTo(new Outcome.NotSent("127.0.0.1:" + port
                            + " refused the connection. Check the URL and its port, and that the server runs."));
            assertThat(client.metrics()).isInstanceOf(CatalogueAnswer.Unreachable.class);
            try (ServerSocket listener = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
                    RawServer server = RawServer.on(listener, Reading.WHOLE, PROPERLY)) {
                Given.assertStillRecords(client);
                assertThat(server.whole()).hasSize(1);
            }
        }
    }

    /** As behind a firewall that drops everything: Linux drops it too when too many wait to be accepted. */
    @Test
    void a_connection_that_nobody_accepts_is_not_sent() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AdaptiveClient client = Given.client("http://127.0.0.1:" + busy.getLocalPort(), Given.SHORT)) {
            fillUp(busy, waiting);

            Outcome outcome = Given.record(client, Given.RATING);

            assertThat(outcome).isInstanceOf(Outcome.NotSent.class);
            assertThat(outcome.toString()).contains("within 1 s", "any firewall or VPN");
            for (Socket socket : waiting) {
                socket.close();
            }
            try (RawServer server = RawServer.on(busy, Reading.WHOLE, PROPERLY)) {
                Given.assertStillRecords(client);
                assertThat(server.completions()).as("the row that was not sent").doesNotContain("c");
            }
        }
    }

    private static void fillUp(ServerSocket listener, List<Socket> waiting) throws IOException {
        try {
            while (true) {
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 200);
            }
        } catch (SocketTimeoutException e) {
            // full
        }
    }

    @Test
    void a_host_that_does_not_exist_is_not_sent() {
        try (AdaptiveClient client = Given.client("https://nowhere.invalid", Given.LONG)) {
            assertThat(Given.record(client, Given.RATING))
                    .isEqualTo(new Outcome.NotSent(
                            "The host of nowhere.invalid:443 was not found. Check the spelling of the URL, and the network or"
                                    + " VPN."));
        }
    }

    @Test
    void after_closing_nothing_leaves_but_what_is_on_its_way_still_ends() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        Act silence = connection -> {
            asked.countDown();
            connection.awaitHangUp();
        };
        try (RawServer server = RawServer.that(Reading.WHOLE, silence)) {
            AdaptiveClient client = Given.client(server.url(), Given.SHORT);
            var running = client.record(Given.RATING);
            assertThat(RawServer.await(asked)).isTrue();
            client.close();

            assertThat(Given.record(client, Given.RATING)).isInstanceOf(Outcome.NotSent.class);
            assertThat(running.join()).isInstanceOf(Outcome.Ambiguous.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
