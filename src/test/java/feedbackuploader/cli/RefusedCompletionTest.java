package feedbackuploader.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the ratings of a completion that a deployment refuses, and of a completion whose rating it refuses. */
@Timeout(60)
class RefusedCompletionTest {

    private static final String INTERACTIONS = "/api/v1/interactions";
    private static final String FEEDBACK = "/api/v1/feedback";
    private static final String ID = "c0c0c0c0-0000-4000-8000-000000000001";
    private static final String RATER = "11111111-1111-4111-8111-111111111111";
    private static final String NO_MODEL = "{\"error\":\"EntityNotFound: model gpt-4 does not exist\"}";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeAll
    static void warmUp() throws IOException, InterruptedException {
        WarmUp.of(SERVER);
    }

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(
                folder.resolve("texts.csv"),
                "prompt,completion_text,model,metric,value,user\nHi?,Hello,gpt-4,quality,4," + RATER + "\n");
    }

    private Typed upload(Path which, String... options) {
        return Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", "key-of-the-test", "ADAPTIVE_URL", SERVER.baseUrl()),
                Stream.concat(
                                Stream.of(
                                        "upload",
                                        which.toString(),
                                        "--use-case",
                                        "support",
                                        "--create-completions",
                                        "--max-attempts",
                                        "2"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private static void answers(String route, int status, String body) {
        SERVER.stubFor(post(urlEqualTo(route)).willReturn(jsonResponse(body, status)));
    }

    private static void creates() {
        answers(
                INTERACTIONS,
                201,
                "{\"completion_id\":\"" + ID + "\",\"session_id\":\"" + ID + "\",\"feedback_ids\":[]}");
    }

    private static CSVRecord row(Path report) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser rows = CSVParser.parse(Files.readString(report), format)) {
            List<CSVRecord> all = rows.getRecords();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private Path report(String name) {
        return folder.resolve("texts.csv.upload").resolve(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "drop"})
    void a_refused_completion_is_one_row_to_fix_with_one_story(String raters) throws IOException {
        answers(INTERACTIONS, 422, NO_MODEL);

        Typed refused = upload(file, "--raters", raters);

        assertThat(refused.exitCode()).isEqualTo(1);
        SERVER.verify(0, postRequestedFor(urlEqualTo(FEEDBACK)));
        CSVRecord row = row(report("failed.csv"));
        assertThat(row.get("upload_error"))
                .containsOnlyOnce("EntityNotFound")
                .endsWith(" | quality: Not recorded: its completion was refused.");
        assertThat(row(report("results.csv")).get("upload_status")).isEqualTo("rejected");
        assertThat(refused.out()).contains("rejected").doesNotContain("not_sent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "drop"})
    void once_the_deployment_takes_it_the_same_command_sends_both_once(String raters) throws IOException {
        answers(INTERACTIONS, 422, NO_MODEL);
        assertThat(upload(file, "--raters", raters).exitCode()).isEqualTo(1);
        creates();
        answers(FEEDBACK, 201, "{\"feedback_id\":\"f1\"}");

        assertThat(upload(file, "--raters", raters).exitCode()).isZero();
        assertThat(upload(file, "--raters", raters).exitCode()).isZero();

        SERVER.verify(2, postRequestedFor(urlEqualTo(INTERACTIONS)));
        SERVER.verify(raters.equals("keep") ? 1 : 0, postRequestedFor(urlEqualTo(FEEDBACK)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed.csv", "another name.csv"})
    void a_refused_rating_that_is_fixed_goes_to_the_completion_that_is_there(String name) throws IOException {
        creates();
        answers(FEEDBACK, 422, "{\"error\":\"value 4 is too high\"}");
        assertThat(upload(file, "--raters", "keep").exitCode()).isEqualTo(1);
        assertThat(row(report("failed.csv")).get("upload_completion_id")).isEqualTo(ID);
        Path fixed = Files.writeString(
                name.equals("failed.csv") ? report(name) : folder.resolve(name),
                Files.readString(report("failed.csv")).replace("quality,4", "quality,3"));
        answers(FEEDBACK, 201, "{\"feedback_id\":\"f1\"}");

        assertThat(upload(fixed, "--raters", "keep").exitCode()).isZero();

        SERVER.verify(1, postRequestedFor(urlEqualTo(INTERACTIONS)));
        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo(FEEDBACK))
                        .withRequestBody(equalToJson("{\"value\":3,\"metric\":\"quality\",\"completion_id\":\"" + ID
                                + "\",\"user_id\":\"" + RATER + "\"}")));
        Typed first = upload(file, "--raters", "keep");
        assertThat(first.exitCode()).isZero();
        SERVER.verify(1, postRequestedFor(urlEqualTo(INTERACTIONS)));
        SERVER.verify(1, postRequestedFor(urlEqualTo(FEEDBACK)).withRequestBody(containing("\"value\":3")));
        SERVER.verify(2, postRequestedFor(urlEqualTo(FEEDBACK)));
    }

    @Test
    void a_rating_whose_completion_may_not_be_there_says_so() throws IOException {
        SERVER.stubFor(
                post(urlEqualTo(INTERACTIONS)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        Typed lost = upload(file, "--raters", "keep", "--no-label", "--settle-wait", "1s");

        CSVRecord row = row(report("results.csv"));
        assertThat(row.get("upload_status")).isEqualTo("unknown");
        assertThat(row.get("upload_error"))
                .contains("--no-label")
                .endsWith("quality: Not sent: it is unknown whether its completion was created.");
        assertThat(lost.exitCode()).isEqualTo(4);
    }

    /** One of them would wait for a side that the other creates. */
    @Test
    void preferences_that_create_their_completions_are_not_shared_among_shards() throws IOException {
        Path preferences = Files.writeString(
                folder.resolve("pairs.csv"),
                "prompt,preferred_text,preferred_model,other_text,other_model,metric\nHi?,Hello,gpt-4,Bye,gpt-4,better\n");

        Typed refused = upload(preferences, "--shard", "1/2");

        assertThat(refused.err()).contains("Upload it without --shard.");
        assertThat(refused.exitCode()).isEqualTo(2);
    }
}
