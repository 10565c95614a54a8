package feedbackuploader.sandbox;

import static feedbackuploader.sandbox.SandboxClient.A;
import static feedbackuploader.sandbox.SandboxClient.B;
import static feedbackuploader.sandbox.SandboxClient.COMPARISON;
import static feedbackuploader.sandbox.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonRouteTest extends SandboxCase {

    private static final String TEXT = "{\"text\":\"Paris.\",\"model\":\"small\"}";
    private static final String MESSAGES = "[{\"role\":\"user\",\"content\":\"Capital of France?\"}]";

    @Override
    SandboxOptions options() {
        return at(1_700_000_000_123L, Map.of("liked", MetricKind.BOOL));
    }

    @Test
    void a_comparison_of_ids_is_answered_with_its_id_and_listed_as_it_was_sent() throws Exception {
        HttpResponse<String> answer = client.post(COMPARISON, SandboxClient.GOOD_COMPARISON);

        assertThat(answer.statusCode()).isEqualTo(201);
        String id = json(answer.body()).path("comparison_id").asText();
        assertThat(client.listing())
                .containsExactly("{\"kind\":\"preference\",\"id\":\"" + id + "\",\"created_at\":1700000000123,"
                        + "\"metric\":\"liked\",\"preferred_completion\":\"" + A + "\",\"other_completion\":\"" + B
                        + "\",\"use_case\":\"chat\"}");
    }

    @Test
    void a_comparison_of_texts_is_listed_with_everything_that_was_sent() throws Exception {
        String rest = "\"metric\":\"liked\",\"preferred_completion\":" + TEXT + ",\"other_completion\":\"" + A
                + "\",\"tied\":\"bad\",\"messages\":" + MESSAGES + ",\"project\":\"chat\",\"user_id\":\"" + B + "\"}";

        HttpResponse<String> answer = client.post(COMPARISON, "{" + rest);

        String id = json(answer.body()).path("comparison_id").asText();
        assertThat(client.listing())
                .containsExactly("{\"kind\":\"preference\",\"id\":\"" + id + "\",\"created_at\":1700000000123," + rest);
    }

    @Test
    void a_prompt_will_do_instead_of_messages() throws Exception {
        String body = "{\"metric\":\"liked\",\"preferred_completion\":" + TEXT + ",\"other_completion\":" + TEXT
                + ",\"prompt\":\"Capital of France?\",\"use_case\":\"chat\"}";

        assertThat(client.post(COMPARISON, body).statusCode()).isEqualTo(201);
        assertThat(json(client.listing().get(0)).path("prompt").asText()).isEqualTo("Capital of France?");
    }

    @Test
    void an_unregistered_metric_is_not_found() throws Exception {
        HttpResponse<String> answer =
                client.post(COMPARISON, SandboxClient.GOOD_COMPARISON.replace("liked", "preferred"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer.body()).path("error").asText())
                .isEqualTo("EntityNotFound: metric \"preferred\" does not exist, or is not linked to the use case");
        assertThat(sandbox.recordedCount()).isZero();
    }

    /** Each row changes or adds one field of a body that is right without it; {@code -} takes the field away. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "metric               | -                        | missing field `metric`",
                "metric               | 3                        | metric: invalid type: found a number",
                "preferred_completion | -                        | missing field `preferred_completion`",
                "preferred_completion | \"abc\"                  | preferred_completion: UUID parsing failed: \"abc\"",
                "preferred_completion | 7                        | found a number, expected a completion's UUID or",
                "other_completion     | null                     | missing field `other_completion`",
                "other_completion     | {\"text\":\"t\"}         | other_completion: missing field `model`",
                "other_completion     | {\"model\":\"m\"}        | other_completion: missing field `text`",
                "other_completion     | {\"text\":1,\"model\":\"m\"} | other_completion.text: invalid type",
                "other_completion     | {\"text\":\"t\",\"model\":\"m\",\"id\":1} | other_completion: unknown field [id]",
                "other_completion     | {\"text\":\"t\",\"model\":\"m\"} | missing field `messages`",
                "tied                 | \"equal\"                | unknown variant `equal`, expected one of [good, bad]",
                "tied                 | true                     | tied: invalid type: found a boolean",
                "messages             | {}                       | messages: invalid type: found an object",
                "messages             | [\"hi\"]                 | messages[0]: invalid type: found a string",
                "messages             | [{\"role\":\"user\"}]    | messages[0]: missing field `content`",
                "messages             | [{\"role\":\"user\",\"content\":1}] | messages[0].content: invalid type",
                "messages             | [{\"role\":\"a\",\"content\":\"b\",\"n\":1}] | messages[0]: unknown field [n]",
                "use_case             | -                        | missing field `use_case` (or `project`",
                "use_case             | \"\"                     | use_case: expected a key or an id",
                "use_case             | 1                        | use_case: invalid type",
                "project              | \"chat\"                 | `use_case` and `project` are both given",
                "user_id              | \"me\"                   | user_id: UUID parsing failed",
                "completion_id        | \"x\"                    | unknown field `completion_id`",
            })
    void a_comparison_with_one_wrong_field_is_refused(String field, String value, String error) throws Exception {
        ObjectNode body = (ObjectNode) json(SandboxClient.GOOD_COMPARISON);
        if (value.equals("-")) {
            body.remove(field);
        } else {
            body.set(field, json(value));
        }

        assertRefused(body.toString(), error);
    }

    @Test
    void a_text_needs_messages_that_are_not_empty() throws Exception {
        assertRefused(textComparison(",\"messages\":[]"), "missing field `messages`");
    }

    @Test
    void messages_and_prompt_exclude_each_other() throws Exception {
        assertRefused(textComparison(",\"messages\":" + MESSAGES + ",\"prompt\":\"x\""), "both given");
    }

    private void assertRefused(String body, String error) throws Exception {
        HttpResponse<String> answer = client.post(COMPARISON, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(json(answer.body()).path("error").asText()).contains(error);
        assertThat(sandbox.recordedCount()).isZero();
    }

    private static String textComparison(String more) {
        return "{\"metric\":\"liked\",\"preferred_completion\":" + TEXT + ",\"other_completion\":\"" + A
                + "\",\"use_case\":\"chat\"" + more + "}";
    }
}
