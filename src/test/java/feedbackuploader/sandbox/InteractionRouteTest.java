package feedbackuploader.sandbox;

import static feedbackuploader.sandbox.SandboxClient.A;
import static feedbackuploader.sandbox.SandboxClient.B;
import static feedbackuploader.sandbox.SandboxClient.GOOD_INTERACTION;
import static feedbackuploader.sandbox.SandboxClient.INTERACTIONS;
import static feedbackuploader.sandbox.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionRouteTest extends SandboxCase {

    @Override
    SandboxOptions options() {
        return at(1_700_000_000_123L, Map.of("stars", MetricKind.SCALAR, "liked", MetricKind.BOOL));
    }

    @Test
    void an_interaction_is_kept_field_by_field_and_answered_with_its_ids() throws Exception {
        HttpResponse<String> answer = client.post(INTERACTIONS, """
                {"completion": "Hi there!", "messages": [{"role": "user", "content": "Greet me"}], "project": "chat",
                 "model_service": "gpt", "user": "%s", "session_id": "%s", "created_at": "2023-02-21T09:51:03+01:00",
                 "labels": {"ticket": "T-1"}, "ab_campaign": "spring", "feedbacks": [
                   {"metric": "stars", "value": 4.50, "details": "good", "created_at": "2023-02-22T00:00:00Z"},
                   {"metric": "liked", "value": true, "reason": "Style"}]}
                """.formatted(A, B));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode ids = json(answer.body());
        String id = ids.path("completion_id").asText();
        assertThat(ids.path("session_id").asText()).isEqualTo(B);
        assertThat(client.listing()).hasSize(1);
        assertThat(json(client.listing().get(0))).isEqualTo(json("""
                {"kind": "interaction", "id": "%1$s", "created_at": 1676969463000, "recorded_at": 1700000000123,
                 "completion_id": "%1$s", "completion": "Hi there!",
                 "messages": [{"role": "user", "content": "Greet me"}], "project": "chat", "model_service": "gpt",
                 "user": "%2$s", "session_id": "%3$s", "labels": {"ticket": "T-1"}, "ab_campaign": "spring",
                 "feedbacks": [
                   {"id": "%4$s", "metric": "stars", "value": 4.50, "details": "good", "created_at": 1677024000000},
                   {"id": "%5$s", "metric": "liked", "value": true, "reason": "Style", "created_at": 1700000000123}]}
                """.formatted(
                        id,
                        A,
                        B,
                        ids.path("feedback_ids").path(0).asText(),
                        ids.path("feedback_ids").path(1).asText())));
    }

    @Test
    void the_same_interaction_sent_twice_makes_two() throws Exception {
        JsonNode first = json(client.post(INTERACTIONS, GOOD_INTERACTION).body());
        JsonNode second = json(client.post(INTERACTIONS, GOOD_INTERACTION).body());

        assertThat(first.path("completion_id")).isNotEqualTo(second.path("completion_id"));
        assertThat(first.path("session_id")).isNotEqualTo(second.path("session_id"));
        assertThat(first.path("feedback_ids")).isEmpty();
        assertThat(sandbox.recordedCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "completion    | -                        | 422 | missing field `completion`",
                "completion    | 1                        | 422 | completion: invalid type: found a number",
                "prompt        | -                        | 422 | missing field `messages`",
                "messages      | [{\"role\":\"user\",\"content\":\"x\"}] | 422 | both given",
                "messages      | [{\"role\":\"user\"}]    | 422 | messages[0]: missing field `content`",
                "use_case      | -                        | 422 | missing field `use_case` (or `project`",
                "project       | \"chat\"                 | 422 | `use_case` and `project` are both given",
                "model_service | 5                        | 422 | model_service: invalid type",
                "user          | \"me\"                   | 422 | user: UUID parsing failed",
                "session_id    | \"s-1\"                  | 422 | session_id: UUID parsing failed",
                "created_at    | \"2023-02-21 09:51:03Z\" | 422 | is not a date with its zone",
                "created_at    | \"2023-02-21T09:51:03\"  | 422 | is not a date with its zone",
                "created_at    | 1676969463               | 422 | created_at: invalid type: found a number",
                "created_at    | \"2023-02-30T09:51:03Z\" | 422 | is no date",
                "created_at    | \"2023-11-14T22:13:21Z\" | 422 | is in the future",
                "labels        | [\"a\"]                  | 422 | labels: invalid type: found an array",
                "labels        | {\"a\":1}                | 422 | labels.a: invalid type: found a number",
                "ab_campaign   | \"\"                     | 422 | ab_campaign: expected a key or an id",
                "feedbacks     | {}                       | 422 | feedbacks: invalid type: found an object",
                "feedbacks     | [1]                      | 422 | feedbacks[0]: invalid type: found a number",
                "feedbacks     | [{\"metric\":\"stars\"}] | 422 | missing field `value`",
                "feedbacks     | [{\"metric\":\"liked\",\"value\":2}] | 422 | is of kind BOOL",
                "feedbacks     | [{\"metric\":\"stars\",\"value\":2,\"user_id\":\"x\"}] | 422 | unknown field `user_id`",
                "feedbacks     | [{\"metric\":\"stars\",\"value\":2,\"reason\":\"Rude\"}] | 422 | unknown variant `Rude`",
                "feedbacks     | [{\"metric\":\"stars\",\"value\":2},{\"metric\":\"no\",\"value\":2}] | 404 | EntityNotFound: metric \"no\"",
                "rating        | 5                        | 422 | unknown field `rating`",
            })
    void an_interaction_with_one_wrong_field_is_refused_whole(String field, String value, int status, String error)
            throws Exception {
        ObjectNode body = (ObjectNode) json(GOOD_INTERACTION);
        if (value.equals("-")) {
            body.remove(field);
        } else {
            body.set(field, json(value));
        }

        HttpResponse<String> answer = client.post(INTERACTIONS, body.toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer.body()).path("error").asText()).contains(error);
        assertThat(sandbox.recordedCount()).isZero();
    }

    @Test
    void a_project_takes_messages_and_no_prompt() throws Exception {
        HttpResponse<String> answer = client.post(INTERACTIONS, GOOD_INTERACTION.replace("use_case", "project"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer.body()).path("error").asText()).contains("unknown field `prompt`");
    }

    @ParameterizedTest
    @CsvSource({"429, 429, 0", "500-after, 500, 1"})
    void it_meets_faults_like_the_other_routes(String fault, int status, int recorded) throws Exception {
        try (Sandbox faulty =
                Sandbox.start(SandboxOptions.withKey(SandboxClient.KEY).withFaults(Faults.parse(fault + "=100%")))) {
            assertThat(new SandboxClient(faulty)
                            .post(INTERACTIONS, GOOD_INTERACTION)
                            .statusCode())
                    .isEqualTo(status);
            assertThat(faulty.recordedCount()).isEqualTo(recorded);
        }
    }
}
