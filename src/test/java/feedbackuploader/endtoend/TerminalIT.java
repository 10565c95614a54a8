package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "no, 'n\n', 3, 'Stopped: The answer was not yes, so this run has sent nothing.'",
        "the return key, '\n', 3, 20 not_sent",
        "Ctrl-D, '\u0004', 3, 20 not_sent",
        "Ctrl-C, '\u0003', 130, Interrupted before anything was sent."
    })
    void nothing_is_sent_without_a_yes_and_the_same_command_goes_on(
            String answer, String keys, int exitCode, String said) throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            SandboxView sandbox = local.view();
            Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("asked", 20));
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);

            try (RunningProgram upload = program.startAtTerminal("upload ratings.csv")) {
                upload.out().await("Send 20 rows of metric feedback to " + sandbox.root() + " ? " + QUESTION);
                assertThat(sandbox.attempts()).isZero();
                upload.type(keys);
                upload.end().exits(exitCode).says(said, "Row 2 as sent: {\"value\":");
            }
            assertThat(sandbox.recorded()).isEqualTo(exitCode == 0 ? 20 : 0);
            UploadFolder.of(file).tellsTheTruthAbout(sandbox);

            program.run("upload", "ratings.csv").exits(0).says("20 recorded");
            assertThat(UploadFolder.of(file).statuses()).isEqualTo(Map.of("recorded", 20L));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--yes", "--dry-run", "--sandbox", "2>/dev/null", "</dev/null"})
    void there_is_no_question_where_the_answer_is_known_or_nobody_can_answer(String how) throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            Rating.write(folder.resolve("ratings.csv"), Rating.series("unasked", 5));

            try (RunningProgram upload =
                    PackagedProgram.in(folder).to(local.view()).startAtTerminal("upload ratings.csv " + how)) {
                FinishedProgram finished = upload.end().exits(0);
                assertThat(finished.out()).doesNotContain(QUESTION);
            }
        }
    }

    @Test
    void all_files_of_a_command_are_one_question_and_what_is_done_is_none() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            SandboxView sandbox = local.view();
            List<Rating> ratings = Rating.series("first", 7);
            Path first = Rating.write(folder.resolve("first.csv"), ratings);
            Rating.write(folder.resolve("second.csv"), Rating.series("other", 4));
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);

            try (RunningProgram upload = program.startAtTerminal("upload -q first.csv second.csv")) {
                upload.out().await("Send 11 rows of metric feedback to ");
                upload.type("YES\n");
                upload.end().exits(0);
            }
            assertThat(sandbox.recorded()).isEqualTo(11);

            Rating.write(first, ratings.subList(0, 5));
            try (RunningProgram upload = program.startAtTerminal("upload first.csv second.csv")) {
                assertThat(upload.end().exits(0).out()).doesNotContain(QUESTION);
            }
        }
    }
}
