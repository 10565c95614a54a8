package feedbackuploader.sandbox;

import static feedbackuploader.sandbox.SandboxClient.A;
import static feedbackuploader.sandbox.SandboxClient.B;
import static feedbackuploader.sandbox.SandboxClient.FEEDBACK;
import static feedbackuploader.sandbox.SandboxClient.GOOD_FEEDBACK;
import static feedbackuploader.sandbox.SandboxClient.GOOD_INTERACTION;
import static feedbackuploader.sandbox.SandboxClient.INTERACTIONS;
import static feedbackuploader.sandbox.SandboxClient.OUTCOME;
import static feedbackuploader.sandbox.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricMutationsTest extends SandboxCase {

    private static final String CREATE =
            "mutation ($input: MetricCreate!) { createMetric(input: $input) { key kind scoringType } }";
    private static final String LINK = "mutation ($input: MetricLink!) { linkMetric(input: $input) { id } }";
    private static final String ADD = "mutation ($c: UUID!, $m: IdOrKey!, $input: FeedbackAddInput!) {"
            + " addDirectFeedback(completionId: $c, metricId: $m, input: $input) { id value userId } }";

    @Override
    SandboxOptions options() {
        return with(Map.of("stars", MetricKind.SCALAR));
    }

    @Test
    void a_created_metric_is_listed_with_its_use_cases_and_takes_feedback_where_it_is_linked() throws Exception {
        assertThat(client.graphQl(CREATE, """
                        {"input": {"name": "CSAT score", "key": "csat", "kind": "SCALAR",
                         "scoringType": "LOWER_IS_BETTER", "description": "asked by mail"}}
                        """).toString())
                .isEqualTo("{\"data\":{\"createMetric\":"
                        + "{\"key\":\"csat\",\"kind\":\"SCALAR\",\"scoringType\":\"LOWER_IS_BETTER\"}}}");
        String rating = GOOD_INTERACTION.replace("}", ",\"feedbacks\":[{\"metric\":\"csat\",\"value\":1}]}");
        String feedback = GOOD_FEEDBACK.replace("stars", "csat");
        assertThat(client.post(FEEDBACK, feedback).body()).contains("EntityNotFound: metric");
        assertThat(client.post(INTERACTIONS, rating).statusCode()).isEqualTo(404);

        client.graphQl(LINK, "{\"input\":{\"useCase\":\"chat\",\"metric\":\"csat\"}}");

        assertThat(client.post(FEEDBACK, feedback).statusCode()).isEqualTo(201);
        assertThat(client.post(INTERACTIONS, rating).statusCode()).isEqualTo(201);
        assertThat(client.post(INTERACTIONS, rating.replace("chat", "other")).statusCode())
                .isEqualTo(404);
        assertThat(client.graphQl("{ metrics { key name description useCases { key } } }", "{}")
                        .at("/data/metrics/1"))
                .isEqualTo(json("{\"key\":\"csat\",\"name\":\"CSAT score\",\"description\":\"asked by mail\","
                        + "\"useCases\":[{\"key\":\"chat\"}]}"));
    }

    @Test
    void feedback_on_a_created_completion_needs_a_metric_of_its_use_case() throws Exception {
        client.graphQl(CREATE, "{\"input\":{\"name\":\"csat\",\"kind\":\"SCALAR\"}}");
        client.graphQl(LINK, "{\"input\":{\"useCase\":\"other\",\"metric\":\"csat\"}}");
        String id = json(client.post(INTERACTIONS, GOOD_INTERACTION).body())
                .path("completion_id")
                .asText();

        HttpResponse<String> refused =
                client.post(FEEDBACK, GOOD_FEEDBACK.replace("stars", "csat").replace(A, id));

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).contains("not linked to the use case");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"name\":\"stars\",\"kind\":\"SCALAR\"}                  | exists already",
                "{\"name\":\"a\"}                                          | missing field `kind`",
                "{\"kind\":\"BOOL\"}                                       | missing field `name`",
                "{\"name\":\"a\",\"kind\":\"bool\"}                        | kind: unknown variant `bool`",
                "{\"name\":\"a\",\"kind\":\"BOOL\",\"scoringType\":\"UP\"} | scoringType: unknown variant `UP`",
                "{\"name\":\"a\",\"kind\":\"BOOL\",\"unit\":\"s\"}         | unknown field `unit`",
                "[]                                                        | input: invalid type: found an array",
            })
    void a_metric_of_the_wrong_shape_is_not_created(String input, String error) throws Exception {
        assertThat(client.graphQl(CREATE, "{\"input\":" + input + "}")
                        .at("/errors/0/message")
                        .asText())
                .contains(error);
        assertThat(client.graphQl("{metrics{key}}", "{}").at("/data/metrics")).hasSize(1);
    }

    @Test
    void a_metric_that_is_not_there_cannot_be_linked() throws Exception {
        assertThat(client.graphQl(LINK, "{\"input\":{\"useCase\":\"chat\",\"metric\":\"csat\"}}")
                        .at("/errors/0/message")
                        .asText())
                .isEqualTo("EntityNotFound: metric \"csat\" does not exist");
    }

    @Test
    void feedback_comes_by_graphql_where_the_route_is_gone() throws Exception {
        try (Sandbox later = Sandbox.start(SandboxOptions.withKey(SandboxClient.KEY)
                .withMetrics(Map.of("stars", MetricKind.SCALAR))
                .withBehaviour(new Behaviour(true, false, false, Duration.ZERO, LabelFilter.ANY)))) {
            SandboxClient asking = new SandboxClient(later);
            HttpResponse<String> gone = asking.post(FEEDBACK, GOOD_FEEDBACK);
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(gone.body()).isEqualTo("404 page not found\n");

            JsonNode added = asking.graphQl(
                    ADD,
                    "{\"c\":\"" + A
                            + "\",\"m\":\"stars\",\"input\":{\"value\":3,\"details\":\"d\",\"reason\":\"Style\","
                            + "\"userId\":\"" + B + "\"}}");

            assertThat(added.at("/data/addDirectFeedback/value").doubleValue()).isEqualTo(3);
            assertThat(json(asking.listing().get(0)).path("id")).isEqualTo(added.at("/data/addDirectFeedback/id"));
            assertThat(asking.listing().get(0))
                    .endsWith("\"metric\":\"stars\",\"completion_id\":\"" + A
                            + "\",\"value\":3,\"details\":\"d\",\"user_id\":\"" + B + "\",\"reason\":\"Style\"}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "no    | {\"value\":3}            | EntityNotFound: metric \"no\"",
                "stars | {\"value\":\"3\"}        | is of kind SCALAR",
                "stars | {}                       | missing field `value`",
                "stars | {\"value\":3,\"user\":1} | unknown field `user`",
            })
    void feedback_by_graphql_is_checked_as_on_the_route(String metric, String input, String error) throws Exception {
        assertThat(client.graphQl(ADD, "{\"c\":\"" + A + "\",\"m\":\"" + metric + "\",\"input\":" + input + "}")
                        .at("/errors/0/message")
                        .asText())
                .contains(error);
        assertThat(sandbox.recordedCount()).isZero();
    }

    @Test
    void an_outcome_is_kept_and_shown_by_no_query() throws Exception {
        HttpResponse<String> answer = client.post(
                OUTCOME,
                "{\"value\":1.50,\"metric\":\"stars\",\"session_id\":\"" + A + "\",\"user_id\":\"" + B
                        + "\",\"project_id\":\"chat\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        String line = client.listing().get(0);
        assertThat(line)
                .startsWith("{\"kind\":\"outcome\",\"id\":\""
                        + json(answer.body()).path("outcome_id").asText() + "\",\"created_at\":")
                .endsWith(",\"metric\":\"stars\",\"session_id\":\"" + A + "\",\"value\":1.50,\"user_id\":\"" + B
                        + "\",\"project_id\":\"chat\"}");
        assertThat(sandbox.recordedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"value\":1,\"metric\":\"stars\"}                         | missing field `session_id`",
                "{\"value\":1,\"metric\":\"stars\",\"session_id\":\"s\"}    | session_id: UUID parsing failed",
                "{\"value\":true,\"metric\":\"stars\",\"session_id\":\"1b671a64-40d5-491e-99b0-da01ff1f3341\"} | is of kind SCALAR",
                "{\"value\":1,\"metric\":\"no\",\"session_id\":\"1b671a64-40d5-491e-99b0-da01ff1f3341\"} | EntityNotFound: metric",
                "{\"value\":1,\"metric\":\"stars\",\"details\":\"d\"}       | unknown field `details`",
            })
    void an_outcome_of_the_wrong_shape_is_refused(String body, String error) throws Exception {
        HttpResponse<String> answer = client.post(OUTCOME, body);

        assertThat(json(answer.body()).path("error").asText()).contains(error);
        assertThat(sandbox.recordedCount()).isZero();
    }
}
