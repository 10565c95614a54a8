package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person at a terminal is asked before anything is sent; a script is not. */
@EnabledIf("terminalsCanBeMade")
class TerminalIT {

    private static final String QUESTION = "[y/N] ";

    @TempDir
    private Path folder;

    static boolean terminalsCanBeMade() throws InterruptedException {
        try {
            return new ProcessBuilder("script", "-qec", "true", "/dev/null")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "yes, 'y\n', 0, 20 recorded",
        "Ctrl-D, '\u0004', 3, 20 not_sent",
        "Ctrl-C, '\u0003', 130, Interrupted before anything was sent."
    })
    void nothing_is_sent_without_a_yes(String answer, String keys, int exitCode, String said) throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            SandboxView sandbox = local.view();
            Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("asked", 20));

            try (RunningProgram upload = PackagedProgram.in(folder).to(sandbox).startAtTerminal("upload ratings.csv")) {
                upload.out().await("Send 20 pieces of metric feedback to " + sandbox.root() + "? " + QUESTION);
                assertThat(sandbox.attempts()).isZero();
                upload.type(keys);
                upload.end().exits(exitCode).says(said, "Row 2 as sent: {\"value\":");
            }
            assertThat(sandbox.recorded()).isEqualTo(exitCode == 0 ? 20 : 0);
            UploadFolder.of(file).tellsTheTruthAbout(sandbox);
        }
    }

    /** The launcher tells the program of each of its streams whether it is a terminal. */
    @Test
    void a_script_is_not_asked() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            Rating.write(folder.resolve("ratings.csv"), Rating.series("unasked", 5));

            try (RunningProgram upload =
                    PackagedProgram.in(folder).to(local.view()).startAtTerminal("upload ratings.csv </dev/null")) {
                assertThat(upload.end().exits(0).out()).doesNotContain(QUESTION);
            }
        }
    }
}
