package feedbackuploader.api;

import feedbackuploader.sandbox.Latency;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of uploads from Java have in common: a deployment, files of ratings, and a memory beside them. */
@Timeout(120)
abstract class UploadCase {

    static final String KEY = "sk-7f3e9a1b5c8d2046";

    @TempDir
    Path folder;

    Sandbox deployment;

    @BeforeEach
    void start() throws IOException {
        deployment = Sandbox.start(SandboxOptions.withKey(KEY)
                .withMetrics(Map.of("quality", MetricKind.SCALAR))
                .withLatency(Latency.of(Duration.ofMillis(20))));
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    Path ratings(String name, int rows) throws IOException {
        StringBuilder csv = new StringBuilder("completion_id,value\n");
        for (int i = 1; i <= rows; i++) {
            csv.append(new UUID(7, i)).append(',').append(i).append('\n');
        }
        return Files.writeString(folder.resolve(name), csv);
    }

    FeedbackUpload upload(Path file, String... options) throws UploadException {
        List<String> words = new ArrayList<>(List.of("--metric", "quality", "--use-case", "support"));
        words.addAll(List.of(options));
        return FeedbackUpload.toDeployment(
                deployment.root().toString(),
                KEY,
                file,
                Map.of("XDG_STATE_HOME", folder.resolve("state").toString(), "ADAPTIVE_URL", "https://other.example"),
                words.toArray(String[]::new));
    }

    static List<RowResult> rows(FeedbackUpload upload) throws UploadException {
        List<RowResult> rows = new ArrayList<>();
        upload.eachRow(rows::add);
        return rows;
    }
}
