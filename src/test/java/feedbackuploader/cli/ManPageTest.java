package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ManPageTest {

    private static final Map<String, String> PAGES = ManPage.all(Program.commandLine(Typed.nowhere()));

    @TempDir
    private Path folder;

    static List<CommandSpec> commands() {
        return HelpTest.all();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_has_a_page_with_every_option(CommandSpec command) {
        String page = page(command);

        assertThat(command.options()).isNotEmpty().allSatisfy((OptionSpec option) -> {
            for (String name : option.names()) {
                assertThat(page).contains("\\fB" + name.replace("-", "\\-") + "\\fR");
            }
        });
        assertThat(page).doesNotContain("%%", "${", "@|");
    }

    /** Each from its name to its last section, with the words of its options, and no complaint. */
    @ParameterizedTest
    @MethodSource("commands")
    void groff_shows_what_the_help_says(CommandSpec command) throws Exception {
        assumeTrue(isThere("groff"), "NOT TESTED: no groff on this system to show the man pages");
        Path file = Files.writeString(folder.resolve("page.1"), page(command));

        Shown shown = Shown.by(folder, "groff", "-man", "-Tutf8", "-ww", "-P-cbou", file.toString());

        assertThat(shown.errors()).isEmpty();
        assertThat(shown.words())
                .contains(
                        "NAME " + command.qualifiedName("-") + " - ", " SYNOPSIS " + command.qualifiedName(" ") + " ");
        for (OptionSpec option : command.options()) {
            String description = CommandLine.Help.Ansi.OFF.string(String.join(" ", option.description())
                    .replace("%%", "%")
                    .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValueString())));
            assertThat(shown.words()).contains(words(description));
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void mandoc_has_nothing_to_say_against_it(CommandSpec command) throws Exception {
        assumeTrue(isThere("mandoc"), "NOT TESTED: no mandoc on this system to check the man pages");
        Path file = Files.writeString(folder.resolve("page.1"), page(command));

        assertThat(Shown.by(folder, "mandoc", "-Tlint", "-Wwarning", file.toString())
                        .words()
                        .lines())
                .filteredOn(line -> !line.contains("missing date"))
                .allMatch(String::isBlank);
    }

    @Test
    void install_writes_them_where_man_looks_and_each_completion_where_its_shell_does() throws IOException {
        Typed typed = Typed.in(folder, "install", folder.resolve("local").toString());

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.err()).contains(PAGES.size() + 3 + " files written in ");
        Path share = folder.resolve("local/share");
        PAGES.forEach((name, text) ->
                assertThat(share.resolve("man/man1").resolve(name)).hasContent(text));
        assertThat(share.resolve("bash-completion/completions/feedback-uploader"))
                .isNotEmptyFile();
        assertThat(share.resolve("zsh/site-functions/_feedback-uploader"))
                .content()
                .startsWith("#compdef feedback-uploader\n");
        assertThat(share.resolve("fish/vendor_completions.d/feedback-uploader.fish"))
                .isNotEmptyFile();
    }

    @Test
    void a_folder_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        Typed typed = Typed.in(folder, "install", file.toString());

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains(file + "/share/", "Choose a folder that you may write");
    }

    private static String page(CommandSpec command) {
        return PAGES.getOrDefault(command.qualifiedName("-") + ".1", "");
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** What another program made of a page. */
    private record Shown(String words, String errors) {

        static Shown by(Path folder, String... command) throws IOException, InterruptedException {
            Path out = folder.resolve("out");
            Path errors = folder.resolve("errors");
            new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile())
                    .start()
                    .waitFor();
            return new Shown(
                    ManPageTest.words(Files.readString(out, StandardCharsets.UTF_8)), Files.readString(errors));
        }
    }
}
