package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.feedback.Outcome;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key and the extra headers: read carefully, shown never. */
class SecretsTest {

    @Test
    void a_key_loses_the_line_end_of_its_file() {
        assertThat(ApiKey.parse(" sk-1\r\n").secret()).isEqualTo("sk-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "Bearer sk-1", "sk-1\nsk-2", "sk-é1", "\uFEFFsk-1", "sk-1\u0000", "sk-\u200B1"})
    void a_key_that_no_header_could_carry_is_refused_unseen(String text) {
        assertThatThrownBy(() -> ApiKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("API key")
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("sk-"));
    }

    @Test
    void a_deployment_shows_neither_key_nor_header_values() {
        Deployment deployment = new Deployment(
                Address.parse("https://a.example", false),
                ApiKey.parse("sk-1"),
                new Project(Project.Naming.PROJECT, "p"),
                List.of(Header.parse("CF-Access-Client-Secret: s3cret")),
                Duration.ofSeconds(90));
        assertThat(deployment.toString())
                .contains("ApiKey[hidden]", "CF-Access-Client-Secret: [hidden]", "https://a.example")
                .doesNotContain("sk-1", "s3cret");
    }

    @Test
    void a_header_may_hold_colons_and_blanks_in_its_value() {
        assertThat(Header.parse(" X-A :  b: c d ")).isEqualTo(new Header("X-A", "b: c d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                ": s3cret",
                "s3cret name: v",
                "X-A:",
                "X-A: ",
                "X-A: s3crét",
                "X-A: s3cret\r\nX-B: 1",
                "host: s3cret",
                "Content-Length: 1",
                "AUTHORIZATION: Bearer s3cret",
                "Connection: s3cret",
                "Transfer-Encoding: chunked",
                "Expect: 100-continue",
                "Upgrade: h2c",
                "Content-Type: text/plain",
                "Accept-Encoding: gzip",
                "User-Agent: s3cret"
            })
    void a_header_that_would_break_the_request_is_refused_unseen(String text) {
        assertThatThrownBy(() -> Header.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("s3cr"));
    }

    @Test
    void every_header_that_passes_is_one_that_the_client_takes() {
        for (String name : List.of("Cookie", "Via", "Date", "Origin", "Referer", "X-_.~!#$%&'*+^`|", "Warning")) {
            Header header = Header.parse(name + ": v");
            HttpRequest request = HttpRequest.newBuilder(java.net.URI.create("http://h/"))
                    .header(header.name(), header.value())
                    .build();
            assertThat(request.headers().firstValue(name)).contains("v");
        }
    }

    @Test
    void a_header_value_that_the_server_echoes_is_blotted_out() throws IOException {
        String body = "{\"error\":\"client s3cret-token, key sk-1, x v\"}";
        try (RawServer server = RawServer.that(
                RawServer.Reading.WHOLE,
                RawServer.send(
                        "HTTP/1.1 400 Bad\r\nContent-Length: " + body.length() + "\r\n\r\n" + body, RawServer.CLOSE))) {
            Deployment deployment = new Deployment(
                    Address.parse(server.url(), false),
                    ApiKey.parse("sk-1"),
                    null,
                    List.of(Header.parse("X-Secret: s3cret-token"), Header.parse("X-Short: v")),
                    Given.LONG);
            try (AdaptiveClient client = AdaptiveClient.connect(deployment)) {
                assertThat(Given.record(client, Given.RATING))
                        .isEqualTo(new Outcome.Rejected(
                                400,
                                "The server refused this row (HTTP 400): client [header X-Secret], key [key], x v."));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void a_time_out_of_nothing_is_refused(long seconds) {
        assertThatThrownBy(() -> new Deployment(
                        Address.parse("https://a.example", false),
                        ApiKey.parse("k"),
                        null,
                        List.of(),
                        Duration.ofSeconds(seconds)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
