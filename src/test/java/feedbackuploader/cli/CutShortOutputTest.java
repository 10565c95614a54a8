package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.cli.console.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be printed to its end is not taken for all of it. */
class CutShortOutputTest {

    /** Takes nothing, as a full disk does. */
    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "template metric, 3",
        "upload --mapping list, 3",
        "completion bash, 3",
        "--version, 3",
        "upload --help, 0",
        "no-command, 2"
    })
    void the_exit_code_says_so(String typed, int exitCode) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Surroundings nowhere = Typed.surroundings(Map.of(), new ByteArrayOutputStream(), said);
        Surroundings full = new Surroundings(
                nowhere.environment(),
                nowhere.in(),
                false,
                new PrintStream(new FullDisk(), true, StandardCharsets.UTF_8),
                nowhere.err(),
                false,
                "feedback-uploader",
                nowhere.time());

        assertThat(Program.run(full, typed.split(" "))).isEqualTo(exitCode);

        if (exitCode == 3) {
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("Standard output is cut short");
        }
    }
}
