package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no regular file is refused at once; a pipe into which nobody writes would be waited for. */
@DisabledOnOs(OS.WINDOWS)
class NoRegularFileTest {

    @TempDir
    private Path folder;

    private Path pipe;

    @BeforeEach
    void make() throws Exception {
        pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
    }

    private Typed typed(String... arguments) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> Typed.in(folder.resolve("state"), arguments), "it waits for the pipe");
    }

    @ParameterizedTest
    @CsvSource({"validate, --all-problems", "validate, --json", "upload, --sandbox"})
    void a_pipe_is_refused_as_a_file(String command, String option) {
        Typed typed = typed(command, pipe.toString(), option);

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err())
                .contains("pipe: found something that is not a regular file; expected a file."
                        + " The program reads it more than once. Save the pipe or device to a file first.");
        assertThat(folder.resolve("pipe.sandbox")).doesNotExist();
        assertThat(folder.resolve("pipe.upload")).doesNotExist();
    }

    @Test
    void a_pipe_is_refused_as_a_file_of_edits() throws Exception {
        Path file = Files.writeString(folder.resolve("r.csv"), "completion_id,metric,value\n");

        Typed typed = typed("validate", file.toString(), "--edits", pipe.toString());

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains("pipe: found something that is not a regular file; expected a file of edits.");
    }
}
