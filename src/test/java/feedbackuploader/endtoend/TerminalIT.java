package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                upload.out().await("Send 20 rows of metric feedback to " + sandbox.root() + "? " + QUESTION);
                assertThat(sandbox.attempts()).isZero();
                upload.type(keys);
                upload.end().exits(exitCode).says(said, "Row 2 as sent: {\"value\":");
            }
            assertThat(sandbox.recorded()).isEqualTo(exitCode == 0 ? 20 : 0);
            UploadFolder.of(file).tellsTheTruthAbout(sandbox);
        }
    }

    @Test
    void a_key_that_nobody_gave_is_typed_and_does_not_show() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            SandboxView sandbox = local.view();
            Rating.write(folder.resolve("ratings.csv"), Rating.series("typed", 20));
            PackagedProgram program = PackagedProgram.in(folder)
                    .with("ADAPTIVE_URL", sandbox.root().toString());

            try (RunningProgram upload = program.startAtTerminal("upload ratings.csv --yes")) {
                upload.out().await("API key (not shown): ");
                upload.type(PackagedProgram.KEY + "\n");
                FinishedProgram finished = upload.end().exits(0).says("20 recorded");
                Canary.isNotIn(finished.out(), "what the screen showed");
            }
            assertThat(sandbox.recorded()).isEqualTo(20);
        }
    }

    @Test
    void help_needs_no_key() throws Exception {
        PackagedProgram program = PackagedProgram.in(folder).with("ADAPTIVE_URL", "http://127.0.0.1:1");

        try (RunningProgram help = program.startAtTerminal("upload --help")) {
            FinishedProgram finished = help.end().exits(0).says("feedback-uploader upload");
            assertThat(finished.out()).doesNotContain("API key (not shown)");
        }
    }

    @Test
    void ctrl_c_at_the_question_for_the_key_ends_the_program() throws Exception {
        Rating.write(folder.resolve("ratings.csv"), Rating.series("typed", 3));

        try (RunningProgram upload =
                PackagedProgram.in(folder).startAtTerminal("upload ratings.csv --url http://127.0.0.1:1")) {
            upload.out().await("API key (not shown): ");
            upload.type("\u0003");
            upload.end().exits(130);
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

    /** A terminal breaks a full line wherever it is, and nobody can copy an option from the end of one and the next. */
    @Test
    void hints_are_broken_between_words_and_no_option_is() throws Exception {
        Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,metric,value\n" + Rating.uuid("hint")
                        + ",quality,yes\nba3a8a26-dc45-5af4-a053-2c5d05eaa0ce,quality,\n");
        try (RunningProgram validate = PackagedProgram.in(folder).startAtTerminal(80, "validate ratings.csv");
                RunningProgram upload = PackagedProgram.in(Files.createDirectory(folder.resolve("upload")))
                        .startAtTerminal(80, "upload ../ratings.csv --sandbox")) {
            for (FinishedProgram program : List.of(validate.end(), upload.end())) {
                assertThat(program.out().lines())
                        .filteredOn(line -> !line.matches(" *(\\S+|\\S+feedback-uploader upload .*)"))
                        .allMatch(line -> line.length() <= 80)
                        .anyMatch(line -> line.contains("--values 'yes=true, =skip'"));
            }
        }
    }
}
