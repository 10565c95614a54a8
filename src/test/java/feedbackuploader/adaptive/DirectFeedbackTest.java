package feedbackuploader.adaptive;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.feedback.Kind;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Submission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metric feedback by GraphQL: what leaves, and what its answers mean. */
class DirectFeedbackTest {

    private static final String QUERY = "{\"query\":\"mutation ($completionId: UUID!, $metricId: IdOrKey!,"
            + " $input: FeedbackAddInput!) { addDirectFeedback(completionId: $completionId, metricId: $metricId,"
            + " input: $input) { id } }\",\"variables\":";

    private static final String ADDED = "{\"data\":{\"addDirectFeedback\":{\"id\":\"d-1\"}}}";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private static AdaptiveClient client() {
        return AdaptiveClient.connect(new Deployment(
                Address.parse(SERVER.baseUrl(), false),
                ApiKey.parse(Given.KEY),
                null,
                List.of(),
                Given.LONG,
                null,
                MetricRoute.GRAPHQL));
    }

    private static void answers(int status, String body) {
        SERVER.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{`value`:true,`metric`:`ok`,`completion_id`:`c`} | {`completionId`:`c`,`metricId`:`m-1`,`input`:{`value`:1}}",
                "{`value`:false,`metric`:`M-1`,`completion_id`:`c`} | {`completionId`:`c`,`metricId`:`m-1`,`input`:{`value`:0}}",
                "{`value`:1.50,`metric`:`new`,`completion_id`:`c`,`details`:`é \\`x`,`user_id`:`u`}"
                        + " | {`completionId`:`c`,`metricId`:`new`,`input`:{`value`:1.50,`details`:`é \\`x`,`userId`:`u`}}",
            })
    void a_rating_leaves_with_the_metrics_id_and_its_value_as_a_number(String rest, String variables) {
        answers(200, ADDED);
        SERVER.stubFor(post(anyUrl())
                .withRequestBody(containing("query { metrics"))
                .willReturn(okJson("{\"data\":{\"metrics\":[{\"key\":\"ok\",\"id\":\"m-1\",\"kind\":\"BOOL\"}]}}")));
        try (AdaptiveClient client = client()) {
            client.metrics();
            assertThat(Given.record(client, new Submission(Kind.METRIC, rest.replace('`', '"'))))
                    .isEqualTo(new Outcome.Recorded(200, "d-1"));
        }
        assertThat(SERVER.findAll(postRequestedFor(urlEqualTo("/api/graphql")).withRequestBody(containing("mutation"))))
                .extracting(LoggedRequest::getBodyAsString)
                .containsExactly(QUERY + variables.replace('`', '"') + "}");
    }

    @Test
    void the_metric_is_named_as_in_the_row_while_the_list_of_metrics_is_not_known() {
        answers(200, ADDED);
        try (AdaptiveClient client = client()) {
            Given.record(client, Given.RATING);
        }
        assertThat(SERVER.findAll(postRequestedFor(urlEqualTo("/api/graphql"))))
                .extracting(LoggedRequest::getBodyAsString)
                .containsExactly(QUERY + "{\"completionId\":\"c\",\"metricId\":\"m\",\"input\":{\"value\":1}}}");
    }

    @Test
    void other_kinds_keep_their_route() {
        answers(201, "{\"comparison_id\":\"c-1\"}");
        try (AdaptiveClient client = client()) {
            assertThat(Given.record(client, Given.PREFERENCE)).isEqualTo(new Outcome.Recorded(201, "c-1"));
        }
        SERVER.verify(1, postRequestedFor(urlEqualTo("/api/v1/comparison")));
    }

    /** What each answer means, at the beginning of a run and once the mutation has given a row its id. */
    @ParameterizedTest(name = "{0} {1} is {2}, later {3}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "200 | {`data`:{`addDirectFeedback`:{`id`:`d-1`}}}                                       | Recorded d-1                | Recorded d-1",
                "200 | {`data`:{`addDirectFeedback`:{`id`:`d-1`}},`errors`:[]}                           | Recorded d-1                | Recorded d-1",
                "200 | {`data`:{`addDirectFeedback`:{`id`:`d-1`}},`errors`:[{`message`:`no`}]}           | Ambiguous                   | Ambiguous",
                "200 | {`data`:{`addDirectFeedback`:{`id`:`d-1`}},`errors`:[{`message`:`EntityNotFound`}]} | Ambiguous                  | Ambiguous",
                "200 | {`data`:{`addDirectFeedback`:{`id`:`d-1`}},`errors`:[{`message`:`Unknown field`}]} | Ambiguous                   | Ambiguous",
                "200 | {`data`:{`addDirectFeedback`:null}}                                               | Unconfirmed                 | Unconfirmed",
                "200 | {`feedback_id`:`f-1`}                                                             | Unconfirmed                 | Unconfirmed",
                "200 | {`errors`:[{`message`:`EntityNotFound: metric`}]}                                 | Rejected                    | Rejected",
                "400 | {`errors`:[{`message`:`EntityNotFound: metric`}],`data`:null}                     | Rejected                    | Rejected",
                "200 | {`errors`:[{`message`:`EntityNotFound: metric`},{`message`:`no answer`}]}         | Ambiguous                   | Ambiguous",
                "200 | {`errors`:[{`message`:`Unknown field addDirectFeedback`}]}                        | Stopped ROUTE_MISSING       | Ambiguous",
                "400 | {`errors`:[{`message`:`Unknown type FeedbackAddInput`}]}                          | Stopped ROUTE_MISSING       | Ambiguous",
                "200 | {`errors`:[{`message`:`x is not defined`}],`data`:null}                           | Stopped ROUTE_MISSING, open | Ambiguous",
                "200 | {`errors`:[{`message`:`time-out of the database`}],`data`:null}                   | Ambiguous                   | Ambiguous",
                "200 | {`errors`:[{`extensions`:{}}]}                                                    | Ambiguous                   | Ambiguous",
                "400 | {`errors`:[{`message`:`Expected Float`}]}                                         | Ambiguous                   | Ambiguous",
                "400 | {`error`:`bad request`}                                                           | Rejected                    | Rejected",
                "404 | Not Found                                                                         | Stopped ROUTE_MISSING       | Stopped ROUTE_MISSING",
                "401 | {`errors`:[{`message`:`who?`}]}                                                   | Stopped KEY_REFUSED         | Stopped KEY_REFUSED",
                "429 | {`errors`:[{`message`:`slow down`}]}                                              | NotProcessed                | NotProcessed",
                "500 | {`errors`:[{`message`:`Unknown field`}]}                                          | Ambiguous                   | Ambiguous",
            })
    void every_answer_has_its_outcome(int status, String body, String first, String later) {
        try (AdaptiveClient client = client()) {
            answers(status, body.replace('`', '"'));
            assertThat(inWords(Given.record(client, Given.RATING))).isEqualTo(first);
        }
        try (AdaptiveClient client = client()) {
            answers(200, ADDED);
            Given.record(client, Given.RATING);
            answers(status, body.replace('`', '"'));
            assertThat(inWords(Given.record(client, Given.RATING))).isEqualTo(later);
        }
    }

    private static String inWords(Outcome outcome) {
        String name = outcome.getClass().getSimpleName();
        if (outcome instanceof Outcome.Recorded recorded) {
            return name + " " + recorded.uploadId();
        } else if (outcome instanceof Outcome.Stopped stopped) {
            return name + " " + stopped.cause() + (stopped.mayBeRecorded() ? ", open" : "");
        }
        return name;
    }

    @Test
    void a_deployment_without_the_mutation_is_told_so() {
        answers(200, "{\"errors\":[{\"message\":\"Unknown field \\\"addDirectFeedback\\\"\"}]}");
        try (AdaptiveClient client = client()) {
            assertThat(Given.record(client, Given.RATING))
                    .isEqualTo(new Outcome.Stopped(
                            200,
                            StopReason.ROUTE_MISSING,
                            "This server does not take feedback by GraphQL as --route graphql sends it (HTTP 200):"
                                    + " Unknown field \"addDirectFeedback\". Check its version. --route rest, the"
                                    + " default, sends POST /api/v1/feedback."));
        }
    }
}
