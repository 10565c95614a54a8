package feedbackuploader.adaptive;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Project;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Trace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a server to read a completion back, and what is believed of its answers. */
class ReadBackTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private static final String A = "ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce";
    private static final String B = "b605d837-febe-5144-bd12-933e4d206daa";
    private static final String RATING =
            "{`id`:`1`,`value`:4.5,`metric`:{`key`:`quality`},`details`:`good`,`createdAt`:1772366400123}";
    private static final String PREFERENCE = "{`id`:`2`,`createdAt`:1772366400123,`metric`:{`key`:`quality`},"
            + "`preferedCompletion`:{`id`:`" + A + "`},`otherCompletion`:{`id`:`" + B + "`}}";
    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final String UNKNOWN_ARGUMENT =
            "{`errors`:[{`message`:`Unknown argument \\\"useCase\\\" on field \\\"completion\\\" of type \\\"Query\\\"`}]}";

    @Test
    void shows_the_ratings_of_a_completion() {
        answers(
                200,
                ratings(RATING
                        + ",{`id`:`3`,`value`:0,`metric`:{`key`:`quality`},`details`:null,`createdAt`:1772366400123}"));

        assertThat(read(Kind.METRIC))
                .isEqualTo(new ReadBack.Answer.Shown(List.of(
                        new ObservedFeedback("1", CREATED, MatchKey.OfMetric.of("quality", 4.5, "good", null)),
                        new ObservedFeedback("3", CREATED, MatchKey.OfMetric.of("quality", 0, null, null)))));
    }

    @Test
    void shows_that_a_completion_has_no_ratings() {
        answers(200, ratings(""));

        assertThat(read(Kind.METRIC)).isEqualTo(new ReadBack.Answer.Shown(List.of()));
    }

    /** A side that was given as text may have no id, or be no completion at all. */
    @Test
    void shows_the_preferences_of_a_completion() {
        answers(
                200,
                preferences(PREFERENCE + "," + PREFERENCE.replace("`2`", "`3`").replace("{`id`:`" + B + "`}", "null")));

        assertThat(read(Kind.PREFERENCE))
                .isEqualTo(new ReadBack.Answer.Shown(List.of(
                        new ObservedFeedback(
                                "2",
                                CREATED,
                                new MatchKey.OfPreference("quality", UUID.fromString(A), UUID.fromString(B))),
                        new ObservedFeedback(
                                "3", CREATED, new MatchKey.OfPreference("quality", UUID.fromString(A), null)))));
    }

    @Test
    void asks_for_ratings_in_the_words_of_the_api() {
        answers(200, ratings(""));

        read(Kind.METRIC);

        asked("""
                {"query": "query ($useCase: IdOrKey!, $id: UUID!) { completion(useCase: $useCase, id: $id) { id \
                directFeedbacks { id value metric { key } details createdAt userId } } }",
                 "variables": {"useCase": "demo", "id": "%s"}}""".formatted(A));
    }

    @Test
    void shows_a_completion_itself_with_its_model_and_labels() {
        answers(
                200,
                "{`data`:{`completion`:{`id`:`" + A + "`,`completion`:`Hello`,`createdAt`:1772366400123,"
                        + "`model`:{`key`:`gpt-4`},`labels`:[{`key`:`source`,`value`:`chat`}]}}}");

        assertThat(read(Kind.INTERACTION))
                .isEqualTo(new ReadBack.Answer.Shown(List.of(new ObservedFeedback(
                        A, CREATED, new MatchKey.OfInteraction("Hello", "gpt-4", Map.of("source", "chat"), true)))));
        asked("""
                {"query": "query ($useCase: IdOrKey!, $id: UUID!) { completion(useCase: $useCase, id: $id) { id \
                completion createdAt model { key } labels { key value } } }",
                 "variables": {"useCase": "demo", "id": "%s"}}""".formatted(A));
    }

    /** What is not as expected hides the completion: nothing is concluded from it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "`id`:`1`,`completion`:`Hello`,`createdAt`:1772366400123,`model`:null,`labels`:[]",
                "`id`:`ID`,`completion`:null,`createdAt`:1772366400123,`model`:null,`labels`:[]",
                "`id`:`ID`,`completion`:`Hello`,`createdAt`:1772366400,`model`:null,`labels`:[]",
                "`id`:`ID`,`completion`:`Hello`,`createdAt`:1772366400123,`model`:`gpt-4`,`labels`:[]",
                "`id`:`ID`,`completion`:`Hello`,`createdAt`:1772366400123,`model`:null,`labels`:null",
            })
    void a_completion_in_an_unknown_format_is_hidden(String completion) {
        answers(200, "{`data`:{`completion`:{" + completion.replace("ID", A) + "}}}");

        assertThat(read(Kind.INTERACTION)).isInstanceOf(ReadBack.Answer.Hidden.class);
    }

    @Test
    void asks_for_preferences_in_the_words_of_the_api() {
        answers(200, preferences(""));

        read(Kind.PREFERENCE);

        asked("""
                {"query": "query ($useCase: IdOrKey!, $id: UUID!) { completion(useCase: $useCase, id: $id) { id \
                comparisonFeedbacks { id createdAt metric { key } preferedCompletion { id } otherCompletion { id } } } }",
                 "variables": {"useCase": "demo", "id": "%s"}}""".formatted(A));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "200 | {`data`:{`completion`:null}}                                        | true",
                "200 | {`data`:{`completion`:null},`errors`:[{`message`:`use case not found`}]} | false",
                "400 | {`data`:{`completion`:null}}                                        | false",
                "200 | {`data`:{}}                                                         | false",
                "200 | {`data`:null}                                                       | false",
                "200 | {`data`:{`completion`:{`id`:`ID`}}}                                 | false",
            })
    void only_a_completion_that_is_null_is_called_absent(int status, String body, boolean isAbsent) {
        answers(status, body);

        assertThat(((ReadBack.Answer.Hidden) read(Kind.METRIC)).isAbsent()).isEqualTo(isAbsent);
    }

    /** Each is a shown completion with one thing that is not as expected. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "no completion at all         | {`data`:{}}",
                "the completion is null       | {`data`:{`completion`:null}}",
                "no data                      | {`data`:null}",
                "nothing                      | {}",
                "an array                     | []",
                "a text                       | `fine`",
                "no JSON                      | fine",
                "an empty body                | ~~",
                "cut off                      | {`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:[",
                "another completion           | {`data`:{`completion`:{`id`:`" + B + "`,`directFeedbacks`:[]}}}",
                "a completion without an id   | {`data`:{`completion`:{`directFeedbacks`:[]}}}",
                "an id that is none           | {`data`:{`completion`:{`id`:`x`,`directFeedbacks`:[]}}}",
                "no list                      | {`data`:{`completion`:{`id`:`ID`}}}",
                "a list that is null          | {`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:null}}}",
                "a list that is an object     | {`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:{}}}}",
                "a list of another kind       | {`data`:{`completion`:{`id`:`ID`,`comparisonFeedbacks`:[]}}}",
                "an entry that is null        | LIST null",
                "an entry that is an array    | LIST [1]",
                "no entry id                  | LIST {`value`:4.5,`metric`:{`key`:`m`},`details`:null,`createdAt`:1772366400123}",
                "a blank entry id             | LIST {`id`:` `,`value`:4.5,`metric`:{`key`:`m`},`details`:null,`createdAt`:1772366400123}",
                "a null entry id              | LIST {`id`:null,`value`:4.5,`metric`:{`key`:`m`},`details`:null,`createdAt`:1772366400123}",
                "one entry twice              | LIST RATING,RATING",
                "no metric                    | LIST {`id`:`1`,`value`:4.5,`details`:null,`createdAt`:1772366400123}",
                "a metric that is null        | LIST {`id`:`1`,`value`:4.5,`metric`:null,`details`:null,`createdAt`:1772366400123}",
                "a metric without a key       | LIST {`id`:`1`,`value`:4.5,`metric`:{},`details`:null,`createdAt`:1772366400123}",
                "no value                     | LIST {`id`:`1`,`metric`:{`key`:`m`},`details`:null,`createdAt`:1772366400123}",
                "a value that is null         | LIST {`id`:`1`,`value`:null,`metric`:{`key`:`m`},`details`:null,`createdAt`:1772366400123}",
                "a value that is text         | LIST {`id`:`1`,`value`:`4.5`,`metric`:{`key`:`m`},`details`:null,`createdAt`:1772366400123}",
                "a value that is true         | LIST {`id`:`1`,`value`:true,`metric`:{`key`:`m`},`details`:null,`createdAt`:1772366400123}",
                "no details                   | LIST {`id`:`1`,`value`:4.5,`metric`:{`key`:`m`},`createdAt`:1772366400123}",
                "details that are an object   | LIST {`id`:`1`,`value`:4.5,`metric`:{`key`:`m`},`details`:{},`createdAt`:1772366400123}",
                "no time                      | LIST {`id`:`1`,`value`:4.5,`metric`:{`key`:`m`},`details`:null}",
                "a time that is null          | LIST {`id`:`1`,`value`:4.5,`metric`:{`key`:`m`},`details`:null,`createdAt`:null}",
                "a time in words              | LIST {`id`:`1`,`value`:4.5,`metric`:{`key`:`m`},`details`:null,`createdAt`:`2026-03-01T12:00:00Z`}",
                "a time with a fraction       | LIST {`id`:`1`,`value`:4.5,`metric`:{`key`:`m`},`details`:null,`createdAt`:1772366400.5}",
                "a time in seconds            | LIST {`id`:`1`,`value`:4.5,`metric`:{`key`:`m`},`details`:null,`createdAt`:1772366400}",
                "a time in microseconds       | LIST {`id`:`1`,`value`:4.5,`metric`:{`key`:`m`},`details`:null,`createdAt`:1772366400123000}",
                "a time of zero               | LIST {`id`:`1`,`value`:4.5,`metric`:{`key`:`m`},`details`:null,`createdAt`:0}",
                "one strange among good ones  | LIST RATING,{}",
                "errors beside whole data     | {`errors`:[{`message`:`half of it`}],`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:[]}}}",
                "errors that are no list      | {`errors`:`oops`,`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:[]}}}",
                "an error without words       | {`errors`:[1],`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:[]}}}",
                "an error that is an object   | {`errors`:{},`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:[]}}}",
                "an error of its own          | {`errors`:[{`message`:`EntityNotFound: use_case`}]}",
            })
    void an_answer_that_is_not_quite_as_expected_hides_the_completion(String what, String body) {
        answers(200, body.startsWith("LIST ") ? ratings(body.substring(5).replace("RATING", RATING)) : body);

        assertThat(read(Kind.METRIC)).isInstanceOf(ReadBack.Answer.Hidden.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:[],`comparisonFeedbacks`:{}}}}",
                "LIST {`id`:`2`,`createdAt`:1772366400123,`metric`:{`key`:`m`},`preferedCompletion`:{`id`:`ID`}}",
                "LIST {`id`:`2`,`createdAt`:1772366400123,`metric`:{`key`:`m`},`preferedCompletion`:{`id`:`ID`},`otherCompletion`:{}}",
                "LIST {`id`:`2`,`createdAt`:1772366400123,`metric`:{`key`:`m`},`preferedCompletion`:{`id`:`x`},`otherCompletion`:null}",
                "LIST {`id`:`2`,`createdAt`:1772366400123,`metric`:{`key`:`m`},`preferredCompletion`:{`id`:`ID`},`otherCompletion`:null}",
            })
    void so_does_one_of_preferences(String body) {
        answers(200, body.startsWith("LIST ") ? preferences(body.substring(5)) : body);

        assertThat(read(Kind.PREFERENCE)).isInstanceOf(ReadBack.Answer.Hidden.class);
    }

    @Test
    void a_list_that_does_not_fit_under_the_cap_hides_the_completion() {
        answers(200, ratings((RATING.replace("good", "x".repeat(1_000_000)) + ",").repeat(5) + RATING));

        assertThat(read(Kind.METRIC)).isInstanceOf(ReadBack.Answer.Hidden.class);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "200 | <html>login             | WRONG_ADDRESS",
                "302 | ~~                      | WRONG_ADDRESS",
                "307 | {`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:[]}}} | WRONG_ADDRESS",
                "401 | {`error`:`no`}          | KEY_REFUSED",
                "403 | {`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:[]}}} | KEY_REFUSED",
                "404 | Not Found               | Unavailable",
                "405 | ~~                      | Unavailable",
                "400 | {`errors`:[{`message`:`Cannot query field directFeedbacks`}]} | Unavailable",
                "200 | {`errors`:[{`message`:`Variable $useCase is not defined.`}]}   | Unavailable",
                "400 | {`errors`:[{`message`:`bad UUID`}]} | Hidden",
                "400 | {`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:[]}}} | Hidden",
                "413 | ~~                      | Hidden",
                "408 | ~~                      | NotNow",
                "425 | ~~                      | NotNow",
                "429 | {`error`:`slow down`}   | NotNow",
                "429 | {`errors`:[{`message`:`slow down`}]} | NotNow",
                "500 | {`error`:`oops`}        | NotNow",
                "500 | {`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:[]}}} | NotNow",
                "502 | <html>bad gateway       | NotNow",
                "503 | {`errors`:[{`message`:`overloaded`}]} | NotNow",
                "504 | ~~                      | NotNow",
                "522 | ~~                      | NotNow",
            })
    void a_status_tells_what_to_do(int status, String body, String answer) {
        answers(status, body);

        ReadBack.Answer read = read(Kind.METRIC);

        if (read instanceof ReadBack.Answer.Stopped stopped) {
            assertThat(stopped.stop().cause()).isEqualTo(StopReason.valueOf(answer));
        } else {
            assertThat(read.getClass().getSimpleName()).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"429, 7, 7", "503, 7, 7", "503, , 0", "503, 86400, 300"})
    void it_says_how_long_to_wait(int status, @Nullable String retryAfter, int seconds) {
        ResponseDefinitionBuilder response = response(status, "{}");
        SERVER.stubFor(post("/api/graphql")
                .willReturn(retryAfter == null ? response : response.withHeader("Retry-After", retryAfter)));

        assertThat(((ReadBack.Answer.NotNow) read(Kind.METRIC)).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
    void no_answer_is_worth_another_try(Fault fault) {
        SERVER.stubFor(post("/api/graphql").willReturn(aResponse().withFault(fault)));

        assertThat(read(Kind.METRIC)).isInstanceOf(ReadBack.Answer.NotNow.class);
    }

    @Test
    void an_answer_that_is_cut_off_on_the_way_hides_the_completion() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"data\":{\"completion\":{\"id\":\"" + A + "\"";
        try (RawServer server = RawServer.that(RawServer.Reading.WHOLE, RawServer.send(head, RawServer.CLOSE))) {
            assertThat(read(server.url(), Kind.METRIC, new Project(Project.Naming.USE_CASE, "demo")))
                    .isInstanceOf(ReadBack.Answer.Hidden.class);
            assertThat(server.fired()).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_says_nothing_is_worth_another_try() throws IOException {
        try (RawServer server = RawServer.that(RawServer.Reading.WHOLE, RawServer.SILENCE)) {
            assertThat(read(server.url(), Kind.METRIC, new Project(Project.Naming.USE_CASE, "demo")))
                    .isInstanceOf(ReadBack.Answer.NotNow.class);
            assertThat(server.fired()).isEqualTo(1);
        }
    }

    @Test
    void the_key_is_in_no_reason() {
        answers(500, "{`error`:`who is Bearer " + Given.KEY + "`}");

        assertThat(read(Kind.METRIC).toString()).contains("[key]").doesNotContain(Given.KEY);
    }

    /** From v0.13 on a use case is a project. */
    @ParameterizedTest
    @CsvSource({"USE_CASE, useCase, project", "PROJECT, project, useCase"})
    void the_other_word_is_tried_once_and_then_remembered(Project.Naming naming, String first, String second) {
        SERVER.stubFor(post("/api/graphql")
                .withRequestBody(containing("$" + first))
                .willReturn(response(200, UNKNOWN_ARGUMENT)));
        SERVER.stubFor(post("/api/graphql")
                .withRequestBody(containing("$" + second))
                .willReturn(response(200, ratings(RATING))));

        try (AdaptiveClient client = client(SERVER.baseUrl(), new Project(naming, "demo"))) {
            assertThat(read(client, Kind.METRIC)).isInstanceOf(ReadBack.Answer.Shown.class);
            assertThat(read(client, Kind.METRIC)).isInstanceOf(ReadBack.Answer.Shown.class);
        }

        SERVER.verify(2, postRequestedFor(urlEqualTo("/api/graphql")).withRequestBody(containing("$" + first)));
        SERVER.verify(
                2,
                postRequestedFor(urlEqualTo("/api/graphql"))
                        .withRequestBody(containing("\"" + second + "\":\"demo\"")));
    }

    @Test
    void a_server_that_knows_neither_word_cannot_be_read_back_and_says_so_of_the_users_own_word() {
        answers(200, UNKNOWN_ARGUMENT);

        assertThat(read(Kind.METRIC))
                .isEqualTo(new ReadBack.Answer.Unavailable(
                        "The check on the server failed; the server answered: Unknown argument"
                                + " \"useCase\" on field \"completion\" of type \"Query\""));
        SERVER.verify(4, postRequestedFor(urlEqualTo("/api/graphql")));
    }

    @Test
    void shows_who_rated() {
        answers(200, ratings(RATING.replace("`details`", "`userId`:`" + B + "`,`details`")));

        assertThat(read(Kind.METRIC))
                .isEqualTo(new ReadBack.Answer.Shown(List.of(new ObservedFeedback(
                        "1", CREATED, MatchKey.OfMetric.of("quality", 4.5, "good", UUID.fromString(B))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 {`errors`:[{`message`:`Unknown field \\\"userId\\\" on type \\\"DirectFeedback\\\"`}]}",
                "400 {`errors`:[{`message`:`bad selection: userId`}]}",
                "400 no userId here",
                "404 {`errors`:[{`message`:`Cannot query that`}]}",
            })
    void one_that_refuses_to_say_who_rated_is_asked_for_the_rest_and_never_again(String refusal) {
        answers(200, ratings(RATING));
        SERVER.stubFor(post("/api/graphql")
                .withRequestBody(containing("userId"))
                .willReturn(response(Integer.parseInt(refusal.substring(0, 3)), refusal.substring(4))));

        try (AdaptiveClient client = client(SERVER.baseUrl(), new Project(Project.Naming.USE_CASE, "demo"))) {
            assertThat(read(client, Kind.METRIC)).isInstanceOf(ReadBack.Answer.Shown.class);
            assertThat(read(client, Kind.METRIC)).isInstanceOf(ReadBack.Answer.Shown.class);
        }

        SERVER.verify(1, postRequestedFor(urlEqualTo("/api/graphql")).withRequestBody(containing("userId")));
        SERVER.verify(3, postRequestedFor(urlEqualTo("/api/graphql")));
    }

    @Test
    void a_server_that_falters_at_the_second_word_is_asked_again_later() {
        SERVER.stubFor(post("/api/graphql")
                .withRequestBody(containing("$useCase"))
                .willReturn(response(200, UNKNOWN_ARGUMENT)));
        SERVER.stubFor(
                post("/api/graphql").withRequestBody(containing("$project")).willReturn(response(503, "{}")));

        assertThat(read(Kind.METRIC)).isInstanceOf(ReadBack.Answer.NotNow.class);
    }

    @Test
    void without_a_project_nothing_is_asked() {
        try (AdaptiveClient client = client(SERVER.baseUrl(), null)) {
            assertThat(read(client, Kind.METRIC)).isInstanceOf(ReadBack.Answer.Unavailable.class);
            assertThat(client.traceOf(Given.RATING)).isInstanceOf(Trace.Nowhere.class);
        }
        SERVER.verify(0, postRequestedFor(urlEqualTo("/api/graphql")));
    }

    private static void answers(int status, String body) {
        SERVER.stubFor(post("/api/graphql").willReturn(response(status, body)));
    }

    private static ResponseDefinitionBuilder response(int status, String body) {
        return aResponse().withStatus(status).withBody(body.replace("ID", A).replace('`', '"'));
    }

    private static String ratings(String list) {
        return "{`data`:{`completion`:{`id`:`ID`,`directFeedbacks`:[" + list + "]}}}";
    }

    private static String preferences(String list) {
        return "{`data`:{`completion`:{`id`:`ID`,`comparisonFeedbacks`:[" + list + "]}}}";
    }

    private static void asked(String json) {
        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo("/api/graphql"))
                        .withHeader("Authorization", equalTo("Bearer " + Given.KEY))
                        .withRequestBody(equalToJson(json)));
    }

    private static ReadBack.Answer read(Kind kind) {
        return read(SERVER.baseUrl(), kind, new Project(Project.Naming.USE_CASE, "demo"));
    }

    private static ReadBack.Answer read(String url, Kind kind, Project project) {
        try (AdaptiveClient client = client(url, project)) {
            return read(client, kind);
        }
    }

    private static ReadBack.Answer read(AdaptiveClient client, Kind kind) {
        return client.read(kind, UUID.fromString(A))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static AdaptiveClient client(String url, @Nullable Project project) {
        boolean isSilent = !url.equals(SERVER.baseUrl());
        return AdaptiveClient.connect(new Deployment(
                Address.parse(url, false),
                ApiKey.parse(Given.KEY),
                project,
                List.of(),
                isSilent ? Given.SHORT : Given.LONG));
    }
}
