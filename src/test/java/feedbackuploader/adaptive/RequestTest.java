package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.adaptive.connection.RequestHeader;
import feedbackuploader.server.CatalogueAnswer;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.Submission;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What leaves, to the byte. */
class RequestTest {

    private static final RawServer.Act CREATED = RawServer.send(
            "HTTP/1.1 201 Created\r\nSet-Cookie: a=b\r\nConnection: close\r\nContent-Length: 21\r\n\r\n{\"feedback_id\":\"f-1\"}",
            RawServer.CLOSE);

    private static final RawServer.Act NO_METRICS = RawServer.send(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 23\r\n\r\n{\"data\":{\"metrics\":[]}}",
            RawServer.CLOSE);

    @Test
    void a_rating() throws IOException {
        try (RawServer server = RawServer.that(RawServer.Reading.WHOLE, CREATED);
                AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
            Given.record(client, Given.RATING);

            assertThat(server.whole())
                    .containsExactly(String.join(
                            "\r\n",
                            "POST /api/v1/feedback HTTP/1.1",
                            "Content-Length: 44",
                            "Host: 127.0.0.1:" + server.port(),
                            "Accept: application/json",
                            "Authorization: Bearer " + Given.KEY,
                            "Content-Type: application/json",
                            "User-Agent: feedback-uploader",
                            "",
                            Given.RATING.body()));
        }
    }

    @Test
    void goes_to_an_address_of_six_as_well() throws IOException {
        InetAddress six = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        assumeThat(six.isReachable(1)).as("IPv6 on this machine").isTrue();
        try (RawServer server = RawServer.on(new ServerSocket(0, 1, six), RawServer.Reading.WHOLE, CREATED);
                AdaptiveClient client = Given.client("http://[::1]:" + server.port(), Given.LONG)) {
            assertThat(Given.record(client, Given.RATING)).isInstanceOf(Outcome.Recorded.class);
            assertThat(server.whole().get(0)).contains("\r\nHost: [::1]:" + server.port() + "\r\n");
        }
    }

    @Test
    void a_preference_under_a_path_prefix_with_extra_headers() throws IOException {
        try (RawServer server = RawServer.that(RawServer.Reading.WHOLE, CREATED)) {
            Deployment deployment = new Deployment(
                    Address.parse(server.url() + "/team/a/api/v1/", false),
                    ApiKey.parse(Given.KEY),
                    null,
                    List.of(RequestHeader.parse("CF-Access-Client-Id: id.access"), RequestHeader.parse("X-Two: a b")),
                    Given.LONG);
            try (AdaptiveClient client = AdaptiveClient.connect(deployment)) {
                Given.record(client, Given.PREFERENCE);
            }
            assertThat(server.whole().get(0))
                    .startsWith("POST /team/a/api/v1/comparison HTTP/1.1\r\n")
                    .contains("\r\nCF-Access-Client-Id: id.access\r\n", "\r\nX-Two: a b\r\n")
                    .endsWith("\r\n\r\n" + Given.PREFERENCE.body());
        }
    }

    @Test
    void the_question_for_the_metrics() throws IOException {
        try (RawServer server = RawServer.that(RawServer.Reading.WHOLE, NO_METRICS);
                AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
            assertThat(client.metrics()).isInstanceOf(CatalogueAnswer.Known.class);
            assertThat(server.whole().get(0))
                    .startsWith("POST /api/graphql HTTP/1.1\r\n")
                    .contains("\r\nAuthorization: Bearer " + Given.KEY + "\r\n")
                    .endsWith("\r\n\r\n{\"query\":\"query { metrics { key id kind } }\"}");
        }
    }

    @Test
    void bodies_of_every_size_arrive_whole() throws IOException {
        for (int size : new int[] {0, 16_370, 16_384, 16_385, 100_000, 3_000_000}) {
            Submission sent = new Submission(Given.RATING.kind(), "{\"details\":\"é" + "d".repeat(size) + "€\"}");
            try (RawServer server = RawServer.that(RawServer.Reading.WHOLE, CREATED);
                    AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
                assertThat(Given.record(client, sent)).isInstanceOf(Outcome.Recorded.class);
                assertThat(server.whole().get(0)).endsWith("\r\n\r\n" + sent.body());
            }
        }
    }

    @Test
    void keeps_no_cookie() throws IOException {
        try (RawServer server = RawServer.that(RawServer.Reading.WHOLE, CREATED);
                AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
            Given.record(client, Given.RATING);
            Given.record(client, Given.RATING);
            assertThat(server.whole()).hasSize(2).noneMatch(request -> request.contains("Cookie"));
        }
    }
}
