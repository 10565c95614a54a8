package feedbackuploader.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The deployment's metrics, listed and registered. */
class MetricsCommandTest {

    private static final String KEY = "key-of-the-test";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @TempDir
    Path folder;

    private static Sandbox sandbox() throws IOException {
        return Sandbox.start(SandboxOptions.withKey(KEY).withMetrics(Map.of("quality", MetricKind.SCALAR)));
    }

    private Typed metrics(Object root, String... arguments) {
        return Typed.in(
                folder,
                Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", root.toString()),
                Stream.concat(Stream.of("metrics"), Stream.of(arguments)).toArray(String[]::new));
    }

    private String atTerminal(Object root, String answer, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings typed = Typed.surroundings(
                Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", root.toString()), new ByteArrayOutputStream(), err);
        Surroundings terminal = new Surroundings(
                typed.environment(),
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                true,
                typed.out(),
                typed.err(),
                true,
                typed.name(),
                typed.time());
        int exitCode = Program.run(
                terminal,
                Stream.concat(Stream.of("metrics"), Stream.of(arguments)).toArray(String[]::new));
        return exitCode + " " + err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void lists_what_it_created_and_linked_and_creates_nothing_twice() throws IOException {
        try (Sandbox sandbox = sandbox()) {
            String[] create = {
                "create",
                "latency:scalar",
                "--name",
                "Latency",
                "--description",
                "Seconds",
                "--lower-is-better",
                "--link",
                "--use-case",
                "support",
                "--yes"
            };

            assertThat(metrics(sandbox.root(), create))
                    .isEqualTo(new Typed(0, "", "Created the metric \"latency\".\nLinked to use case support.\n"));
            assertThat(metrics(sandbox.root(), create))
                    .isEqualTo(
                            new Typed(
                                    0,
                                    "",
                                    "The metric \"latency\" exists already. Nothing was created.\nLinked to use case support.\n"));
            assertThat(metrics(sandbox.root()).out())
                    .isEqualTo("quality  scalar  higher is better\nlatency  scalar  lower is better   support\n");
            assertThat(metrics(sandbox.root(), "--json").out())
                    .contains(
                            "{\"key\":\"latency\",\"kind\":\"scalar\",\"scoring\":\"LOWER_IS_BETTER\",\"use_cases\":[\"support\"]}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create quality:bool --yes | exists already, of kind scalar. Nothing was created.",
                "create tone:bool | there is no terminal to ask on. To create without a question: feedback-uploader metrics create tone:bool --yes",
                "create tone:bool --link --yes | --link needs to know where to",
                "create tone | expected KEY:bool or KEY:scalar",
                "create | metrics create needs the metric",
                "remove | expected nothing, or create KEY:KIND",
                "--link | for a metric to be created"
            })
    void what_cannot_be_done_creates_nothing(String arguments, String message) throws IOException {
        try (Sandbox sandbox = sandbox()) {
            Typed refused = metrics(sandbox.root(), arguments.split(" "));

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains(message);
            assertThat(metrics(sandbox.root()).out()).hasLineCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"'y\n', 0, Created", "'n\n', 3, 'Nothing was created: the answer was not yes.'"})
    void asks_on_a_terminal(String answer, int exitCode, String said) throws IOException {
        try (Sandbox sandbox = sandbox()) {
            assertThat(atTerminal(sandbox.root(), answer, "create", "tone:bool"))
                    .startsWith(exitCode + " Create the metric tone at " + sandbox.root() + "? [y/N] ")
                    .contains(said);
        }
    }

    private static void listsFirst(String metrics) {
        SERVER.stubFor(post("/api/graphql")
                .withRequestBody(containing("query { metrics"))
                .willReturn(okJson("{\"data\":{\"metrics\":[" + metrics + "]}}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"id\":\"1\",\"key\":\"tone\",\"kind\":\"BOOL\"}' | 0 | The deployment shows the metric",
                "'' | 3 | The deployment does not show the metric so far."
            })
    void a_lost_answer_is_looked_for_and_the_metric_not_created_twice(String shown, int exitCode, String said) {
        SERVER.stubFor(post("/api/graphql")
                .inScenario("lost")
                .whenScenarioStateIs(STARTED)
                .willReturn(okJson("{\"data\":{\"metrics\":[]}}"))
                .willSetStateTo("create"));
        SERVER.stubFor(post("/api/graphql")
                .inScenario("lost")
                .whenScenarioStateIs("create")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("look"));
        SERVER.stubFor(post("/api/graphql")
                .inScenario("lost")
                .whenScenarioStateIs("look")
                .willReturn(okJson("{\"data\":{\"metrics\":[" + shown + "]}}")));

        Typed created = metrics(SERVER.baseUrl(), "create", "tone:bool", "--yes");

        assertThat(created.exitCode()).isEqualTo(exitCode);
        assertThat(created.err()).contains(said);
        SERVER.verify(1, postRequestedFor(urlEqualTo("/api/graphql")).withRequestBody(containing("createMetric")));
        SERVER.verify(postRequestedFor(urlEqualTo("/api/graphql"))
                .withRequestBody(equalTo(
                        "{\"query\":\"mutation ($input: MetricCreate!) { createMetric(input: $input) { id key } }\","
                                + "\"variables\":{\"input\":{\"name\":\"tone\",\"key\":\"tone\",\"kind\":\"BOOL\","
                                + "\"scoringType\":\"HIGHER_IS_BETTER\"}}}")));
    }

    @ParameterizedTest
    @CsvSource({"--use-case, useCase, project", "--project, project, useCase"})
    void links_in_the_words_that_the_deployment_knows(String option, String first, String second) {
        listsFirst("{\"id\":\"1\",\"key\":\"tone\",\"kind\":\"BOOL\"}");
        SERVER.stubFor(post("/api/graphql")
                .withRequestBody(containing("\"input\":{\"" + first + "\":\"s\",\"metric\":\"tone\"}"))
                .willReturn(okJson("{\"errors\":[{\"message\":\"unknown field \\\"" + first + "\\\"\"}]}")));
        SERVER.stubFor(post("/api/graphql")
                .withRequestBody(containing("\"input\":{\"" + second + "\":\"s\",\"metric\":\"tone\"}"))
                .willReturn(okJson("{\"data\":{\"linkMetric\":{\"id\":\"1\"}}}")));

        Typed linked = metrics(SERVER.baseUrl(), "create", "tone:bool", "--link", option, "s", "-y");

        assertThat(linked.err()).contains("Linked to ");
        assertThat(linked.exitCode()).isZero();
    }

    @Test
    void a_deployment_that_knows_fewer_names_is_asked_for_less() {
        SERVER.stubFor(post("/api/graphql")
                .willReturn(okJson("{\"errors\":[{\"message\":\"Unknown field \\\"scoringType\\\"\"}]}")));
        SERVER.stubFor(post("/api/graphql")
                .withRequestBody(equalTo("{\"query\":\"query { metrics { key id kind } }\"}"))
                .willReturn(okJson("{\"data\":{\"metrics\":[{\"key\":\"tone\",\"id\":\"1\",\"kind\":\"BOOL\"}]}}")));

        assertThat(metrics(SERVER.baseUrl()).out()).isEqualTo("tone  bool    ?\n");
    }
}
