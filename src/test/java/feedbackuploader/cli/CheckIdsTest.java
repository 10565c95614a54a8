package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.sandbox.Behaviour;
import feedbackuploader.sandbox.LabelFilter;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A deployment that has only the completions that were created there. */
@Timeout(60)
class CheckIdsTest {

    private static final String KEY = "key-of-the-test";
    private static final String STRANGE = new UUID(1, 1).toString();

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.withKey(KEY)
                .withMetrics(Map.of("quality", MetricKind.SCALAR))
                .withBehaviour(new Behaviour(true, true, true, Duration.ZERO, LabelFilter.ANY)));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String create() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(sandbox.root().resolve("/api/v1/interactions"))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"use_case\":\"support\",\"completion\":\"Hello!\","
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return new ObjectMapper().readTree(answer).path("completion_id").asText();
    }

    private Typed upload(String[] completions, String... options) throws IOException {
        StringBuilder rows = new StringBuilder("completion_id,metric,value\n");
        for (String completion : completions) {
            rows.append(completion).append(",quality,4\n");
        }
        Path file = Files.writeString(folder.resolve("ratings.csv"), rows);
        return Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", sandbox.root().toString()),
                Stream.concat(Stream.of("upload", file.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void ids_from_elsewhere_are_found_out_before_anything_is_sent() throws Exception {
        String[] strange = {STRANGE, new UUID(1, 2).toString()};

        Typed stopped = upload(strange, "--use-case", "support");
        assertThat(stopped.err())
                .contains("Stopped: None of the 2 completions that the server was asked for exists under this use case")
                .contains(STRANGE + " (row 2)");
        assertThat(stopped.exitCode()).isEqualTo(2);

        Typed refused = upload(strange, "--use-case", "support", "--check-ids", "none");
        assertThat(refused.out() + refused.err()).contains("2 rejected");
        assertThat(refused.exitCode()).isEqualTo(1);
    }

    @Test
    void the_id_of_another_use_case_is_found_out_too() throws Exception {
        Typed stopped = upload(new String[] {create()}, "--use-case", "sales");

        assertThat(stopped.err()).contains("The completion that the server was asked for does not exist under this");
        assertThat(stopped.exitCode()).isEqualTo(2);
    }

    @Test
    void the_rows_of_existing_completions_are_sent() throws Exception {
        Typed sent = upload(new String[] {create(), STRANGE}, "--use-case", "support", "--check-ids", "all");

        assertThat(sent.err())
                .contains("1 row is not sent: the server does not show its completion, such as " + STRANGE);
        assertThat(Files.readString(folder.resolve("ratings.csv.upload/results.csv")))
                .contains("recorded", "The server shows no completion " + STRANGE);
        assertThat(sent.exitCode()).isEqualTo(1);
    }
}
