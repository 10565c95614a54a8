package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.adaptive.RawServer.Act;
import feedbackuploader.adaptive.RawServer.Reading;
import feedbackuploader.feedback.Outcome;
import feedbackuploader.feedback.StopReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** A proxy that builds no tunnel: the row never got near the deployment. */
class ProxyTest {

    private static Outcome through(Act proxy) throws IOException {
        try (RawServer server = RawServer.that(Reading.HEADERS, proxy)) {
            Outcome outcome = through(server.port());
            assertThat(server.fired()).isPositive();
            assertThat(server.whole()).allMatch(request -> request.startsWith("CONNECT a.example:443 "));
            assertThat(server.whole()).noneMatch(request -> request.contains(Given.KEY));
            return outcome;
        }
    }

    private static Outcome through(int port) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        Deployment deployment = Given.deployment("https://a.example", Given.LONG);
        try (AdaptiveClient client = AdaptiveClient.connect(deployment, builder, Clock.systemUTC())) {
            return Given.record(client, Given.RATING);
        }
    }

    @Test
    void one_that_wants_a_password_stops_the_run() throws IOException {
        Outcome outcome = through(RawServer.send(
                "HTTP/1.1 407 Authenticate\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n",
                RawServer.SILENCE));
        assertThat(outcome).isInstanceOf(Outcome.Stopped.class);
        assertThat(((Outcome.Stopped) outcome).cause()).isEqualTo(StopReason.PROXY_REFUSED);
    }

    @Test
    void one_that_cannot_connect() throws IOException {
        Outcome outcome =
                through(RawServer.send("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", RawServer.SILENCE));
        assertThat(outcome).isInstanceOf(Outcome.NotSent.class);
        assertThat(outcome.toString()).contains("The proxy on the way did not connect to a.example:443");
    }

    @Test
    void one_that_hangs_up() throws IOException {
        assertThat(through(RawServer.CLOSE)).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void one_that_is_not_there_is_named() throws IOException {
        int port = RawServer.deadPort();
        assertThat(through(port).toString())
                .startsWith("NotSent")
                .contains("refused by a.example:443 (by way of the proxy localhost:" + port + ")");
    }
}
