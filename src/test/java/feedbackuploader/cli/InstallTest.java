package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines that install prints are pasted as they stand into a shell, and a new one has what they promise. */
class InstallTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "bash, -ic, complete -p feedback-uploader, feedback-uploader",
        "zsh, -ic, 'print -r -- $_comps[feedback-uploader]', _feedback-uploader",
        "fish, -c, 'complete -C \"feedback-uploader upload --conc\"', --concurrency",
        "man, , , feedback-uploader.1"
    })
    void a_new_shell_has_the_completions_once_the_line_was_pasted(
            String name, String how, String question, String answer) throws Exception {
        assumeTrue(isThere(name), "NOT TESTED: no " + name + " on this system");
        Path home = Files.createDirectory(folder.resolve("home"));
        Typed install = Typed.in(folder, "install", folder.resolve("it's mine").toString());
        String start = "  " + name + ": ";
        String line = install.err()
                .lines()
                .filter(one -> one.startsWith(start))
                .map(one -> one.substring(start.length()))
                .findFirst()
                .orElseThrow();

        assertThat(said(home, "sh", "-c", line)).isEmpty();

        assertThat(
                        name.equals("man")
                                ? said(home, "sh", "-c", ". ~/.profile; man -w feedback-uploader")
                                : said(home, name, how, question))
                .contains(answer);
    }

    private static String said(Path home, String... command) throws Exception {
        ProcessBuilder shell = new ProcessBuilder(List.of(command));
        shell.environment().put("HOME", home.toString());
        shell.environment().keySet().removeAll(List.of("ZDOTDIR", "XDG_CONFIG_HOME", "MANPATH"));
        Process process = shell.redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
