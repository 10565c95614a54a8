package feedbackuploader.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of feedback on completions that are created, from a file to the bytes that a server gets, in the old names and the new. */
@Timeout(60)
class BodiesOnTheWireTest {

    private static final String INTERACTIONS = "/api/v1/interactions";
    private static final String FEEDBACK = "/api/v1/feedback";
    private static final String COMPARISON = "/api/v1/comparison";
    private static final String OUTCOME = "/api/v1/outcome";
    private static final String ID = "c0c0c0c0-0000-4000-8000-000000000001";
    private static final String OTHER_ID = "c0c0c0c0-0000-4000-8000-000000000002";
    private static final String PERSON = "11111111-1111-4111-8111-111111111111";
    private static final String SESSION = "22222222-2222-4222-8222-222222222222";

    private static final String CHAT = """
            {"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi?"}],"completion":"Hello",\
            "model":"gpt-4","created_at":"2024-02-21 10:51:03+01:00","user":"%s","session_id":"%s",\
            "labels":{"source":"zendesk"},"ab_campaign":"spring","feedbacks":[\
            {"metric":"quality","value":4.50,"details":"Short.","created_at":1708560000},{"metric":"polite","value":true}]}
            """.formatted(PERSON, SESSION);

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @TempDir
    private Path folder;

    @BeforeAll
    static void warmUp() throws IOException, InterruptedException {
        WarmUp.of(SERVER);
    }

    private Typed upload(String text, String naming, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), text);
        return Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", "key-of-the-test", "ADAPTIVE_URL", SERVER.baseUrl()),
                Stream.concat(
                                Stream.of("upload", file.toString(), naming, "support", "--create-completions"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private static void creates(String text, String id) {
        SERVER.stubFor(post(urlEqualTo(INTERACTIONS))
                .withRequestBody(matchingJsonPath("$.completion", matching(text)))
                .willReturn(jsonResponse(
                        "{\"completion_id\":\"" + id + "\",\"session_id\":\"" + SESSION + "\",\"feedback_ids\":[]}",
                        201)));
    }

    private static void records(String route, String field) {
        SERVER.stubFor(post(urlEqualTo(route)).willReturn(jsonResponse("{\"" + field + "\":\"f1\"}", 201)));
    }

    private static void verifySent(String route, String body) {
        SERVER.verify(1, postRequestedFor(urlEqualTo(route)).withRequestBody(equalToJson(body)));
    }

    private static String key(String naming) {
        return naming.equals("--project") ? "project" : "use_case";
    }

    @ParameterizedTest
    @ValueSource(strings = {"--use-case", "--project"})
    void a_completion_with_its_dated_ratings_is_one_request(String naming) throws IOException {
        creates("Hello", ID);

        Typed typed = upload(CHAT, naming);

        assertThat(typed.exitCode()).as("%s", typed).isZero();
        verifySent(INTERACTIONS, """
                {"completion":"Hello","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi?"}],
                "model_service":"gpt-4","created_at":"2024-02-21T09:51:03Z","user":"%s","session_id":"%s",
                "ab_campaign":"spring","%s":"support",
                "labels":{"source":"zendesk","feedback_uploader":"${json-unit.regex}[0-9a-f]{32}"},
                "feedbacks":[{"metric":"quality","value":4.50,"details":"Short.","created_at":"2024-02-22T00:00:00Z"},
                {"metric":"polite","value":true}]}""".formatted(PERSON, SESSION, key(naming)));
        SERVER.verify(0, postRequestedFor(urlEqualTo(FEEDBACK)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--use-case", "--project"})
    void with_a_rater_the_ratings_follow_by_the_new_id(String naming) throws IOException {
        creates("Hello", ID);
        records(FEEDBACK, "feedback_id");

        Typed typed = upload(CHAT, naming, "--raters", "keep", "--no-label");

        assertThat(typed.exitCode()).as("%s", typed).isZero();
        verifySent(INTERACTIONS, """
                {"completion":"Hello","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi?"}],
                "model_service":"gpt-4","created_at":"2024-02-21T09:51:03Z","session_id":"%s","ab_campaign":"spring",
                "%s":"support","labels":{"source":"zendesk"}}""".formatted(SESSION, key(naming)));
        verifySent(FEEDBACK, """
                {"completion_id":"%s","metric":"quality","value":4.50,"details":"Short.","user_id":"%s"}""".formatted(ID, PERSON));
        verifySent(FEEDBACK, """
                {"completion_id":"%s","metric":"polite","value":true,"user_id":"%s"}""".formatted(ID, PERSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--use-case", "--project"})
    void two_texts_are_created_and_compared_by_their_ids(String naming) throws IOException {
        creates("Hello", ID);
        creates("Bye", OTHER_ID);
        records(COMPARISON, "comparison_id");
        String row = """
                {"prompt":"Hi?","metric":"better","preferred_text":"Hello","preferred_model":"a","other_text":"Bye","other_model":"b"}
                """;

        Typed typed = upload(row, naming, "--no-label");

        assertThat(typed.exitCode()).as("%s", typed).isZero();
        String created = "{\"completion\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi?\"}],"
                + "\"model_service\":\"%s\",\"" + key(naming) + "\":\"support\"}";
        verifySent(INTERACTIONS, created.formatted("Hello", "a"));
        verifySent(INTERACTIONS, created.formatted("Bye", "b"));
        verifySent(COMPARISON, """
                {"metric":"better","preferred_completion":"%s","other_completion":"%s","%s":"support"}""".formatted(ID, OTHER_ID, key(naming)));
    }

    @Test
    void an_outcome_names_its_session() throws IOException {
        records(OUTCOME, "outcome_id");
        String row = "{\"session_id\":\"" + SESSION + "\",\"metric\":\"solved\",\"value\":true,\"user\":\"" + PERSON
                + "\"}\n";

        Typed typed = upload(row, "--use-case");

        assertThat(typed.exitCode()).as("%s", typed).isZero();
        verifySent(OUTCOME, """
                {"session_id":"%s","metric":"solved","value":true,"user_id":"%s"}""".formatted(SESSION, PERSON));
    }

    @Test
    void of_later_versions_an_outcome_names_the_project_too() throws IOException {
        records(OUTCOME, "outcome_id");
        String row = "{\"session_id\":\"" + SESSION + "\",\"metric\":\"solved\",\"value\":0.50}\n";

        Typed typed = upload(row, "--project");

        assertThat(typed.exitCode()).as("%s", typed).isZero();
        verifySent(OUTCOME, """
                {"session_id":"%s","metric":"solved","value":0.50,"project_id":"support"}""".formatted(SESSION));
    }
}
