package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row that creates a completion, fixed in the copy in one way and in the file in another. */
@Timeout(60)
class CreatingRowFixedTwiceTest {

    private static final String KEY = "key-of-the-test";
    private static final String RATER = "11111111-1111-4111-8111-111111111111";
    private static final String HEADER = "prompt,completion_text,model,created_at,metric,value,user\n";
    private static final String GOOD = "Hi?,Bye,gpt-4,2024-01-01T00:00:00Z,quality,2," + RATER + "\n";

    @TempDir
    private Path folder;

    private Path data;
    private Path file;
    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        data = folder.resolve("data.jsonl");
        sandbox = Sandbox.start(
                SandboxOptions.withKey(KEY).withData(data).withMetrics(Map.of("quality", MetricKind.SCALAR)));
        file = folder.resolve("texts.csv");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Typed upload(Path which, String... options) {
        return Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", sandbox.root().toString()),
                Stream.concat(
                                Stream.of("upload", which.toString(), "--use-case", "support", "--create-completions"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private void write(String date, String value) throws IOException {
        Files.writeString(
                file, HEADER + GOOD + "Hi?,Hello,gpt-4," + date + "T00:00:00Z,quality," + value + "," + RATER + "\n");
    }

    private long ratingsOf(String value) throws IOException {
        List<String> lines = Files.readAllLines(data);
        return lines.stream()
                .filter(line -> line.contains("\"value\":" + value))
                .count();
    }

    /** @param date in the file: that of the copy is 2024-01-01, and its value 4 */
    private void fixInTheCopyAndOtherwiseInTheFile(String raters, String date, String value) throws IOException {
        write("2024-01-01", "x");
        assertThat(upload(file, "--raters", raters).exitCode()).isEqualTo(1);
        Path failed = folder.resolve("texts.csv.upload/failed.csv");
        Files.writeString(failed, Files.readString(failed).replace("quality,x", "quality,4"));
        assertThat(upload(failed, "--raters", raters).exitCode()).isZero();
        write(date, value);
    }

    @ParameterizedTest
    @CsvSource({"keep", "drop"})
    void waits_until_its_user_decides(String raters) throws IOException {
        fixInTheCopyAndOtherwiseInTheFile(raters, "2024-01-01", "5");
        String before = Files.readString(data);

        for (int time = 1; time <= 2; time++) {
            Typed stopped = upload(file, "--raters", raters);

            assertThat(stopped.exitCode()).as("%s", stopped).isEqualTo(2);
            assertThat(stopped.err()).contains("another value or text there");
            assertThat(data).hasContent(before);
        }
        Typed skipped = upload(file, "--raters", raters, "--skip-recorded");
        assertThat(skipped.exitCode()).as("%s", skipped).isZero();
        assertThat(upload(file, "--raters", raters).exitCode())
                .as("that was decided")
                .isZero();
        assertThat(data).hasContent(before);
    }

    @ParameterizedTest
    @CsvSource({"keep", "drop"})
    void is_the_same_completion_whatever_its_date(String raters) throws IOException {
        fixInTheCopyAndOtherwiseInTheFile(raters, "2024-01-02", "4");
        String before = Files.readString(data);

        assertThat(upload(file, "--raters", raters).exitCode()).isZero();

        assertThat(data).hasContent(before);
    }

    @ParameterizedTest
    @CsvSource({"keep", "drop"})
    void is_sent_when_its_user_says_so(String raters) throws IOException {
        fixInTheCopyAndOtherwiseInTheFile(raters, "2024-01-01", "5");
        assertThat(upload(file, "--raters", raters).exitCode()).isEqualTo(2);

        Typed again = upload(file, "--raters", raters, "--again");

        assertThat(again.exitCode()).as("%s", again).isZero();
        assertThat(upload(file, "--raters", raters).exitCode()).isZero();
        assertThat(ratingsOf("5")).isEqualTo(1);
        assertThat(ratingsOf("4")).isEqualTo(1);
        assertThat(ratingsOf("2")).isEqualTo(1);
    }
}
