package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.cli.console.ManualPage;
import feedbackuploader.mapping.options.ReadyMappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {

    static Stream<CommandSpec> commands() {
        return all().stream();
    }

    /** The program itself and its commands. */
    static List<CommandSpec> all() {
        CommandLine program = Program.commandLine(Typed.nowhere());
        return Stream.concat(Stream.of(program), program.getSubcommands().values().stream())
                .map(CommandLine::getCommandSpec)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_fits_eighty_columns_and_has_no_doubled_percent_sign(CommandSpec command) {
        String help = command.commandLine().getUsageMessage(Ansi.OFF);

        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(help).doesNotContain("%%");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_option_and_parameter_is_described(CommandSpec command) {
        assertThat(command.usageMessage().description()).isNotEmpty();
        assertThat(Stream.concat(command.options().stream(), command.positionalParameters().stream()))
                .allSatisfy((ArgSpec argument) ->
                        assertThat(String.join("", argument.description())).isNotBlank());
    }

    @Test
    void the_many_options_of_upload_stand_in_groups() {
        String help = Typed.in(Path.of("nowhere"), "help", "upload").out();

        assertThat(help)
                .isEqualTo(Typed.in(Path.of("nowhere"), "upload", "--help").out())
                .containsSubsequence(
                        "File:",
                        "--encoding",
                        "Columns:",
                        "--map",
                        "Values:",
                        "--values",
                        "Server:",
                        "--use-case",
                        "--url",
                        "Sending:",
                        "--dry-run",
                        "Speed and retries:",
                        "--concurrency",
                        "Report and messages:",
                        "--output-dir",
                        "Examples:");
        upload(Program.commandLine(Typed.nowhere())).options().stream()
                .map(OptionSpec::longestName)
                .forEach(name -> assertThat(help).contains(name));
    }

    /** Each is typed as it stands, by what a shell makes of it. */
    @Test
    void its_six_examples_can_be_typed() {
        String help = Typed.in(Path.of("nowhere"), "help", "upload").out();
        List<String> examples = help.replace("\\\n", "")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("feedback-uploader upload ") && !line.contains("["))
                .toList();

        assertThat(examples).hasSize(6);
        assertThat(examples).allSatisfy(example -> {
            String[] words = Pattern.compile("'([^']*)'|(\\S+)")
                    .matcher(example)
                    .results()
                    .skip(1)
                    .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                    .toArray(String[]::new);
            CommandLine program = Program.commandLine(Typed.nowhere());
            assertThat(program.parseArgs(words).subcommand().matchedPositionals())
                    .hasSize(1);
            OptionSpec mapping = upload(program).findOption("--mapping");
            if (mapping != null && mapping.getValue() != null) {
                assertThat(ReadyMappings.names()).contains(mapping.getValue().toString());
            }
        });
    }

    /** The same words as in the project's documentation, as wide as a terminal, with links that can be typed. */
    @ParameterizedTest
    @MethodSource("feedbackuploader.cli.console.ManualPage#names")
    void every_page_of_the_manual_is_printed_whole(String name) throws IOException {
        Typed page = Typed.in(Path.of("nowhere"), "help", name);

        assertThat(page.exitCode()).isZero();
        assertThat(page.out().lines().filter(line -> !line.startsWith("|") && line.contains(" ")))
                .filteredOn(line -> line.length() > 80)
                .allSatisfy(line -> assertThat(markdown(name)).as("an example").contains("\n" + line + "\n"));
        assertThat(words(page.out().replaceAll("\\s+\\(help\\s+[\\w-]+\\)", "")))
                .isEqualTo(words(markdown(name).replaceAll("\\[([^]]+)]\\([^)]*\\)", "$1")));
    }

    @Test
    void a_list_within_a_list_keeps_its_place() {
        assertThat(Typed.in(Path.of("nowhere"), "help", "promise").out())
                .contains("A row is sent a second time only if\n  - its request never left completely, or\n");
    }

    /** The advice on every wrong call is to try {@code --help}. */
    @Test
    void the_advice_of_a_wrong_help_can_be_followed() {
        assertThat(Typed.in(Path.of("nowhere"), "help", "nopage").err()).contains("feedback-uploader help --help");

        Typed help = Typed.in(Path.of("nowhere"), "help", "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Pages of the manual: files, mapping,");
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String markdown(String name) throws IOException {
        return Files.readString(Path.of("src/site/markdown", name.replace("sandbox-faults", "sandbox") + ".md"));
    }

    @Test
    void every_page_is_named_by_help_and_every_link_to_one_can_be_typed() throws IOException {
        String help = Typed.in(Path.of("nowhere"), "help", "help").out();
        try (Stream<Path> files = Files.list(Path.of("src/site/markdown"))) {
            assertThat(ManualPage.names()).hasSize((int) files.count());
        }
        for (String name : ManualPage.names()) {
            assertThat(help).contains(name);
            Pattern.compile("\\(help ([\\w-]+)\\)")
                    .matcher(Typed.in(Path.of("nowhere"), "help", name).out())
                    .results()
                    .forEach(link -> assertThat(ManualPage.names()).contains(link.group(1)));
        }
    }

    /** A page with the name of a command has another name for {@code help}. */
    @Test
    void the_readme_and_the_command_say_how_to_print_the_page_on_the_sandbox() throws IOException {
        assertThat(Typed.in(Path.of("nowhere"), "help", "sandbox").out()).contains("help sandbox-faults");
        for (String name : ManualPage.names()) {
            assertThat(Files.readAllLines(Path.of("README.md")))
                    .anyMatch(line -> line.startsWith("| [")
                            && (line.contains("/" + name + ".md)") || line.contains("`help " + name + "`")));
        }
    }

    @Test
    void the_help_of_what_is_no_command_says_so() {
        Typed help = Typed.in(Path.of("nowhere"), "help", "uplod");

        assertThat(help.err()).startsWith("There is no command 'uplod'. Did you mean upload?");
        assertThat(help.exitCode()).isEqualTo(2);
    }

    private static CommandSpec upload(CommandLine program) {
        return Objects.requireNonNull(program.getSubcommands().get("upload")).getCommandSpec();
    }
}
