package feedbackuploader.sandbox;

import static feedbackuploader.sandbox.SandboxClient.A;
import static feedbackuploader.sandbox.SandboxClient.B;
import static feedbackuploader.sandbox.SandboxClient.COMPARISON;
import static feedbackuploader.sandbox.SandboxClient.FEEDBACK;
import static feedbackuploader.sandbox.SandboxClient.GOOD_COMPARISON;
import static feedbackuploader.sandbox.SandboxClient.GOOD_FEEDBACK;
import static feedbackuploader.sandbox.SandboxClient.INTERACTIONS;
import static feedbackuploader.sandbox.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionListTest {

    private static final String LIST = """
            query ($filter: ListCompletionsFilterInput!, $page: CursorPageInput!) {
              completions(filter: $filter, page: $page) { totalCount pageInfo { hasNextPage endCursor }
                nodes { id completion model { key } labels { key value } createdAt directFeedbacks { value } } } }
            """;
    private static final String ONE = """
            query ($useCase: IdOrKey!, $id: UUID!) { completion(useCase: $useCase, id: $id) {
              id completion labels { key value } directFeedbacks { value createdAt } comparisonFeedbacks { id } } }
            """;

    private Instant now = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void a_completion_is_listed_with_all_that_was_given() throws Exception {
        try (Sandbox sandbox = start(Behaviour.USUAL, "none")) {
            SandboxClient client = new SandboxClient(sandbox);
            String id = create(
                    client,
                    "{\"completion\":\"Hi\",\"prompt\":\"p\",\"use_case\":\"chat\",\"model_service\":\"gpt\","
                            + "\"created_at\":\"2023-01-01T00:00:00Z\",\"labels\":{\"t\":\"1\"},"
                            + "\"feedbacks\":[{\"metric\":\"stars\",\"value\":4}]}");

            assertThat(list(client, "{\"useCase\":\"chat\"}", "{}")).isEqualTo(json("""
                    {"totalCount": 1, "pageInfo": {"hasNextPage": false, "endCursor": "0"}, "nodes": [
                      {"id": "%s", "completion": "Hi", "model": {"key": "gpt"}, "labels": [{"key": "t", "value": "1"}],
                       "createdAt": 1672531200000, "directFeedbacks": [{"value": 4.0}]}]}
                    """.formatted(id)));
        }
    }

    /** The first has label t=1, session A, user B, model m1; the second t=2, B, A, m2; the third is in use case other. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"labels\":[{\"key\":\"t\",\"value\":[\"1\"]}]             | one",
                "\"labels\":[{\"key\":\"t\",\"value\":[\"2\",\"1\",\"9\"]}] | one two",
                "\"labels\":[{\"key\":\"t\"}]                               | one two",
                "\"labels\":[{\"key\":\"t\",\"value\":[\"3\"]}]             | ^^",
                "\"labels\":[{\"key\":\"t\",\"value\":[\"1\"]},{\"key\":\"u\"}] | ^^",
                "\"sessionId\":\"1b671a64-40d5-491e-99b0-da01ff1f3341\"     | one",
                "\"userId\":\"1b671a64-40d5-491e-99b0-da01ff1f3341\"        | two",
                "\"models\":[\"m2\",\"m3\"]                                 | two",
                "\"timerange\":{\"from\":1672531200000,\"to\":1672531200000} | one",
                "\"labels\":[{\"key\":\"t\",\"value\":[\"1\"]}],\"models\":[\"m2\"] | ^^",
            })
    void a_filter_finds_what_fits_all_of_it(String filter, String found) throws Exception {
        try (Sandbox sandbox = start(Behaviour.USUAL, "none")) {
            SandboxClient client = new SandboxClient(sandbox);
            createThree(client);

            assertThat(texts(list(client, "{\"useCase\":\"chat\"," + filter + "}", "{}")))
                    .isEqualTo(found);
        }
    }

    @Test
    void a_use_case_is_named_by_its_key_or_its_id() throws Exception {
        try (Sandbox sandbox = start(Behaviour.USUAL, "none")) {
            SandboxClient client = new SandboxClient(sandbox);
            createThree(client);

            assertThat(texts(list(client, "{\"useCase\":\"" + Metrics.idOf("use_case", "chat") + "\"}", "{}")))
                    .isEqualTo("one two");
            assertThat(texts(list(client, "{\"useCase\":\"other\"}", "{}"))).isEqualTo("three");
        }
    }

    @ParameterizedTest
    @CsvSource({"ANY, one two", "FIRST, two", "ALL, ''"})
    void what_several_values_of_a_label_mean_can_be_chosen(LabelFilter meaning, String found) throws Exception {
        try (Sandbox sandbox = start(new Behaviour(true, false, true, Duration.ZERO, meaning), "none")) {
            SandboxClient client = new SandboxClient(sandbox);
            createThree(client);

            assertThat(texts(list(
                            client,
                            "{\"useCase\":\"chat\",\"labels\":[{\"key\":\"t\",\"value\":[\"2\",\"1\"]}]}",
                            "{}")))
                    .isEqualTo(found);
            assertThat(texts(list(
                            client, "{\"useCase\":\"chat\",\"labels\":[{\"key\":\"t\",\"value\":[\"1\"]}]}", "{}")))
                    .isEqualTo("one");
        }
    }

    @Test
    void labels_may_be_refused() throws Exception {
        try (Sandbox sandbox = start(new Behaviour(true, false, true, Duration.ZERO, LabelFilter.REFUSED), "none")) {
            assertThat(error(
                            new SandboxClient(sandbox),
                            "{\"useCase\":\"chat\",\"labels\":[{\"key\":\"t\",\"value\":[\"1\"]}]}"))
                    .contains("Unknown field \"labels\"");
        }
    }

    @Test
    void a_list_comes_page_by_page_in_order_of_recording_and_outlasts_a_restart() throws Exception {
        List<String> created = new ArrayList<>();
        try (Sandbox sandbox = start(Behaviour.USUAL, "none")) {
            for (int i = 0; i < 5; i++) {
                created.add(create(new SandboxClient(sandbox), SandboxClient.GOOD_INTERACTION));
            }
        }
        try (Sandbox sandbox = start(Behaviour.USUAL, "none")) {
            SandboxClient client = new SandboxClient(sandbox);
            List<String> read = new ArrayList<>();
            String page = "{\"first\":2}";
            for (int pages = 1; ; pages++) {
                JsonNode list = list(client, "{\"useCase\":\"chat\"}", page);
                list.path("nodes").forEach(node -> read.add(node.path("id").asText()));
                assertThat(list.path("totalCount").intValue()).isEqualTo(5);
                if (!list.path("pageInfo").path("hasNextPage").booleanValue()) {
                    assertThat(pages).isEqualTo(3);
                    break;
                }
                page = "{\"first\":2,\"after\":\""
                        + list.path("pageInfo").path("endCursor").asText() + "\"}";
            }
            assertThat(read).isEqualTo(created);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{} | {} | missing field `useCase`",
                "{\"useCase\":\"c\",\"x\":0} | {} | unknown field `x`",
                "{\"useCase\":\"c\",\"sessionId\":\"s\"} | {} | sessionId: UUID parsing failed",
                "{\"useCase\":\"c\",\"labels\":{}} | {} | labels: invalid type",
                "{\"useCase\":\"c\",\"labels\":[{\"key\":\"t\",\"value\":\"1\"}]} | {} | value: invalid type",
                "{\"useCase\":\"c\",\"timerange\":{\"from\":1}} | {} | missing field `to`",
                "{\"useCase\":\"c\"} | {\"first\":0} | first: found 0",
                "{\"useCase\":\"c\"} | {\"after\":\"x y\"} | no cursor",
                "{\"useCase\":\"c\"} | {\"limit\":5} | unknown field `limit`",
                "{\"useCase\":\"c\"} | null | Variable \"$page\" of required type",
            })
    void a_wrong_question_is_an_error(String filter, String page, String error) throws Exception {
        try (Sandbox sandbox = start(Behaviour.USUAL, "none")) {
            assertThat(ask(new SandboxClient(sandbox), filter, page)
                            .at("/errors/0/message")
                            .asText())
                    .contains(error);
        }
    }

    @Test
    void a_completion_is_shown_only_after_its_time() throws Exception {
        Behaviour late = new Behaviour(true, false, true, Duration.ofSeconds(2), LabelFilter.ANY);
        try (Sandbox sandbox = start(late, "none")) {
            SandboxClient client = new SandboxClient(sandbox);
            String id = create(client, SandboxClient.GOOD_INTERACTION);

            now = now.plusMillis(1_999);
            assertThat(list(client, "{\"useCase\":\"chat\"}", "{}")
                            .path("totalCount")
                            .intValue())
                    .isZero();
            assertThat(one(client, "chat", id).isNull()).isTrue();

            now = now.plusMillis(1);
            assertThat(list(client, "{\"useCase\":\"chat\"}", "{}")
                            .path("totalCount")
                            .intValue())
                    .isEqualTo(1);
            assertThat(one(client, "chat", id).path("completion").asText()).isEqualTo("Hi there!");
        }
    }

    @Test
    void a_lying_list_leaves_out_what_exists_and_counts_it() throws Exception {
        try (Sandbox sandbox = start(Behaviour.USUAL, "unlisted=100%")) {
            SandboxClient client = new SandboxClient(sandbox);
            String id = create(client, SandboxClient.GOOD_INTERACTION);

            assertThat(list(client, "{\"useCase\":\"chat\"}", "{}").path("nodes"))
                    .isEmpty();
            assertThat(one(client, "chat", id).path("id").asText()).isEqualTo(id);
            assertThat(client.stats().path("faults").path("unlisted").intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void feedback_on_a_created_completion_joins_its_own_in_its_use_case_alone() throws Exception {
        try (Sandbox sandbox = start(Behaviour.USUAL, "none")) {
            SandboxClient client = new SandboxClient(sandbox);
            String id = create(
                    client,
                    "{\"completion\":\"Hi\",\"prompt\":\"p\",\"use_case\":\"chat\",\"labels\":{\"t\":\"1\"},"
                            + "\"feedbacks\":[{\"metric\":\"stars\",\"value\":4,\"created_at\":\"2023-01-01T00:00:00Z\"}]}");
            client.post(FEEDBACK, GOOD_FEEDBACK.replace(A, id));
            client.post(COMPARISON, GOOD_COMPARISON.replace(A, id));

            JsonNode shown = one(client, "chat", id);
            assertThat(shown.path("directFeedbacks"))
                    .isEqualTo(json("[{\"value\":4.0,\"createdAt\":1672531200000},"
                            + "{\"value\":4.5,\"createdAt\":1704067200000}]"));
            assertThat(shown.path("comparisonFeedbacks")).hasSize(1);
            assertThat(shown.path("labels").toString()).isEqualTo("[{\"key\":\"t\",\"value\":\"1\"}]");
            assertThat(one(client, "other", id).isNull()).isTrue();
        }
    }

    @Test
    void strict_ids_are_those_that_were_created() throws Exception {
        Behaviour strict = new Behaviour(true, true, true, Duration.ZERO, LabelFilter.ANY);
        try (Sandbox sandbox = start(strict, "none")) {
            SandboxClient client = new SandboxClient(sandbox);
            String id = create(client, SandboxClient.GOOD_INTERACTION);

            HttpResponse<String> refused = client.post(FEEDBACK, GOOD_FEEDBACK);
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.body()).contains("EntityNotFound: completion");
            assertThat(client.post(COMPARISON, GOOD_COMPARISON.replace(A, id)).statusCode())
                    .isEqualTo(404);
            assertThat(one(client, "chat", A).isNull()).isTrue();
            assertThat(client.post(FEEDBACK, GOOD_FEEDBACK.replace(A, id)).statusCode())
                    .isEqualTo(201);
            assertThat(one(client, "chat", id).path("directFeedbacks")).hasSize(1);
        }
    }

    private static void createThree(SandboxClient client) throws Exception {
        create(client, interaction("one", "chat", "1", A, B, "m1", "2023-01-01T00:00:00Z"));
        create(client, interaction("two", "chat", "2", B, A, "m2", "2023-01-02T00:00:00Z"));
        create(client, interaction("three", "other", "1", A, B, "m1", "2023-01-01T00:00:00Z"));
    }

    private static String interaction(
            String text, String useCase, String label, String session, String user, String model, String date) {
        return ("{'completion':'%s','prompt':'p','use_case':'%s','labels':{'t':'%s'},'session_id':'%s','user':'%s',"
                        + "'model_service':'%s','created_at':'%s'}")
                .replace('\'', '"')
                .formatted(text, useCase, label, session, user, model, date);
    }

    private static String create(SandboxClient client, String body) throws Exception {
        HttpResponse<String> answer = client.post(INTERACTIONS, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer.body()).path("completion_id").asText();
    }

    private static JsonNode ask(SandboxClient client, String filter, String page) throws Exception {
        ObjectNode variables = new ObjectMapper().createObjectNode();
        variables.set("filter", json(filter));
        variables.set("page", json(page));
        return client.graphQl(LIST, variables.toString());
    }

    private static JsonNode list(SandboxClient client, String filter, String page) throws Exception {
        JsonNode answer = ask(client, filter, page);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/completions");
    }

    private static String error(SandboxClient client, String filter) throws Exception {
        return ask(client, filter, "{}").at("/errors/0/message").asText();
    }

    private static String texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.path("nodes").forEach(node -> texts.add(node.path("completion").asText()));
        return String.join(" ", texts);
    }

    private static JsonNode one(SandboxClient client, String useCase, String id) throws Exception {
        return client.graphQl(ONE, "{\"useCase\":\"" + useCase + "\",\"id\":\"" + id + "\"}")
                .at("/data/completion");
    }

    private Sandbox start(Behaviour behaviour, String faults) throws Exception {
        InstantSource source = () -> now;
        return Sandbox.start(SandboxOptions.withKey(SandboxClient.KEY)
                .withMetrics(Map.of("stars", MetricKind.SCALAR, "liked", MetricKind.BOOL))
                .withData(folder.resolve("sandbox.jsonl"))
                .withClock(source.withZone(ZoneOffset.UTC))
                .withBehaviour(behaviour)
                .withFaults(Faults.parse(faults)));
    }
}
