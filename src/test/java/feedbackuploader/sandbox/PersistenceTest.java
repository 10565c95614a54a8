package feedbackuploader.sandbox;

import static feedbackuploader.sandbox.SandboxClient.A;
import static feedbackuploader.sandbox.SandboxClient.COMPARISON;
import static feedbackuploader.sandbox.SandboxClient.FEEDBACK;
import static feedbackuploader.sandbox.SandboxClient.GOOD_COMPARISON;
import static feedbackuploader.sandbox.SandboxClient.GOOD_FEEDBACK;
import static feedbackuploader.sandbox.SandboxClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistenceTest {

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void nameFile() {
        data = folder.resolve("sandbox.jsonl");
    }

    @Test
    void what_was_recorded_is_there_after_a_restart() throws Exception {
        List<String> listed;
        try (Sandbox sandbox = start()) {
            SandboxClient client = new SandboxClient(sandbox);
            client.post(FEEDBACK, GOOD_FEEDBACK);
            client.post(COMPARISON, GOOD_COMPARISON);
            listed = client.listing();
        }

        try (Sandbox sandbox = start()) {
            SandboxClient client = new SandboxClient(sandbox);
            assertThat(sandbox.recordedCount()).isEqualTo(2);
            assertThat(client.listing()).isEqualTo(listed);
            assertThat(client.graphQl(
                                    "{completion(useCase:\"c\",id:\"" + A
                                            + "\"){directFeedbacks{value} comparisonFeedbacks{metric{key}}}}",
                                    "{}")
                            .toString())
                    .isEqualTo("{\"data\":{\"completion\":{\"directFeedbacks\":[{\"value\":4.5}],"
                            + "\"comparisonFeedbacks\":[{\"metric\":{\"key\":\"liked\"}}]}}}");

            client.post(FEEDBACK, GOOD_FEEDBACK);
            assertThat(client.listing()).hasSize(3).startsWith(listed.toArray(String[]::new));
        }
    }

    @Test
    void the_data_file_is_the_listing() throws Exception {
        try (Sandbox sandbox = start()) {
            SandboxClient client = new SandboxClient(sandbox);
            client.post(FEEDBACK, GOOD_FEEDBACK);

            assertThat(Files.readString(data))
                    .isEqualTo(client.get("/sandbox/feedback").body());
        }
    }

    @Test
    void a_listing_longer_than_one_read_is_whole() throws Exception {
        try (Sandbox sandbox = start()) {
            SandboxClient client = new SandboxClient(sandbox);
            for (int i = 0; i < 30; i++) {
                String details = String.valueOf(i).repeat(i % 10 == 9 ? 90_000 : 3_000);
                client.post(FEEDBACK, GOOD_FEEDBACK.replace("}", ",\"details\":\"" + details + "\"}"));
            }

            assertThat(client.listing()).hasSize(30);
            assertThat(client.get("/sandbox/feedback").body()).isEqualTo(Files.readString(data));
        }
    }

    @Test
    void requests_at_the_same_time_are_each_recorded_once() throws Exception {
        try (Sandbox sandbox = start()) {
            SandboxClient client = new SandboxClient(sandbox);
            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 300)
                    .mapToObj(i -> client.sendAsync(
                            client.request(FEEDBACK).POST(HttpRequest.BodyPublishers.ofString(GOOD_FEEDBACK))))
                    .toList();

            List<JsonNode> ids = answers.stream()
                    .map(answer -> json(answer.join().body()).path("feedback_id"))
                    .toList();

            assertThat(client.listing())
                    .extracting(line -> json(line).path("id"))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void a_torn_last_line_is_dropped_with_a_note() throws Exception {
        recordOne();
        String whole = Files.readString(data);
        Files.writeString(data, whole.substring(0, 40), StandardOpenOption.APPEND);

        try (Sandbox sandbox = start()) {
            SandboxClient client = new SandboxClient(sandbox);
            assertThat(sandbox.recordedCount()).isEqualTo(1);
            assertThat(Files.readString(data)).isEqualTo(whole);
            assertThat(client.stats().path("notes").path(0).asText())
                    .contains("incomplete (40 bytes)")
                    .contains(data.toString());
            client.post(FEEDBACK, GOOD_FEEDBACK);
            assertThat(client.listing()).hasSize(2);
        }
    }

    @Test
    void a_file_of_nothing_but_a_torn_line_is_an_empty_one() throws Exception {
        Files.writeString(data, "{\"kind\":\"me");

        try (Sandbox sandbox = start()) {
            assertThat(sandbox.recordedCount()).isZero();
            assertThat(data).isEmptyFile();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"completion_id,value\n1,2\n", "\n", "{}\n{\"kind\":\"me", "[]\n"})
    void a_file_that_is_not_ours_is_refused_and_left_alone(String content) throws Exception {
        Files.writeString(data, content, UTF_8);

        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1 of " + data + " was not written by a sandbox");
        assertThat(data).content().isEqualTo(content);
    }

    @Test
    void a_data_file_belongs_to_one_sandbox_at_a_time() throws Exception {
        try (Sandbox first = start()) {
            assertThat(first.recordedCount()).isZero();
            assertThatThrownBy(this::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another sandbox uses the data file " + data);
        }
    }

    @Test
    void a_data_file_in_a_missing_folder_is_refused() {
        data = folder.resolve("missing").resolve("sandbox.jsonl");

        assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining(data.toString());
    }

    @Test
    void a_port_in_use_frees_the_data_file_again() throws Exception {
        try (Sandbox other = Sandbox.start(SandboxOptions.withKey("k"))) {
            assertThatThrownBy(() -> Sandbox.start(SandboxOptions.withKey("k")
                            .withData(data)
                            .withPort(other.root().getPort())))
                    .isInstanceOf(IOException.class);
        }

        recordOne();
        assertThat(data).isNotEmptyFile();
    }

    private void recordOne() throws Exception {
        try (Sandbox sandbox = start()) {
            new SandboxClient(sandbox).post(FEEDBACK, GOOD_FEEDBACK);
        }
    }

    private Sandbox start() throws IOException {
        return Sandbox.start(SandboxOptions.withKey(SandboxClient.KEY)
                .withMetrics(Map.of("stars", MetricKind.SCALAR, "liked", MetricKind.BOOL))
                .withData(data));
    }
}
