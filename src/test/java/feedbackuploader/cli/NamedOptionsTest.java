package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a sentence of the program tells its reader to type is there to be typed. */
class NamedOptionsTest {

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*[a-z]");
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"");

    private static Set<String> known() {
        return HelpTest.all().stream()
                .flatMap(command -> command.options().stream())
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.toSet());
    }

    @Test
    void every_option_in_a_text_of_the_program_exists() throws IOException {
        Set<String> known = known();
        List<String> unknown = new ArrayList<>();
        int named = 0;
        for (Path source : sources()) {
            for (String literal : LITERAL.matcher(Files.readString(source))
                    .results()
                    .map(MatchResult::group)
                    .toList()) {
                for (String option : OPTION.matcher(literal)
                        .results()
                        .map(MatchResult::group)
                        .toList()) {
                    named++;
                    if (!known.contains(option)) {
                        unknown.add(source.getFileName() + ": " + option);
                    }
                }
            }
        }

        assertThat(unknown).isEmpty();
        assertThat(named).isGreaterThan(100);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            return all.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}
