package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The copy of the rows to fix needs the options of its file: the command for it is printed with them. */
@Timeout(60)
class CopyToFixTest {

    private static final String KEY = "key-of-the-test";
    private static final String ADVICE = "Or fix them in failed.csv and upload that";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.withKey(KEY).withMetrics(Map.of("quality", MetricKind.SCALAR)));
        file = Files.writeString(
                folder.resolve("export.csv"),
                "Ratings of March\nid,value\n" + row(1, "4") + row(2, "bad") + row(3, "\"0,5\"") + row(4, "5"));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static String row(int number, String rest) {
        return new UUID(1, number) + "," + rest + "\n";
    }

    private Typed upload(String... options) {
        return typed(Stream.concat(
                        Stream.of(
                                "upload",
                                file.toString(),
                                "--yes",
                                "--skip-lines",
                                "1",
                                "--map",
                                "completion_id=id",
                                "--metric",
                                "quality",
                                "--decimal-comma"),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    private Typed typed(String... arguments) {
        return Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", sandbox.root().toString()),
                arguments);
    }

    @Test
    void the_printed_command_uploads_what_was_fixed_in_the_copy_and_the_file_knows_it() throws Exception {
        String advice = advice(upload());
        Path copy = folder.resolve("export.csv.upload/failed.csv");
        Files.writeString(copy, Files.readString(copy).replace(",bad", ",3"));

        Typed fixed = typed(advice.replaceFirst(".*: feedback-uploader ", "").split(" "));

        assertThat(fixed.out()).contains("1 recorded");
        assertThat(upload().exitCode()).isZero();
        assertThat(sandbox.recordedCount()).isEqualTo(4);
    }

    @Test
    void without_a_command_where_it_would_lack_a_secret() {
        assertThat(advice(upload("--header", "X-Token: secret"))).endsWith(" with the same options.");
    }

    private static String advice(Typed run) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith(ADVICE))
                .findFirst()
                .orElseThrow();
    }
}
