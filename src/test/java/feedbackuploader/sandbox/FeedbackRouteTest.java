package feedbackuploader.sandbox;

import static feedbackuploader.sandbox.SandboxClient.A;
import static feedbackuploader.sandbox.SandboxClient.FEEDBACK;
import static feedbackuploader.sandbox.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackRouteTest extends SandboxCase {

    @Override
    SandboxOptions options() {
        return at(1_700_000_000_123L, Map.of("stars", MetricKind.SCALAR, "liked", MetricKind.BOOL));
    }

    @Test
    void feedback_is_answered_with_its_id_and_listed_as_it_was_sent() throws Exception {
        HttpResponse<String> answer = client.post(FEEDBACK, """
                {"value": 0.10, "metric": "stars", "completion_id": "%s", "details": "très \\"bien\\"\\n😀",
                 "user_id": "%s", "reason": "Style"}
                """.formatted(A, SandboxClient.B));

        assertThat(answer.statusCode()).isEqualTo(201);
        String id = json(answer.body()).path("feedback_id").asText();
        assertThat(client.listing())
                .containsExactly("{\"kind\":\"metric\",\"id\":\"" + id + "\",\"created_at\":1700000000123,"
                        + "\"metric\":\"stars\",\"completion_id\":\"" + A + "\",\"value\":0.10,"
                        + "\"details\":\"très \\\"bien\\\"\\n😀\",\"user_id\":\"" + SandboxClient.B
                        + "\",\"reason\":\"Style\"}");
        assertThat(sandbox.recordedCount()).isEqualTo(1);
    }

    @Test
    void absent_and_null_optional_fields_are_left_out_of_the_listing() throws Exception {
        client.post(FEEDBACK, body("stars", "1", ",\"details\":null,\"user_id\":null,\"reason\":null"));

        assertThat(json(client.listing().get(0)).fieldNames())
                .toIterable()
                .containsExactly("kind", "id", "created_at", "metric", "completion_id", "value");
    }

    @Test
    void an_empty_listing_is_empty() throws Exception {
        assertThat(client.get("/sandbox/feedback").body()).isEmpty();
    }

    @Test
    void the_listing_is_in_order_of_recording() throws Exception {
        for (int i = 0; i < 20; i++) {
            client.post(FEEDBACK, body("stars", String.valueOf(i), ""));
        }

        assertThat(client.listing())
                .extracting(line -> json(line).path("value").intValue())
                .isSorted()
                .hasSize(20);
    }

    @Test
    void a_metric_may_be_named_by_its_id_and_is_listed_by_its_key() throws Exception {
        String id = Metrics.idOf("metric", "stars").toUpperCase(Locale.ROOT);

        assertThat(client.post(FEEDBACK, body(id, "1", "")).statusCode()).isEqualTo(201);
        assertThat(json(client.listing().get(0)).path("metric").asText()).isEqualTo("stars");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "4",
                "4.50",
                "-1.5e-7",
                "1E+3",
                "123456789012345678901234567890.12345678901234567890",
                "1e308"
            })
    void a_scalar_keeps_every_digit(String value) throws Exception {
        assertThat(client.post(FEEDBACK, body("stars", value, "")).statusCode()).isEqualTo(201);
        assertThat(client.listing().get(0)).endsWith("\"value\":" + value + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "true", "false"})
    void a_boolean_takes_exactly_these(String value) throws Exception {
        assertThat(client.post(FEEDBACK, body("liked", value, "")).statusCode()).isEqualTo(201);
        assertThat(client.listing().get(0)).endsWith("\"value\":" + value + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stars | true    | is of kind SCALAR: expected a number, found true",
                "stars | \"4\"   | is of kind SCALAR: expected a number, found \"4\"",
                "stars | [4]     | is of kind SCALAR: expected a number, found [4]",
                "stars | 1e400   | number out of range: 1e400",
                "liked | 2       | is of kind BOOL: expected 0, 1, true or false, found 2",
                "liked | 1.0     | is of kind BOOL: expected 0, 1, true or false, found 1.0",
                "liked | -0      | is of kind BOOL",
                "liked | \"true\"| is of kind BOOL: expected 0, 1, true or false, found \"true\"",
                "liked | null    | missing field `value`",
            })
    void a_value_that_its_metric_does_not_take_is_refused(String metric, String value, String error) throws Exception {
        assertRefused(client.post(FEEDBACK, body(metric, value, "")), 422, error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "400 | ^^                            | must be a JSON object",
                "400 | [1]                           | must be a JSON object",
                "400 | {\"value\":                   | malformed JSON",
                "400 | {\"value\":NaN}               | malformed JSON",
                "400 | {\"value\":01}                | malformed JSON",
                "400 | {} {}                         | more follows",
                "400 | {\"value\":1,\"value\":2}     | Duplicate field 'value'",
                "400 | {\"value\":{\"a\":1,\"a\":1}} | Duplicate field 'a'",
                "400 | {\"details\":\"\\ud83d\"}     | lone surrogate",
                "422 | {}                            | missing field `value`",
                "422 | {\"value\":1}                 | missing field `metric`",
                "422 | {\"value\":1,\"metric\":1}    | metric: invalid type: found a number, expected a string",
                "422 | {\"value\":1,\"metric\":\"m\"}| missing field `completion_id`",
                "422 | {\"feedback_key\":\"stars\"}  | unknown field `feedback_key`, expected one of [completion_id,",
            })
    void a_body_of_the_wrong_shape_is_refused(int status, String body, String error) throws Exception {
        assertRefused(client.post(FEEDBACK, body), status, error);
    }

    @Test
    void a_body_that_is_not_utf_8_is_refused() throws Exception {
        byte[] latin1 = "{\"details\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(
                client.send(client.request(FEEDBACK).POST(BodyPublishers.ofByteArray(latin1))), 400, "not valid UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"details\":5            | details: invalid type: found a number, expected a string",
                "\"user_id\":\"u-1\"      | user_id: UUID parsing failed: \"u-1\"",
                "\"user_id\":true         | user_id: invalid type: found a boolean",
                "\"reason\":\"Rude\"      | reason: unknown variant `Rude`, expected one of [Toxicity,",
                "\"reason\":\"style\"     | reason: unknown variant `style`",
                "\"created_at\":1         | unknown field `created_at`",
            })
    void a_wrong_optional_field_is_refused(String field, String error) throws Exception {
        assertRefused(client.post(FEEDBACK, body("stars", "1", "," + field)), 422, error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "1b671a6440d5491e99b0da01ff1f3341",
                "{1b671a64-40d5-491e-99b0-da01ff1f3341}",
                "1b671a64-40d5-491e-99b0-da01ff1f334",
                "1b671a64-40d5-491e-99b0-da01ff1f3341 ",
                "1b671a64-40d5-491e-99b0-da01ff1f334g",
            })
    void a_completion_id_is_a_uuid_in_its_strict_form(String id) throws Exception {
        String body = "{\"metric\":\"stars\",\"value\":1,\"completion_id\":\"" + id + "\"}";

        assertRefused(client.post(FEEDBACK, body), 422, "completion_id: UUID parsing failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quality", "Stars", " stars", ""})
    void a_metric_that_is_not_registered_is_not_found(String metric) throws Exception {
        assertRefused(
                client.post(FEEDBACK, body(metric, "1", "")),
                404,
                "EntityNotFound: metric \"" + metric + "\" does not exist, or is not linked to the use case");
    }

    private void assertRefused(HttpResponse<String> answer, int status, String error) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode json = json(answer.body());
        assertThat(json.path("error").asText()).contains(error);
        assertThat(client.listing()).isEmpty();
    }

    private static String body(String metric, String value, String more) {
        return "{\"metric\":\"" + metric + "\",\"completion_id\":\"" + A + "\",\"value\":" + value + more + "}";
    }
}
