package example;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.api.FeedbackUpload;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a package of its own: it has what any other program has. */
class UploadExampleTest {

    private static final Path CODE = Path.of("src/test/java/example/UploadExample.java");

    @TempDir
    private Path folder;

    @Test
    void it_runs() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,metric,value\n" + new UUID(7, 1) + ",quality,4\n" + new UUID(7, 2) + ",quality,\n");
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        int code = UploadExample.upload(
                FeedbackUpload.toSandbox(file), new PrintStream(said, true, StandardCharsets.UTF_8));

        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("1 recorded, report in " + folder.resolve("ratings.csv.sandbox"))
                .contains("Line 3 is invalid: ");
        assertThat(code).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/site/markdown/java.md", "src/main/java/feedbackuploader/api/package-info.java"})
    void the_manual_and_the_javadoc_show_it_as_it_is_compiled(String page) throws Exception {
        String code = Files.readString(CODE);
        String shown = page.endsWith(".java")
                ? Files.readString(Path.of(page))
                        .replaceAll("(?m)^ \\*($| )", "")
                        .replace("&#64;", "@")
                : Files.readString(Path.of(page));

        assertThat(shown).contains(code.substring(code.indexOf("public final class")));
    }
}
