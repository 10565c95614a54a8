package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.upload.ExitStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ManPageTest {

    private static final Map<String, String> PAGES = ManPage.all(Program.commandLine(Typed.nowhere()));

    /** As {@code variable("…")} or a constant in Java, and in the launcher. */
    private static final Pattern READ =
            Pattern.compile("(?:variable\\(|_VARIABLE = )\"([A-Z_]+)\"|\\$\\{?([A-Z][A-Z_]{3,})");

    /** What Java, the C library and the system are told, and what describes a computer in a report. */
    private static final Set<String> NOT_FOR_USERS =
            Set.of("LANG", "LC_ALL", "LC_CTYPE", "MALLOC_ARENA_MAX", "SSH_CONNECTION", "USER", "DEFAULT");

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
    void sections_stand_in_the_order_of_man_pages(CommandSpec command) {
        List<String> order = List.of(
                "NAME",
                "SYNOPSIS",
                "DESCRIPTION",
                "COMMANDS",
                "OPTIONS",
                "EXIT STATUS",
                "ENVIRONMENT",
                "FILES",
                "NOTES",
                "SEE ALSO");
        List<String> sections = page(command)
                .lines()
                .filter(line -> line.startsWith(".SH "))
                .map(line -> line.substring(4))
                .toList();

        assertThat(sections)
                .contains("EXIT STATUS")
                .isEqualTo(order.stream().filter(sections::contains).toList());
        assertThat(page(command)).doesNotContain("Exit codes:");
    }

    @ParameterizedTest
    @EnumSource
    void each_exit_status_has_its_entry(ExitStatus status) {
        assertThat(page("feedback-uploader")).containsPattern("\\.TP\n\\\\fB(\\d+, )*" + status.code() + "\\b");
        assertThat(page("feedback-uploader-upload")).contains(section(page("feedback-uploader"), "EXIT STATUS"));
        assertThat(page("feedback-uploader-verify")).contains(".PP\nWhat no query of the API shows");
    }

    @Test
    void each_variable_that_the_program_reads_is_named() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> code = Files.walk(Path.of("src/main"))) {
            for (Path file : code.filter(path -> path.toString().matches(".*\\.(java|sh)"))
                    .filter(path -> !path.endsWith("ManFacts.java"))
                    .toList()) {
                READ.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(found.group(1) == null ? 2 : 1))
                        .forEach(read::add);
            }
        }
        read.removeAll(NOT_FOR_USERS);

        String named = section(page("feedback-uploader"), "ENVIRONMENT").replace("\\", "");
        assertThat(read).contains("ADAPTIVE_URL", "JOB_COMPLETION_INDEX").allMatch(named::contains);
        assertThat(section(page("feedback-uploader-verify"), "ENVIRONMENT")).contains("ADAPTIVE_API_KEY");
        assertThat(page("feedback-uploader-template")).doesNotContain(".SH ENVIRONMENT");
    }

    @Test
    void each_file_that_an_upload_leaves_is_named() throws IOException {
        Path file = Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,metric,value\nba3a8a26-dc45-5af4-a053-2c5d05eaa0ce,quality,4\n,quality,4\n");
        Typed.in(folder, "upload", file.toString(), "--sandbox");

        String named = section(page("feedback-uploader-upload"), "FILES").replace("\\", "");
        try (Stream<Path> left = Files.list(folder.resolve("ratings.csv.sandbox"))) {
            assertThat(left.map(path -> String.valueOf(path.getFileName())))
                    .contains("ledger.db", "failed.csv")
                    .allMatch(name -> named.contains("fIFILE.upload/" + name + "fR")
                            || named.contains("fIFILE.sandbox/" + name + "fR"));
        }
        Surroundings surroundings = Typed.nowhere();
        for (Path kept : List.of(surroundings.memory(), surroundings.page())) {
            assertThat(named).contains(".local/state/feedback-uploader/" + kept.getFileName());
        }
    }

    @Test
    void a_command_within_a_description_is_on_a_line_of_its_own() {
        assertThat(section(page("feedback-uploader-completion"), "DESCRIPTION"))
                .contains("\n.br\nIn zsh: source <(feedback\\-uploader completion zsh)\n.br\n");
    }

    private static String section(String page, String title) {
        return page.replaceAll("(?s).*\n\\.SH " + title + "\n(.*?)\n\\.SH .*", "$1");
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
        return page(command.qualifiedName("-"));
    }

    private static String page(String name) {
        return PAGES.getOrDefault(name + ".1", "");
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
