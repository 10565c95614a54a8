package feedbackuploader.adaptive;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import feedbackuploader.feedback.Outcome;
import feedbackuploader.feedback.StopReason;
import java.time.Duration;
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

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "200 | {`feedback_id`:`f-1`}                     | Recorded[httpStatus=200, uploadId=f-1]",
                "201 | {`feedback_id`:`f-1`}                     | Recorded[httpStatus=201, uploadId=f-1]",
                "201 | {`feedback_id`:`f-1`,`more`:{`a`:[1]}}    | Recorded[httpStatus=201, uploadId=f-1]",
                "201 | {`comparison_id`:`c-1`}                   | Recorded[httpStatus=201, uploadId=null]",
                "201 | {`feedback_id`:` `}                       | Recorded[httpStatus=201, uploadId=null]",
                "201 | {`feedback_id`:7}                         | Recorded[httpStatus=201, uploadId=null]",
                "201 | {`feedback_id`:null}                      | Recorded[httpStatus=201, uploadId=null]",
                "201 | {`feedback_id`:`f-                        | Recorded[httpStatus=201, uploadId=null]",
                "201 | [1]                                       | Recorded[httpStatus=201, uploadId=null]",
                "201 | created                                   | Recorded[httpStatus=201, uploadId=null]",
                "202 | {}                                        | Recorded[httpStatus=202, uploadId=null]",
                "204 |                                           | Ambiguous",
                "200 | OK                                        | Ambiguous",
                "200 | {\"status\":\"up\"}                           | Recorded[httpStatus=200, uploadId=null]",
                "200 | <html><body>Welcome                       | Stopped WRONG_ADDRESS",
                "201 | <!DOCTYPE html><title>                    | Stopped WRONG_ADDRESS",
                "300 | {}                                        | Stopped WRONG_ADDRESS",
                "301 |                                           | Stopped WRONG_ADDRESS",
                "302 | <html>                                    | Stopped WRONG_ADDRESS",
                "303 |                                           | Stopped WRONG_ADDRESS",
                "304 |                                           | Stopped WRONG_ADDRESS",
                "307 |                                           | Stopped WRONG_ADDRESS",
                "308 |                                           | Stopped WRONG_ADDRESS",
                "401 | {`error`:`bad key`}                       | Stopped KEY_REFUSED",
                "401 |                                           | Stopped KEY_REFUSED",
                "403 | <html>denied                              | Stopped KEY_REFUSED",
                "407 |                                           | Stopped PROXY_REFUSED",
                "404 | {`error`:`EntityNotFound: metric`}        | Rejected",
                "405 | {`error`:`EntityNotFound: metric`}        | Rejected",
                "404 | {`error`:`no such thing`}                 | Stopped ROUTE_MISSING",
                "404 | Not Found                                 | Stopped ROUTE_MISSING",
                "404 | {`detail`:`Not Found`}                    | Stopped ROUTE_MISSING",
                "404 | {`error`:``}                              | Stopped ROUTE_MISSING",
                "404 | <html>nginx                               | Stopped ROUTE_MISSING",
                "404 |                                           | Stopped ROUTE_MISSING",
                "405 | {`error`:`method not allowed`}            | Stopped ROUTE_MISSING",
                "405 |                                           | Stopped ROUTE_MISSING",
                "400 | {`error`:`EntityNotFound: metric`}        | Rejected",
                "400 | {`error`:`bad value`}                     | Rejected",
                "400 | <html>bad                                 | Rejected",
                "402 |                                           | Rejected",
                "406 |                                           | Rejected",
                "409 | {`error`:`exists`}                        | Rejected",
                "410 |                                           | Rejected",
                "413 |                                           | Rejected",
                "415 |                                           | Rejected",
                "418 |                                           | Rejected",
                "422 | {`error`:{`value`:`not a bool`}}          | Rejected",
                "451 |                                           | Rejected",
                "408 |                                           | Ambiguous",
                "500 | {`error`:`oops`}                          | Ambiguous",
                "501 |                                           | Ambiguous",
                "502 | <html>bad gateway                         | Ambiguous",
                "504 |                                           | Ambiguous",
                "505 |                                           | Ambiguous",
                "520 |                                           | Ambiguous",
                "524 |                                           | Ambiguous",
                "599 |                                           | Ambiguous",
                "425 |                                           | NotProcessed",
                "429 | {`error`:`slow down`}                     | NotProcessed",
                "503 | <html>maintenance                         | NotProcessed",
            })
    void every_status_has_its_outcome(int status, String body, String expected) {
        answers(status, body == null ? "" : body.replace('`', '"'));

        Outcome outcome = fresh();

        SERVER.verify(1, postRequestedFor(anyUrl()));
        if (outcome instanceof Outcome.Recorded) {
            assertThat(outcome).hasToString(expected);
        } else if (outcome instanceof Outcome.Stopped stopped) {
            assertThat("Stopped " + stopped.cause()).isEqualTo(expected);
            assertThat(stopped.httpStatus()).isEqualTo(status);
        } else {
            assertThat(outcome.getClass().getSimpleName()).isEqualTo(expected);
            assertThat(outcome.toString()).contains("httpStatus=" + status);
        }
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
            answers(before, "{\"error\":\"x\"}");
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
            answers(201, "{}");
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
