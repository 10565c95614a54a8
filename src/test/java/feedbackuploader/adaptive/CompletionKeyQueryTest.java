package feedbackuploader.adaptive;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.feedback.CompletionKey;
import feedbackuploader.feedback.Project;
import feedbackuploader.server.FoundCompletion;
import feedbackuploader.server.ReadBack;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a server is asked for completions by an application's own keys, and what is believed of its lists. */
class CompletionKeyQueryTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private static final CompletionKey TICKET = new CompletionKey.OfLabel("ticket", "T-1");
    private static final UUID ID = UUID.fromString("ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce");
    private static final String QUERY = "query ($filter: ListCompletionsFilterInput!, $page: CursorPageInput!) {"
            + " completions(filter: $filter, page: $page) { totalCount pageInfo { hasNextPage endCursor } nodes { id"
            + " createdAt labels { key value } } } }";

    private static String node(String id, String ticket) {
        return "{'id':'" + id + "','createdAt':1708509063412,'labels':[{'key':'ticket','value':'" + ticket + "'}]}";
    }

    private static String list(int total, boolean hasNext, String... nodes) {
        return ("{'data':{'completions':{'totalCount':" + total + ",'pageInfo':{'hasNextPage':" + hasNext
                        + ",'endCursor':'c" + nodes.length + "'},'nodes':[" + String.join(",", nodes) + "]}}}")
                .replace('\'', '"');
    }

    private static void answers(String json) {
        SERVER.stubFor(post("/api/graphql").willReturn(okJson(json)));
    }

    private static ReadBack.Answer find(CompletionKey... keys) throws Exception {
        try (AdaptiveClient client = AdaptiveClient.connect(new Deployment(
                Address.parse(SERVER.baseUrl(), false),
                ApiKey.parse(Given.KEY),
                new Project(Project.Naming.USE_CASE, "support"),
                List.of(),
                Given.LONG))) {
            return client.find(List.of(keys)).get(60, TimeUnit.SECONDS);
        }
    }

    private static List<String> ids(ReadBack.Answer answer) {
        return ((ReadBack.Answer.Listed) answer)
                .completions().stream().map(FoundCompletion::id).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label.ticket | T-1 | 'labels':[{'key':'ticket','value':['T-1']}]",
                "session_id | ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce | 'sessionId':'ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce'",
                "user,time | ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce 2024-02-21T09:51:03Z |"
                        + " 'userId':'ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce','timerange':{'from':1708509062999,'to':1708509064000}",
                "user,time | ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce 2024-02-21T09:51:03.412Z |"
                        + " 'userId':'ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce','timerange':{'from':1708509063411,'to':1708509063413}"
            })
    void asks_in_the_words_of_the_api(String name, String value, String filter) throws Exception {
        answers(list(0, false));

        assertThat(ids(find(CompletionKey.of(name, value)))).isEmpty();

        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo("/api/graphql"))
                        .withRequestBody(
                                equalToJson(("{'query':'" + QUERY + "','variables':{'filter':{'useCase':'support',"
                                                + filter + "},'page':{'first':200}}}")
                                        .replace('\'', '"'))));
    }

    @Test
    void several_values_stand_in_one_list() throws Exception {
        answers(list(2, false, node("a", "T-1"), node("b", "T-2")));

        assertThat(ids(find(TICKET, new CompletionKey.OfLabel("ticket", "T-2"))))
                .containsExactly("a", "b");

        SERVER.verify(postRequestedFor(urlEqualTo("/api/graphql"))
                .withRequestBody(matchingJsonPath("$.variables.filter.labels[0].value[1]")));
    }

    /** The second completion of the key stands on the second page. */
    @Test
    void a_list_is_read_to_its_end() throws Exception {
        answers(list(2, true, node("a", "T-1")));
        SERVER.stubFor(post("/api/graphql")
                .withRequestBody(matchingJsonPath("$.variables.page.after"))
                .willReturn(okJson(list(2, false, node("b", "T-1")))));

        assertThat(ids(find(TICKET))).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0", "null", "'many'"})
    void a_list_that_is_not_as_long_as_the_server_says_is_none(String total) throws Exception {
        answers(list(1, false, node("a", "T-1"))
                .replace("\"totalCount\":1", "\"totalCount\":" + total.replace('\'', '"')));

        assertThat(find(TICKET)).isInstanceOf(ReadBack.Answer.Hidden.class);
    }

    @Test
    void a_list_that_breaks_off_after_its_first_page_is_none() throws Exception {
        answers(list(2, true, node("a", "T-1")));
        SERVER.stubFor(post("/api/graphql")
                .withRequestBody(matchingJsonPath("$.variables.page.after"))
                .willReturn(okJson(list(2, false))));

        assertThat(find(TICKET))
                .isEqualTo(new ReadBack.Answer.Hidden(
                        "The server counts 2 completions and lists 1, so its list cannot be relied on."));
    }

    @Test
    void what_has_another_label_or_date_was_not_asked_for() throws Exception {
        answers(list(2, false, node("a", "t-1"), node("b", "T-1")));

        assertThat(ids(find(TICKET))).containsExactly("b");
        assertThat(ids(find(new CompletionKey.OfUserAt(ID, Instant.parse("2024-02-21T09:51:03Z")))))
                .containsExactly("a", "b");
        assertThat(ids(find(new CompletionKey.OfUserAt(ID, Instant.parse("2024-02-21T09:51:04Z")))))
                .isEmpty();
        assertThat(ids(find(new CompletionKey.OfUserAt(ID, Instant.parse("2024-02-21T09:51:03.413Z")))))
                .isEmpty();
    }

    @Test
    void four_of_one_key_are_enough() throws Exception {
        answers(list(9_000, true, node("a", "T-1"), node("b", "T-1"), node("c", "T-1"), node("d", "T-1")));

        assertThat(ids(find(TICKET))).hasSize(4);
        SERVER.verify(1, postRequestedFor(urlEqualTo("/api/graphql")));
    }

    @Test
    void a_completion_without_a_date_is_not_understood() throws Exception {
        answers(list(1, false, node("a", "T-1").replace("1708509063412", "null")));

        assertThat(find(TICKET)).isInstanceOf(ReadBack.Answer.Hidden.class);
    }
}
