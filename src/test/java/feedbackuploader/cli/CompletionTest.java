package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import feedbackuploader.mapping.options.ReadyMappings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shell offers is what is typed. */
class CompletionTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void values_are_offered_as_they_are_typed_and_so_are_the_ready_mappings(String shell) {
        Typed script = Typed.in(folder, "completion", shell);

        assertThat(script.exitCode()).isZero();
        assertThat(script.out())
                .contains("metric", "preference", "fraction", "reject")
                .doesNotContain("PREFERENCE", "FRACTION", "REJECT", "METRIC\"")
                .contains(ReadyMappings.names());
    }

    @Test
    void fish_is_told_of_commands_options_and_their_values() {
        assertThat(Typed.in(folder, "completion", "fish").out().lines())
                .contains(
                        "complete -c feedback-uploader -n __fish_use_subcommand -f -a status -d"
                                + " 'Shows the state of an upload, also while it runs'",
                        "complete -c feedback-uploader -n __fish_use_subcommand -f -a help -d"
                                + " 'Shows the options of a command, or a page of the manual'",
                        "complete -c feedback-uploader -n '__fish_seen_subcommand_from upload' -l kind -x"
                                + " -a 'metric preference interaction outcome auto' -d 'Kind of feedback: metric, preference, interaction, outcome or auto'",
                        "complete -c feedback-uploader -n '__fish_seen_subcommand_from completion' -f"
                                + " -a 'bash zsh fish'")
                .anySatisfy(line -> assertThat(line).contains("-l api-key-file -r -F -d "))
                .anySatisfy(line -> assertThat(line).contains(" -s y -l yes -d "));
    }

    @Test
    void zsh_is_told_of_commands_options_and_their_values_and_changes_no_settings() {
        String script = Typed.in(folder, "completion", "zsh").out();

        assertThat(script)
                .startsWith("#compdef feedback-uploader\n")
                .contains(
                        "'status:Shows the state of an upload, also while it runs'",
                        "'--kind=[Kind of feedback\\: metric, preference, interaction, outcome or auto]:KIND:(metric preference"
                                + " interaction outcome auto)'",
                        "'(-y --yes)-y[Send without asking first]'",
                        "'*--map=[",
                        ":FILE:_files'")
                .doesNotContain("setopt", "compinit", "alias");
    }

    /** The line of the manual as it stands, with a function in place of the program. */
    @ParameterizedTest
    @CsvSource({
        "bash, 'COMP_WORDS=(feedback-uploader upload --conc); COMP_CWORD=2; _complete_feedback-uploader 2>/dev/null;"
                + " echo \"${COMPREPLY[@]}\"', --concurrency",
        "bash, 'COMP_WORDS=(feedback-uploader help val); COMP_CWORD=2; _complete_feedback-uploader 2>/dev/null;"
                + " echo \"${COMPREPLY[@]}\"', validate",
        "bash, 'COMP_WORDS=(feedback-uploader help thr); COMP_CWORD=2; _complete_feedback-uploader 2>/dev/null;"
                + " echo \"${COMPREPLY[@]}\"', throttle",
        "fish, 'complete -C \"feedback-uploader help val\"', validate",
        "zsh, 'print -r -- $_comps[feedback-uploader]', _feedback-uploader",
        "fish, 'complete -C \"feedback-uploader upload --conc\"', --concurrency"
    })
    void the_line_of_the_manual_makes_the_shell_offer_them(String shell, String question, String answer)
            throws Exception {
        assumeShell(shell);
        Path script = Files.writeString(
                folder.resolve("script"), Typed.in(folder, "completion", shell).out());
        String program = shell.equals("fish")
                ? "function feedback-uploader; cat " + script + "; end; "
                : "feedback-uploader() { cat " + script + "; }; ";
        String before = shell.equals("zsh") ? "autoload -Uz compinit; compinit -u -D; " : "";
        String line = Files.readString(Path.of("src/site/markdown/running.md"))
                .replaceAll("(?s).*`([^`\n]*feedback-uploader completion " + shell + "[^`\n]*)`.*", "$1");
        Path said = folder.resolve("said");

        int code = new ProcessBuilder(shell, "-c", program + before + line + "; " + question)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();

        assertThat(said).content().startsWith(answer);
        assertThat(code).isZero();
    }

    private static void assumeShell(String shell) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, shell))),
                "NOT TESTED: no " + shell + " on this system");
    }

    /** Each shell, where it is there, reads its script without a complaint. */
    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void the_shell_understands_it(String shell) throws Exception {
        assumeShell(shell);
        Path script = Files.writeString(
                folder.resolve("script"), Typed.in(folder, "completion", shell).out());
        Path said = folder.resolve("said");

        int code = new ProcessBuilder(shell, "-n", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();

        assertThat(said).isEmptyFile();
        assertThat(code).isZero();
    }
}
