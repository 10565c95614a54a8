package feedbackuploader.sandbox;

import static feedbackuploader.sandbox.SandboxClient.A;
import static feedbackuploader.sandbox.SandboxClient.B;
import static feedbackuploader.sandbox.SandboxClient.COMPARISON;
import static feedbackuploader.sandbox.SandboxClient.FEEDBACK;
import static feedbackuploader.sandbox.SandboxClient.GRAPHQL;
import static feedbackuploader.sandbox.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphQlTest extends SandboxCase {

    /** As the description of the API gives it. */
    private static final String READ_BACK = """
            query ($useCase: IdOrKey!, $id: UUID!) { completion(useCase: $useCase, id: $id) { id
               directFeedbacks { id value metric { key } details createdAt }        # value reads back as a Float
               comparisonFeedbacks { id createdAt usecase { key } metric { key }
                  preferedCompletion { id } otherCompletion { id } } } }
            """;

    @Override
    SandboxOptions options() {
        Map<String, MetricKind> metrics = new LinkedHashMap<>();
        metrics.put("stars", MetricKind.SCALAR);
        metrics.put("liked", MetricKind.BOOL);
        return at(1_700_000_000_123L, metrics);
    }

    @Test
    void the_registered_metrics_are_listed_in_order() throws Exception {
        JsonNode answer = client.graphQl("query { metrics { key id kind scoringType } }", "{}");

        assertThat(answer.toString())
                .isEqualTo("{\"data\":{\"metrics\":[{\"key\":\"stars\",\"id\":\"" + Metrics.idOf("metric", "stars")
                        + "\",\"kind\":\"SCALAR\",\"scoringType\":\"HIGHER_IS_BETTER\"},{\"key\":\"liked\",\"id\":\""
                        + Metrics.idOf("metric", "liked")
                        + "\",\"kind\":\"BOOL\",\"scoringType\":\"HIGHER_IS_BETTER\"}]}}");
    }

    @Test
    void a_query_gets_the_fields_it_asks_for_and_no_others() throws Exception {
        assertThat(client.graphQl("query Names { all: metrics { name: key } }", "{}")
                        .toString())
                .isEqualTo("{\"data\":{\"all\":[{\"name\":\"stars\"},{\"name\":\"liked\"}]}}");
    }

    @Test
    void who_rated_is_told_unless_the_deployment_does_not_know_the_word() throws Exception {
        String question = READ_BACK.replace("createdAt }   ", "createdAt userId }   ");
        String variables = "{\"useCase\":\"c\",\"id\":\"" + A + "\"}";
        record(FEEDBACK, feedback("stars", "4", ",\"user_id\":\"" + B + "\""), "feedback_id");
        record(FEEDBACK, feedback("stars", "4", ""), "feedback_id");

        assertThat(client.graphQl(question, variables).at("/data/completion/directFeedbacks"))
                .extracting(shown -> shown.path("userId").asText())
                .containsExactly(B, "null");

        try (Sandbox strict = Sandbox.start(SandboxOptions.withKey(SandboxClient.KEY)
                .withBehaviour(new Behaviour(false, false, true, Duration.ZERO, LabelFilter.ANY)))) {
            SandboxClient asking = new SandboxClient(strict);
            assertThat(asking.graphQl(question, variables)
                            .at("/errors/0/message")
                            .asText())
                    .isEqualTo("Unknown field \"userId\" on type \"DirectFeedback\".");
            assertThat(asking.graphQl(READ_BACK, variables).has("errors")).isFalse();
        }
    }

    @Test
    void metric_feedback_reads_back_under_its_completion() throws Exception {
        String first = record(FEEDBACK, feedback("stars", "4.50", ",\"details\":\"good\""), "feedback_id");
        String second = record(FEEDBACK, feedback("liked", "true", ""), "feedback_id");
        String third = record(FEEDBACK, feedback("liked", "0", ""), "feedback_id");

        assertThat(readBack(A)).isEqualTo(json("""
                        {"id": "%s", "comparisonFeedbacks": [], "directFeedbacks": [
                          {"id": "%s", "value": 4.5, "metric": {"key": "stars"}, "details": "good",
                           "createdAt": 1700000000123},
                          {"id": "%s", "value": 1.0, "metric": {"key": "liked"}, "details": null,
                           "createdAt": 1700000000123},
                          {"id": "%s", "value": 0.0, "metric": {"key": "liked"}, "details": null,
                           "createdAt": 1700000000123}]}
                        """.formatted(A, first, second, third)));
    }

    @Test
    void a_comparison_reads_back_under_both_of_its_completions() throws Exception {
        String id = record(COMPARISON, SandboxClient.GOOD_COMPARISON, "comparison_id");

        JsonNode expected = json("""
                [{"id": "%s", "createdAt": 1700000000123, "usecase": {"key": "chat"}, "metric": {"key": "liked"},
                  "preferedCompletion": {"id": "%s"}, "otherCompletion": {"id": "%s"}}]
                """.formatted(id, A, B));
        assertThat(readBack(A).path("comparisonFeedbacks")).isEqualTo(expected);
        assertThat(readBack(B).path("comparisonFeedbacks")).isEqualTo(expected);
    }

    @Test
    void a_side_that_was_text_reads_back_as_null() throws Exception {
        record(
                COMPARISON,
                "{\"metric\":\"liked\",\"preferred_completion\":\"" + A + "\",\"other_completion\":{\"text\":\"\","
                        + "\"model\":\"m\"},\"project\":\"new\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}",
                "comparison_id");

        JsonNode comparison = readBack(A).path("comparisonFeedbacks").path(0);
        assertThat(comparison.path("otherCompletion").isNull()).isTrue();
        assertThat(comparison.path("usecase").path("key").asText()).isEqualTo("new");
    }

    @Test
    void any_uuid_is_a_completion_in_whatever_case_it_is_written() throws Exception {
        String upper = B.toUpperCase(Locale.ROOT);
        assertThat(readBack(upper))
                .isEqualTo(json("{\"id\":\"" + B + "\",\"directFeedbacks\":[],\"comparisonFeedbacks\":[]}"));

        record(FEEDBACK, feedback("stars", "1", "").replace(A, upper), "feedback_id");
        assertThat(readBack(B).path("directFeedbacks")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{ metrics { key secret } }             | {} | Unknown field \"secret\" on type \"Metric\"",
                "{ models { key } }                     | {} | Unknown field \"models\" on type \"Query\"",
                "{ metrics }                            | {} | must have a selection of subfields",
                "{ metrics { key { id } } }             | {} | must not have a selection of subfields",
                "{ metrics { key(a: \"b\") } }          | {} | takes no arguments",
                "{ metrics(a: \"b\") { key } }          | {} | takes no arguments",
                "{ metrics { key }                      | {} | expected a name, found the end",
                "{ metrics { key } } extra              | {} | expected the end after one query",
                "mutation { metrics { key } }           | {} | Unknown field \"metrics\" on type \"Mutation\"",
                "subscription { metrics { key } }       | {} | queries and mutations only",
                "{ metrics { ...F } }                   | {} | expected a name, found \"...\"",
                "{ metrics { } }                        | {} | expected a name, found \"}\"",
                "{ completion { id } }                  | {} | argument \"useCase\" of type \"IdOrKey!\" is required",
                "{ completion(useCase: \"c\") { id } }  | {} | argument \"id\" of type \"UUID!\" is required",
                "{ completion(useCase: \"c\", id: \"x\") { id } } | {} | Failed to parse \"UUID\": \"x\"",
                "{ completion(useCase: \"\", id: \"x\") { id } }  | {} | Failed to parse \"IdOrKey\"",
                "{ completion(useCase: 5, id: \"x\") { id } }     | {} | expected a variable or a string",
                "{ completion(project: \"c\", id: \"x\") { id } } | {} | Unknown argument \"project\"",
                "{ completion(useCase: $u, id: \"x\") { id } }    | {} | Variable \"$u\" is not defined",
                "query ($u: String!) { completion(useCase: $u, id: \"x\") { id } } | {\"u\":\"c\"} | expecting type \"IdOrKey!\"",
                "query ($u: IdOrKey!) { completion(useCase: $u, id: \"x\") { id } } | {} | \"$u\" of required type \"IdOrKey!\" was not provided",
                "query ($u: IdOrKey!) { completion(useCase: $u, id: \"x\") { id } } | {\"u\":5} | expected a string",
            })
    void a_query_that_is_wrong_is_answered_200_with_errors(String query, String variables, String error)
            throws Exception {
        String body = "{\"query\":" + quoted(query) + ",\"variables\":" + variables + "}";

        HttpResponse<String> answer = client.post(GRAPHQL, body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer.body()).has("data")).isFalse();
        assertThat(json(answer.body()).path("errors").path(0).path("message").asText())
                .contains(error);
    }

    @Test
    void a_query_nested_without_end_is_an_error_and_no_crash() throws Exception {
        JsonNode answer = client.graphQl("{a".repeat(100_000), "{}");

        assertThat(answer.path("errors").path(0).path("message").asText()).contains("nested too deep");
    }

    @Test
    void a_body_without_a_query_is_refused() throws Exception {
        assertThat(client.post(GRAPHQL, "{}").statusCode()).isEqualTo(422);
        assertThat(client.post(GRAPHQL, "query { metrics { key } }").statusCode())
                .isEqualTo(400);
    }

    private String record(String path, String body, String idField) throws Exception {
        HttpResponse<String> answer = client.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer.body()).path(idField).asText();
    }

    private JsonNode readBack(String completion) throws Exception {
        return client.graphQl(READ_BACK, "{\"useCase\":\"chat\",\"id\":\"" + completion + "\"}")
                .path("data")
                .path("completion");
    }

    private static String feedback(String metric, String value, String more) {
        return "{\"metric\":\"" + metric + "\",\"completion_id\":\"" + A + "\",\"value\":" + value + more + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }
}
