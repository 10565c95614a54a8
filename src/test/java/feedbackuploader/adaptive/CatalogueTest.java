package feedbackuploader.adaptive;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.MetricCatalogue.Metric;
import feedbackuploader.feedback.MetricCatalogue.MetricKind;
import feedbackuploader.server.CatalogueAnswer;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private static CatalogueAnswer whenServerAnswers(int status, String body) {
        SERVER.stubFor(
                post("/api/graphql").willReturn(aResponse().withStatus(status).withBody(body)));
        try (AdaptiveClient client = Given.client(SERVER.baseUrl(), Given.LONG)) {
            return client.metrics();
        }
    }

    @Test
    void reads_the_metrics() {
        assertThat(whenServerAnswers(200, """
                        {"data":{"metrics":[{"key":"a","id":"1","kind":"SCALAR"},{"key":"b","id":"2","kind":"BOOL"},
                        {"key":"c","id":"3","kind":"STARS"},{"key":"d","id":"4"},{"key":"e","id":"5","kind":null}]}}"""))
                .isEqualTo(new CatalogueAnswer.Known(new MetricCatalogue(List.of(
                        new Metric("1", "a", MetricKind.SCALAR),
                        new Metric("2", "b", MetricKind.BOOL),
                        new Metric("3", "c", null),
                        new Metric("4", "d", null),
                        new Metric("5", "e", null)))));
    }

    @Test
    void reads_far_more_metrics_than_fit_into_the_answer_to_a_row() {
        String many = IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"key\":\"metric-" + i + "\",\"id\":\"" + i + "\",\"kind\":\"BOOL\"}")
                .collect(Collectors.joining(","));
        CatalogueAnswer answer = whenServerAnswers(200, "{\"data\":{\"metrics\":[" + many + "]}}");
        assertThat(((CatalogueAnswer.Known) answer).catalogue().metrics()).hasSize(20_000);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "404 | Not Found                                                     | (HTTP 404): Not Found",
                "404 | <html>nginx                                                   | (HTTP 404)",
                "400 | {`errors`:[{`message`:`no field kind`}]}                      | no field kind",
                "500 | {`error`:`oops`}                                              | (HTTP 500): oops",
                "200 | {`errors`:[{`message`:`Cannot query field`}],`data`:null}     | Cannot query field",
                "200 | {`errors`:[1],`data`:{`metrics`:[]}}                          | an error",
                "200 | {`data`:{`metrics`:null}}                                     | format is unknown",
                "200 | {`data`:{`metrics`:{}}}                                       | format is unknown",
                "200 | {`data`:{`metrics`:[{`key`:`a`}]}}                            | format is unknown",
                "200 | {`data`:{`metrics`:[`a`]}}                                    | format is unknown",
                "200 | {`data`:{`met                                                 | format is unknown",
                "204 | ~~                                                            | format is unknown",
            })
    void goes_on_without_them_when_the_deployment_answers_but_not_this(int status, String body, String why) {
        CatalogueAnswer answer = whenServerAnswers(status, body.replace('`', '"'));
        assertThat(answer).isInstanceOf(CatalogueAnswer.Unavailable.class);
        assertThat(((CatalogueAnswer.Unavailable) answer).why()).contains(why, "not checked before the upload");
    }

    @ParameterizedTest
    @CsvSource({
        "401, '', KEY_REFUSED",
        "403, '{\"error\":\"no\"}', KEY_REFUSED",
        "407, '', PROXY_REFUSED",
        "302, '', WRONG_ADDRESS",
        "200, <html>login, WRONG_ADDRESS",
        "400, <html>No required SSL certificate was sent, WRONG_ADDRESS",
        "200, ok, WRONG_ADDRESS"
    })
    void stops_when_no_row_would_be_recorded_either(int status, String body, StopReason cause) {
        CatalogueAnswer answer = whenServerAnswers(status, body);
        assertThat(answer).isInstanceOf(CatalogueAnswer.Stopped.class);
        Outcome.Stopped stop = ((CatalogueAnswer.Stopped) answer).stop();
        assertThat(stop.cause()).isEqualTo(cause);
        assertThat(stop.httpStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"408", "429", "502", "503", "504", "522"})
    void a_gateway_or_a_busy_server_is_worth_another_try(int status) {
        CatalogueAnswer answer = whenServerAnswers(status, "<html>try later");
        assertThat(answer).isInstanceOf(CatalogueAnswer.Unreachable.class);
        assertThat(answer.toString()).contains("HTTP " + status);
    }

    @ParameterizedTest
    @CsvSource({
        "'<html><title>400 The plain HTTP request was sent to HTTPS port</title>'",
        "'Client sent an HTTP request to an HTTPS server.'",
        "'Reason: You''re speaking plain HTTP to an SSL-enabled server port.'"
    })
    void a_server_that_wants_https_is_named_as_that(String body) {
        CatalogueAnswer answer = whenServerAnswers(400, body);
        assertThat(((CatalogueAnswer.Stopped) answer).stop().reason())
                .isEqualTo("The URL begins with http://, but " + SERVER.baseUrl()
                        + " speaks https on this port. Begin the URL with https://.");
    }

    @Test
    void so_is_one_that_answers_in_tls() throws IOException {
        String alert = "\u0015\u0003\u0003\u0000\u0002\u0002\n";
        try (RawServer server = RawServer.that(RawServer.Reading.HEADERS, RawServer.send(alert, RawServer.CLOSE));
                AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
            assertThat(client.metrics())
                    .isEqualTo(new CatalogueAnswer.Stopped(new Outcome.Stopped(
                            null,
                            StopReason.NO_SECURE_CONNECTION,
                            "The URL begins with http://, but 127.0.0.1:" + server.port()
                                    + " speaks https on this port. Begin the URL with https://.")));
        }
    }

    @Test
    void says_that_nobody_answered() throws IOException {
        try (RawServer server = RawServer.that(RawServer.Reading.WHOLE, RawServer.SILENCE);
                AdaptiveClient client = Given.client(server.url(), Given.SHORT)) {
            assertThat(client.metrics())
                    .isEqualTo(new CatalogueAnswer.Unreachable(
                            "127.0.0.1:" + server.port() + " took the request but did not answer within 1 s."));
        }
    }

    @Test
    void an_endless_answer_is_given_up() throws IOException {
        try (RawServer server = RawServer.that(RawServer.Reading.WHOLE, RawServer.endless("HTTP/1.1 200 OK\r\n\r\n"));
                AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
            assertThat(client.metrics()).isInstanceOf(CatalogueAnswer.Stopped.class);
            assertThat(server.clientHungUp()).isTrue();
        }
    }
}
