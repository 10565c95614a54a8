package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command that opens the page, as it is used in a terminal. */
class UiIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    @DisabledOnOs(OS.WINDOWS)
    void it_runs_until_it_is_told_to_end(String signal, int exitCode) throws Exception {
        try (RunningPage page = RunningPage.in(folder)) {
            page.program().out().await("Ctrl-C ends the program");
            page.program().signal(signal);

            page.program().end().exits(exitCode);
        }
    }

    @Test
    void it_ends_when_no_page_is_open_for_long() throws Exception {
        try (RunningPage page = RunningPage.in(folder, "--idle", "200ms")) {
            page.program().end().exits(0).says("No page was open for 1 s, so the program ends.");
        }
    }

    @Test
    void it_says_how_it_is_reached_from_another_computer() throws Exception {
        PackagedProgram program = PackagedProgram.in(folder)
                .with("SSH_CONNECTION", "10.0.0.9 50522 10.0.0.5 22")
                .with("USER", "ana");
        try (RunningPage page = RunningPage.of(program, "--idle", "200ms")) {
            int port = page.port();

            page.program()
                    .end()
                    .says("You are logged in from another computer. Type there first: ssh -N -L " + port + ":127.0.0.1:"
                            + port + " ana@10.0.0.5");
        }
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (RunningPage page = RunningPage.in(folder)) {
            int port = page.port();
            Path other = Files.createDirectory(folder.resolve("other"));

            PackagedProgram.in(other)
                    .run("ui", "--no-browser", "--port", String.valueOf(port))
                    .exits(2)
                    .complains("The page cannot be opened: cannot listen on port " + port + " of 127.0.0.1");
        }
    }

    @Test
    void a_file_that_is_not_there_is_named() throws Exception {
        PackagedProgram.in(folder)
                .run("ui", "--no-browser", "nowhere.csv")
                .exits(2)
                .complains("There is no file nowhere.csv.");
    }

    @Test
    @EnabledIf("feedbackuploader.endtoend.TerminalIT#terminalsCanBeMade")
    void enter_prints_a_new_link() throws Exception {
        try (RunningProgram program = PackagedProgram.in(folder).startAtTerminal("ui --no-browser")) {
            program.out().await("Enter prints a new one.");
            program.type("\n");
            program.out().await(java.util.regex.Pattern.compile("(?s)Page at http.*Page at http"));
            program.type("\u0003");

            assertThat(program.end().exitCode()).isEqualTo(130);
        }
    }
}
