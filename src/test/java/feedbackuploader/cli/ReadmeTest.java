package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.State;
import feedbackuploader.mapping.Field;
import feedbackuploader.sandbox.Faults;
import feedbackuploader.upload.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The README says all that there is and nothing that there is not. */
class ReadmeTest {

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

    private static String readme = "";

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    static Stream<CommandSpec> commands() {
        return HelpTest.all().stream().skip(1);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_option_stands_in_the_section_of_its_command(CommandSpec command) {
        String section = section("### `" + command.name());
        for (OptionSpec option : command.options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                assertThat(section)
                        .contains(Stream.of(option.names())
                                .map(name -> "`" + name)
                                .toList());
            }
        }
    }

    @Test
    void every_option_it_names_exists() {
        Set<String> known = HelpTest.all().stream()
                .flatMap(command -> command.options().stream())
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.toSet());

        assertThat(OPTION.matcher(readme).results().map(MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void every_section_of_a_command_is_of_a_command_that_exists() {
        List<String> sections = Pattern.compile("(?m)^### `(\\w+)")
                .matcher(readme)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(sections)
                .containsExactlyElementsOf(commands().map(CommandSpec::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void every_exit_code_has_its_line(ExitStatus status) {
        assertThat(readme).containsPattern("(?m)^\\| " + status.code() + " \\| \\w");
    }

    @ParameterizedTest
    @EnumSource
    void every_status_has_its_line(State state) {
        assertThat(readme).containsPattern("(?m)^\\| `" + state.status() + "` \\| \\w");
    }

    @ParameterizedTest
    @EnumSource
    void every_state_that_passes_is_explained_where_status_is(State state) {
        assertThat(readme).contains("`" + state.name().toLowerCase(Locale.ROOT) + "`");
    }

    @ParameterizedTest
    @EnumSource
    void every_field_has_its_line(Field field) {
        assertThat(readme).containsPattern("(?m)^\\| `" + field.word() + "` \\| (metric|preference|both) \\|");
    }

    /** Every name in the last column of the table of fields means the field of its line. */
    @Test
    void every_other_name_of_a_field_is_one() {
        Map<String, String> meant = new TreeMap<>();
        Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:metric|preference|both) \\|.*\\| ([`\\w, ]*)\\|$")
                .matcher(readme)
                .results()
                .forEach(line -> Arrays.stream(line.group(2).split("[`, ]+"))
                        .filter(name -> !name.isEmpty())
                        .forEach(name -> meant.put(name, line.group(1))));

        assertThat(meant)
                .hasSizeGreaterThan(10)
                .allSatisfy((name, field) ->
                        assertThat(Field.named(name)).map(Field::word).contains(field));
    }

    @ParameterizedTest
    @EnumSource
    void every_fault_of_the_sandbox_is_explained(Faults.Kind fault) {
        assertThat(section("## The sandbox")).contains("`" + fault.word() + "`");
    }

    @Test
    void every_sample_is_mentioned_and_every_mentioned_one_is_there() throws IOException {
        Set<String> mentioned = Pattern.compile("samples/[\\w.-]+\\.(?:csv|jsonl)\\b(?!\\.)")
                .matcher(readme)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        try (Stream<Path> samples = Files.list(Path.of("samples"))) {
            assertThat(mentioned)
                    .isEqualTo(samples.filter(Files::isRegularFile)
                            .map(file -> "samples/" + file.getFileName())
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void lines_are_complete_and_paths_are_not_of_one_computer() {
        assertThat(readme).endsWith("\n").doesNotContain("/tmp/", "/home/", "/Users/", "TODO");
    }

    private static String section(String start) {
        int from = readme.indexOf(start);
        assertThat(from).as("a section \"%s\"", start).isNotNegative();
        int to = readme.indexOf("\n##", from + start.length());
        return readme.substring(from, to < 0 ? readme.length() : to);
    }
}
