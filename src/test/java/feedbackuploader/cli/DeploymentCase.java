package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are typed, and pasted as they are printed, at a deployment with the metric {@code quality}. */
@Timeout(60)
abstract class DeploymentCase {

    private static final String KEY = "key-of-the-test";
    private static final String PROGRAM = "feedback-uploader";

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void startDeployment() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.withKey(KEY).withMetrics(Map.of("quality", MetricKind.SCALAR)));
    }

    @AfterEach
    void stopDeployment() {
        sandbox.close();
    }

    Typed typed(String... arguments) {
        return Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", sandbox.root().toString()),
                arguments);
    }

    /** What follows {@code advice} in a line of {@code run}, as a shell reads it, with {@code more} words behind it. */
    Typed pasted(Typed run, String advice, String... more) throws Exception {
        String command = line(run, advice).substring(advice.length());
        assertThat(command).startsWith(PROGRAM + " ");
        Process shell = new ProcessBuilder("sh", "-c", command.replaceFirst(PROGRAM, "printf '%s\\\\n'")).start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return typed(Stream.concat(words.lines(), Stream.of(more)).toArray(String[]::new));
    }

    static String line(Typed run, String start) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    long recorded() {
        return sandbox.recordedCount();
    }

    static String row(int number, String rest) {
        return new UUID(1, number) + "," + rest + "\n";
    }
}
