package feedbackuploader.adaptive;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The classification table of delivery.md, through a real server. */
class AnswerTableTest {

    private static final String FRESH_ERROR = "{\"error\":\"no such thing\"}";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private static void answers(int status, String body) {
        answers(aResponse().withStatus(status).withBody(body));
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(anyUrl()).willReturn(answer));
    }

    private static AdaptiveClient client() {
        return Given.client(SERVER.baseUrl(), Given.LONG);
    }

    private static Outcome fresh() {
        try (AdaptiveClient client = client()) {
            return Given.record(client, Given.RATING);
        }
    }

    /** What each answer means, at the beginning of a run and once the deployment has given a row its id. */
    @ParameterizedTest(name = "{0} {1} is {2}, later {3}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "200 | {`feedback_id`:`f-1`}                             | Recorded f-1                   | Recorded f-1",
                "201 | {`feedback_id`:`f-1`}                             | Recorded f-1                   | Recorded f-1",
                "202 | {`feedback_id`:`f-1`}                             | Recorded f-1                   | Recorded f-1",
                "201 | {`feedback_id`:`f-1`,`more`:{`a`:[1]}}            | Recorded f-1                   | Recorded f-1",
                "201 | {`feedback_id`:`f-1`,`error`:null,`errors`:[]}    | Recorded f-1                   | Recorded f-1",
                "201 | {`feedback_id`:`f-1`,`error`:`quota`}             | Unconfirmed                    | Unconfirmed",
                "200 | {`feedback_id`:`f-1`,`errors`:[{`message`:`no`}]} | Unconfirmed                    | Unconfirmed",
                "200 | {`feedback_id`:`f-1`,`error`:{`code`:7}}          | Unconfirmed                    | Unconfirmed",
                "200 | {`feedback_id`:null,`error`:`no`}                 | Unconfirmed                    | Unconfirmed",
                "201 | {`comparison_id`:`c-1`}                           | Unconfirmed                    | Unconfirmed",
                "201 | {`feedback_id`:` `}                               | Unconfirmed                    | Unconfirmed",
                "201 | {`feedback_id`:``}                                | Unconfirmed                    | Unconfirmed",
                "201 | {`feedback_id`:`null`}                            | Unconfirmed                    | Unconfirmed",
                "201 | {`feedback_id`:`undefined`}                       | Unconfirmed                    | Unconfirmed",
                "200 | {`feedback_id`:`f-1`,`success`:false}             | Unconfirmed                    | Unconfirmed",
                "200 | {`feedback_id`:`f-1`,`success`:true}              | Recorded f-1                   | Recorded f-1",
                "201 | {`feedback_id`:7}                                 | Unconfirmed                    | Unconfirmed",
                "201 | {`feedback_id`:null}                              | Unconfirmed                    | Unconfirmed",
                "201 | {`feedback_id`:[`f-1`]}                           | Unconfirmed                    | Unconfirmed",
                "201 | {`data`:{`feedback_id`:`f-1`}}                    | Unconfirmed                    | Unconfirmed",
                "201 | {`feedback_id`:`f-                                | Unconfirmed                    | Unconfirmed",
                "201 | [1]                                               | Unconfirmed                    | Unconfirmed",
                "201 | `f-1`                                             | Unconfirmed                    | Unconfirmed",
                "201 | created                                           | Unconfirmed                    | Unconfirmed",
                "201 |                                                   | Unconfirmed                    | Unconfirmed",
                "200 | {`status`:`ok`}                                   | Unconfirmed                    | Unconfirmed",
                "200 | {}                                                | Unconfirmed                    | Unconfirmed",
                "200 | {`error`:`unauthorized`}                          | Unconfirmed                    | Unconfirmed",
                "200 | {`errors`:[{`message`:`no`}]}                     | Unconfirmed                    | Unconfirmed",
                "200 | OK                                                | Unconfirmed                    | Unconfirmed",
                "200 | back at noon                                      | Unconfirmed                    | Unconfirmed",
                "200 |                                                   | Unconfirmed                    | Unconfirmed",
                "200 | <?xml version=`1.0`?><ok/>                        | Unconfirmed                    | Unconfirmed",
                "202 | {}                                                | Unconfirmed                    | Unconfirmed",
                "203 | {`status`:`ok`}                                   | Unconfirmed                    | Unconfirmed",
                "204 |                                                   | Unconfirmed                    | Unconfirmed",
                "206 | {`feed                                            | Unconfirmed                    | Unconfirmed",
                "299 | {}                                                | Unconfirmed                    | Unconfirmed",
                "200 | <html><body>Welcome                               | Stopped WRONG_ADDRESS          | Stopped WRONG_ADDRESS, open",
                "203 | <!doctype html>                                   | Stopped WRONG_ADDRESS          | Stopped WRONG_ADDRESS, open",
                "201 | <!DOCTYPE html><title>                            | Stopped WRONG_ADDRESS, open    | Stopped WRONG_ADDRESS, open",
                "300 | {}                                                | Stopped WRONG_ADDRESS          | Stopped WRONG_ADDRESS, open",
                "301 |                                                   | Stopped WRONG_ADDRESS          | Stopped WRONG_ADDRESS, open",
                "302 | <html>                                            | Stopped WRONG_ADDRESS          | Stopped WRONG_ADDRESS, open",
                "303 |                                                   | Stopped WRONG_ADDRESS          | Stopped WRONG_ADDRESS, open",
                "304 |                                                   | Stopped WRONG_ADDRESS          | Stopped WRONG_ADDRESS, open",
                "307 |                                                   | Stopped WRONG_ADDRESS          | Stopped WRONG_ADDRESS, open",
                "308 | {`error`:`moved`}                                 | Stopped WRONG_ADDRESS          | Stopped WRONG_ADDRESS, open",
                "401 | {`error`:`bad key`}                               | Stopped KEY_REFUSED            | Stopped KEY_REFUSED",
                "401 |                                                   | Stopped KEY_REFUSED            | Stopped KEY_REFUSED",
                "403 | {`error`:`no`}                                    | Stopped KEY_REFUSED            | Stopped KEY_REFUSED",
                "403 | <html>denied                                      | Stopped KEY_REFUSED            | Stopped KEY_REFUSED, open",
                "401 | <html>log in                                      | Stopped KEY_REFUSED            | Stopped KEY_REFUSED, open",
                "407 |                                                   | Stopped PROXY_REFUSED          | Stopped PROXY_REFUSED",
                "404 | {`error`:`EntityNotFound: metric`}                | Rejected                       | Rejected",
                "405 | {`error`:`EntityNotFound: metric`}                | Rejected                       | Rejected",
                "404 | {`error`:`no such thing`}                         | Stopped NO_FEEDBACK_ROUTE      | Rejected",
                "404 | Not Found                                         | Stopped NO_FEEDBACK_ROUTE      | Stopped NO_FEEDBACK_ROUTE",
                "404 | {`detail`:`Not Found`}                            | Stopped NO_FEEDBACK_ROUTE      | Stopped NO_FEEDBACK_ROUTE",
                "404 | {`error`:``}                                      | Stopped NO_FEEDBACK_ROUTE      | Stopped NO_FEEDBACK_ROUTE",
                "404 | <html>nginx                                       | Stopped NO_FEEDBACK_ROUTE      | Stopped NO_FEEDBACK_ROUTE, open",
                "404 |                                                   | Stopped NO_FEEDBACK_ROUTE      | Stopped NO_FEEDBACK_ROUTE",
                "405 | {`error`:`method not allowed`}                    | Stopped NO_FEEDBACK_ROUTE      | Stopped NO_FEEDBACK_ROUTE",
                "405 |                                                   | Stopped NO_FEEDBACK_ROUTE      | Stopped NO_FEEDBACK_ROUTE",
                "400 | {`error`:`EntityNotFound: metric`}                | Rejected                       | Rejected",
                "400 | {`error`:`bad value`}                             | Rejected                       | Rejected",
                "400 | <html>bad                                         | Rejected                       | Rejected",
                "402 |                                                   | Rejected                       | Rejected",
                "406 |                                                   | Rejected                       | Rejected",
                "409 | {`error`:`exists`}                                | Rejected                       | Rejected",
                "410 |                                                   | Rejected                       | Rejected",
                "413 | <html>too large                                   | Rejected                       | Rejected",
                "415 |                                                   | Rejected                       | Rejected",
                "418 |                                                   | Rejected                       | Rejected",
                "422 | {`error`:{`value`:`not a bool`}}                  | Rejected                       | Rejected",
                "451 |                                                   | Rejected                       | Rejected",
                "408 |                                                   | Ambiguous                      | Ambiguous",
                "500 | {`error`:`oops`}                                  | Ambiguous                      | Ambiguous",
                "501 |                                                   | Stopped NO_FEEDBACK_ROUTE      | Ambiguous",
                "502 | <html>bad gateway                                 | Ambiguous                      | Ambiguous",
                "504 |                                                   | Ambiguous                      | Ambiguous",
                "505 |                                                   | Ambiguous                      | Ambiguous",
                "520 |                                                   | Ambiguous                      | Ambiguous",
                "524 |                                                   | Ambiguous                      | Ambiguous",
                "599 |                                                   | Ambiguous                      | Ambiguous",
                "425 |                                                   | NotProcessed                   | NotProcessed",
                "429 | {`error`:`slow down`}                             | NotProcessed                   | NotProcessed",
                "429 | <html>nginx                                       | NotProcessed                   | NotProcessed",
                "503 |                                                   | NotProcessed                   | NotProcessed",
                "503 | {`error`:`busy`}                                  | NotProcessed                   | NotProcessed",
                "503 | Service Unavailable                               | NotProcessed                   | NotProcessed",
                "503 | <html>maintenance                                 | Ambiguous                      | Ambiguous",
                "503 | upstream connect error or disconnect/reset before headers. reset reason: connection termination | Ambiguous                      | Ambiguous",
                "503 | Application error                                 | Ambiguous                      | Ambiguous",
                "503 | H12: request timeout                              | Ambiguous                      | Ambiguous",
                "503 | {`error`:`H18`}                                   | Ambiguous                      | Ambiguous",
                "503 | Error 503 Backend fetch failed. Guru Meditation   | Ambiguous                      | Ambiguous",
                "503 | error code: 1033                                  | Ambiguous                      | Ambiguous",
                "503 | No server is available to handle this request.    | Ambiguous                      | Ambiguous",
                "503 | {`message`:`bad gateway`}                         | Ambiguous                      | Ambiguous",
            })
    void every_answer_has_its_outcome(int status, @Nullable String body, String first, String later) {
        String text = body == null ? "" : body.replace('`', '"');
        try (AdaptiveClient client = client()) {
            answers(status, text);
            assertThat(inWords(Given.record(client, Given.RATING), status)).isEqualTo(first);
            SERVER.verify(1, postRequestedFor(anyUrl()));
        }
        try (AdaptiveClient client = client()) {
            answers(201, "{\"feedback_id\":\"f-0\"}");
            Given.record(client, Given.RATING);
            answers(status, text);
            assertThat(inWords(Given.record(client, Given.RATING), status)).isEqualTo(later);
        }
    }

    private static String inWords(Outcome outcome, int status) {
        assertThat(outcome.httpStatus()).isEqualTo(status);
        String name = outcome.getClass().getSimpleName();
        if (outcome instanceof Outcome.Recorded recorded) {
            return name + " " + recorded.uploadId();
        } else if (outcome instanceof Outcome.Stopped stopped) {
            return name + " " + stopped.cause() + (stopped.mayBeRecorded() ? ", open" : "");
        }
        return name;
    }

    /** The same body means the same, whoever labelled it. */
    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain; charset=utf-8", "application/octet-stream", "nonsense"})
    void json_is_json_whatever_its_content_type_says(String type) {
        answers(aResponse().withStatus(201).withHeader("Content-Type", type).withBody("{\"feedback_id\":\"f-1\"}"));
        assertThat(fresh()).isEqualTo(new Outcome.Recorded(201, "f-1"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Server, envoy",
        "Server, istio-envoy",
        "Server, awselb/2.0",
        "Server, nginx/1.27.0",
        "Server, cloudflare",
        "Server, Cowboy",
        "Server, Varnish",
        "Via, 1.1 vegur",
        "CF-RAY, 8f0",
        "X-Envoy-Upstream-Service-Time, 3",
        "X-Amzn-RequestId, 7",
        "X-Varnish, 32770",
    })
    void a_503_of_what_stands_in_front_leaves_the_row_open(String header, String value) {
        answers(aResponse()
                .withStatus(503)
                .withHeader(header, value)
                .withHeader("Retry-After", "7")
                .withBody("{\"error\":\"busy\"}"));

        Outcome outcome = fresh();

        assertThat(outcome).isInstanceOf(Outcome.Ambiguous.class);
        assertThat(outcome.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        answers(aResponse().withStatus(429).withHeader(header, value));
        assertThat(fresh())
                .as("who counts requests does so before passing them on")
                .isInstanceOf(Outcome.NotProcessed.class);
    }

    @Test
    void a_503_that_took_long_leaves_the_row_open() {
        Deployment deployment = Given.deployment("http://localhost", Given.LONG);
        AnswerClassifier classifier =
                new AnswerClassifier(deployment.address(), new SafeText(deployment), Clock.systemUTC());
        HttpAnswer answer = new HttpAnswer(503, HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0]);

        Duration limit = AnswerClassifier.SHEDS_LOAD_WITHIN;
        assertThat(classifier.classify(Route.FEEDBACK, answer, limit.minusMillis(1)))
                .isInstanceOf(Outcome.NotProcessed.class);
        assertThat(classifier.classify(Route.FEEDBACK, answer, limit)).isInstanceOf(Outcome.Ambiguous.class);
    }

    @Test
    void the_time_that_a_503_took_is_measured() {
        answers(aResponse().withStatus(503).withFixedDelay((int) AnswerClassifier.SHEDS_LOAD_WITHIN.toMillis()));
        assertThat(fresh()).isInstanceOf(Outcome.Ambiguous.class);
    }

    @Test
    void a_service_that_is_no_adaptive_engine_is_told_so_in_one_sentence() {
        answers(200, "{\"status\":\"ok\"}");
        assertThat(fresh().reason())
                .isEqualTo(SERVER.baseUrl() + " does not answer like an Adaptive Engine: the answer has no id of the"
                        + " feedback (HTTP 200): {\"status\":\"ok\"}. Check the URL.");
        answers(204, "");
        assertThat(fresh().reason())
                .isEqualTo(SERVER.baseUrl() + " does not answer like an Adaptive Engine: the answer has no id of the"
                        + " feedback (HTTP 204): an empty answer. Check the URL.");
    }

    @Test
    void a_web_page_is_known_by_its_content_type_alone() {
        answers(aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "Text/HTML; charset=utf-8")
                .withBody("hi"));
        assertThat(fresh()).isInstanceOf(Outcome.Stopped.class);
    }

    @Test
    void a_preference_has_a_route_and_an_id_of_its_own() {
        answers(201, "{\"comparison_id\":\"c-1\"}");
        try (AdaptiveClient client = client()) {
            assertThat(Given.record(client, Given.PREFERENCE)).isEqualTo(new Outcome.Recorded(201, "c-1"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 422})
    void an_unclear_404_is_the_rows_fault_once_the_route_has_answered_properly(int before) {
        try (AdaptiveClient client = client()) {
            answers(before, before == 201 ? "{\"feedback_id\":\"x\"}" : "{\"error\":\"x\"}");
            Given.record(client, Given.RATING);
            answers(404, FRESH_ERROR);
            assertThat(Given.record(client, Given.RATING)).isInstanceOf(Outcome.Rejected.class);
            assertThat(Given.record(client, Given.PREFERENCE))
                    .as("the other route has not answered yet")
                    .isInstanceOf(Outcome.Stopped.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 408})
    void a_failing_route_proves_nothing(int before) {
        try (AdaptiveClient client = client()) {
            answers(before, FRESH_ERROR);
            Given.record(client, Given.RATING);
            answers(404, FRESH_ERROR);
            assertThat(Given.record(client, Given.RATING)).isInstanceOf(Outcome.Stopped.class);
        }
    }

    @Test
    void a_route_that_vanishes_stops_the_run_even_late() {
        try (AdaptiveClient client = client()) {
            answers(201, "{\"feedback_id\":\"x\"}");
            Given.record(client, Given.RATING);
            answers(404, "404 page not found");
            assertThat(Given.record(client, Given.RATING)).isInstanceOf(Outcome.Stopped.class);
        }
    }

    @Test
    void does_not_follow_a_redirect_and_names_where_it_points() {
        try (RawServer elsewhere = RawServer.that(RawServer.Reading.HEADERS, RawServer.SILENCE)) {
            answers(aResponse().withStatus(307).withHeader("Location", elsewhere.url() + "/login?token=" + Given.KEY));

            Outcome outcome = fresh();

            assertThat(outcome).isInstanceOf(Outcome.Stopped.class);
            assertThat(outcome.toString())
                    .contains(StopReason.WRONG_ADDRESS.name(), "redirects to " + elsewhere.url() + " (HTTP 307)")
                    .doesNotContain("token");
            assertThat(elsewhere.connections()).isZero();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 401, 403, 404, 405, 407, 422, 429, 500, 503})
    void never_says_the_key_even_when_the_server_does(int status) {
        String inside = "x".repeat(490) + Given.KEY;
        String json = "{\"error\":\"EntityNotFound " + Given.KEY + " " + inside + "\",\"feedback_id\":\"" + Given.KEY
                + "\",\"errors\":[{\"message\":\"" + Given.KEY + "\"}]}";
        for (String body :
                new String[] {json, "got Bearer " + Given.KEY, "<html>" + Given.KEY, "y".repeat(190) + Given.KEY}) {
            answers(aResponse()
                    .withStatus(status)
                    .withHeader("Location", "https://" + "host.example/" + Given.KEY)
                    .withBody(body));
            try (AdaptiveClient client = client()) {
                assertThat(Given.record(client, Given.RATING).toString()).doesNotContain(Given.KEY.substring(0, 9));
                assertThat(client.metrics().toString()).doesNotContain(Given.KEY.substring(0, 9));
            }
        }
    }

    @Test
    void repeats_the_servers_words_safely() {
        answers(422, "{\"error\":\"bad\\u001b[31m value\\nfor " + Given.KEY + "\"}");
        assertThat(fresh())
                .isEqualTo(
                        new Outcome.Rejected(422, "The server refused this row (HTTP 422): bad[31m value for [key]."));

        answers(400, "z".repeat(10_000));
        assertThat(fresh())
                .isEqualTo(
                        new Outcome.Rejected(400, "The server refused this row (HTTP 400): " + "z".repeat(200) + "…"));

        answers(400, "{\"error\":\"" + "z".repeat(10_000) + "\"}");
        assertThat(((Outcome.Rejected) fresh()).reason()).hasSize(501).endsWith("z…");
    }

    @Test
    void passes_on_how_long_the_server_asks_to_wait() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "7"));
        assertThat(((Outcome.NotProcessed) fresh()).retryAfter()).isEqualTo(Duration.ofSeconds(7));
        answers(aResponse().withStatus(503));
        assertThat(((Outcome.NotProcessed) fresh()).retryAfter()).isNull();
    }
}
