package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger calls recorded is compared with what the deployment shows. */
@Timeout(60)
class VerifyTest {

    private static final String KEY = "key-of-the-test";

    @TempDir
    private Path folder;

    private Path data;
    private Path file;
    private Sandbox sandbox;

    @BeforeEach
    void upload() throws IOException {
        data = folder.resolve("data.jsonl");
        start();
        file = Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,metric,value,details\n" + new UUID(1, 1) + ",quality,4,fine\n" + new UUID(1, 1)
                        + ",quality,2,\n" + new UUID(1, 2) + ",quality,5,\n" + new UUID(1, 3) + ",quality,3,\n");
        assertThat(typed("upload", "--use-case", "support").exitCode()).isZero();
    }

    private void start() throws IOException {
        sandbox = Sandbox.start(
                SandboxOptions.withKey(KEY).withData(data).withMetrics(Map.of("quality", MetricKind.SCALAR)));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Typed typed(String command, String... options) {
        return Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", sandbox.root().toString()),
                Stream.concat(Stream.of(command, file.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    /** The deployment has lost or changed something; its address stays. The first row was sent first, alone. */
    private void withLines(List<String> lines) throws IOException {
        int port = sandbox.root().getPort();
        sandbox.close();
        Files.write(data, lines);
        sandbox = Sandbox.start(SandboxOptions.withKey(KEY)
                .withPort(port)
                .withData(data)
                .withMetrics(Map.of("quality", MetricKind.SCALAR)));
    }

    @Test
    void all_of_it_is_there_and_the_use_case_is_that_of_the_upload() {
        Typed verified = typed("verify");

        assertThat(verified.out().lines()).containsExactly("         4 there");
        assertThat(verified.exitCode()).isZero();
    }

    @Test
    void says_what_is_changed_and_what_is_gone() throws IOException {
        List<String> lines = Files.readAllLines(data);
        withLines(lines.stream()
                .filter(line -> !line.contains("\"value\":4"))
                .map(line -> line.replace("\"value\":5", "\"value\":1"))
                .toList());

        Typed verified = typed("verify", "--json");

        JsonNode json = new ObjectMapper().readTree(verified.out());
        assertThat(json.path("there").asLong()).isEqualTo(2);
        assertThat(json.path("changed").asLong()).isEqualTo(1);
        assertThat(json.path("gone").asLong()).isEqualTo(1);
        assertThat(json.path("deviations").findValuesAsText("reason"))
                .containsExactlyInAnyOrder("value sent: 5, shown: 1.", "The server shows its completion without it.");
        assertThat(json.path("deviations").findValuesAsText("row")).containsExactlyInAnyOrder("4", "2");
        assertThat(verified.exitCode()).isEqualTo(1);
    }

    @Test
    void a_server_that_shows_none_of_it_proves_nothing() throws IOException {
        withLines(List.of());

        Typed verified = typed("verify");

        assertThat(verified.err()).contains("Stopped: The upload cannot be read back");
        assertThat(verified.exitCode()).isEqualTo(3);
    }

    @Test
    void reads_back_a_sample_of_the_completions() {
        assertThat(typed("verify", "--sample", "2", "--rate", "1000/s").out()).containsPattern("^ +[23] there\n$");
    }

    @Test
    void the_upload_to_the_sandbox_is_verified_without_a_deployment() {
        assertThat(typed("upload", "--sandbox").exitCode()).isZero();

        assertThat(typed("verify", "--sandbox").out()).contains("4 there");
    }

    @Test
    void another_deployment_than_that_of_the_upload_is_refused() {
        Typed verified = typed("verify", "--url", "http://127.0.0.1:1");

        assertThat(verified.err()).contains("This upload went to " + sandbox.root());
        assertThat(verified.exitCode()).isEqualTo(2);
    }
}
