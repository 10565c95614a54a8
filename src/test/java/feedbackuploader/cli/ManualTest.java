package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
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

/** The README and the pages of the manual say all that there is and nothing that there is not. */
class ManualTest {

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

    private static final Path PAGES = Path.of("src/site/markdown");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#([^)]+))?\\)");

    private static String manual = "";

    @BeforeAll
    static void read() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path page : pages()) {
            all.append(Files.readString(page));
        }
        manual = all.toString();
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return Stream.concat(Stream.of(Path.of("README.md")), pages.sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_somewhere(Path page) throws IOException {
        for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
            Path target = page.resolveSibling(link.group(1)).normalize();
            assertThat(target).as("%s links to it", page).exists();
            if (link.group(2) != null) {
                assertThat(headings(target)).as("%s links to it", page).contains(link.group(2));
            }
        }
    }

    private static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_page_is_reached_from_the_readme(Path page) throws IOException {
        if (!page.endsWith("README.md")) {
            assertThat(Files.readString(Path.of("README.md"))).contains("](" + page + ")");
        }
    }

    @Test
    void every_option_it_names_exists() {
        Set<String> known = HelpTest.all().stream()
                .flatMap(command -> command.options().stream())
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.toSet());

        assertThat(OPTION.matcher(manual).results().map(MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @ParameterizedTest
    @EnumSource
    void every_exit_code_has_its_line(ExitStatus status) {
        assertThat(manual).containsPattern("(?m)^\\| " + status.code() + " \\| \\w");
    }

    @ParameterizedTest
    @EnumSource
    void every_status_has_its_line(State state) {
        assertThat(manual).containsPattern("(?m)^\\| `" + state.status().label() + "` \\| \\w");
    }

    @ParameterizedTest
    @EnumSource
    void every_field_has_its_line(Field field) {
        String kinds = field.kinds().isEmpty()
                ? "all"
                : field.kinds().stream().sorted().map(Kind::label).collect(Collectors.joining(", "));

        assertThat(manual).containsPattern("(?m)^\\| `" + field.label() + "` \\| " + kinds + " \\|");
    }

    /** Every name in the last column of the table of fields means the field of its line. */
    @Test
    void every_other_name_of_a_field_is_one() {
        Map<String, String> meant = new TreeMap<>();
        Pattern.compile(
                        "(?m)^\\| `(\\w+)` \\| (?:all|(?:metric|preference|interaction|outcome)(?:, \\w+)*) \\|.*\\| ([`\\w, ]*)\\|$")
                .matcher(manual)
                .results()
                .forEach(line -> Arrays.stream(line.group(2).split("[`, ]+"))
                        .filter(name -> !name.isEmpty())
                        .forEach(name -> meant.put(name, line.group(1))));

        assertThat(meant)
                .hasSizeGreaterThan(10)
                .allSatisfy((name, field) ->
                        assertThat(Field.named(name)).map(Field::label).contains(field));
    }

    @ParameterizedTest
    @EnumSource
    void every_fault_of_the_sandbox_is_explained(Faults.Kind fault) throws IOException {
        assertThat(Files.readString(PAGES.resolve("sandbox.md"))).contains("`" + fault.label() + "`");
    }

    @Test
    void every_sample_is_mentioned_and_every_mentioned_one_is_there() throws IOException {
        Set<String> mentioned = Pattern.compile("samples/[\\w.-]+\\.(?:csv|jsonl|yaml|sbatch|html)\\b(?!\\.)")
                .matcher(manual)
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
        assertThat(manual).endsWith("\n").doesNotContain("/tmp/", "/home/", "/Users/", "TODO");
    }
}
