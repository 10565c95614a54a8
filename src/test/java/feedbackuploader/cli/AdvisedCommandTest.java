package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.cli.console.TypedCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one command at the end of a check does as it is printed. */
class AdvisedCommandTest {

    @TempDir
    private Path folder;

    @Test
    void the_command_that_is_printed_makes_the_file_valid() throws Exception {
        Path file = Files.writeString(
                folder.resolve("it's mine.csv"),
                "completion_id;metric;value\n" + row(1, "quality;0,8") + row(2, "quality;1 000,5")
                        + row(3, "quality;NaN") + row(4, "helpful;yes") + row(5, "helpful;no"));
        Typed first = Typed.in(folder.resolve("state"), "validate", file.toString(), "--all-problems");
        String last = first.out().lines().reduce((one, other) -> other).orElseThrow();

        assertThat(first.exitCode()).isOne();
        assertThat(last).contains("advised above: feedback-uploader validate ").doesNotContain("--all-problems");
        assertThat(Typed.in(folder.resolve("state"), words(last.replaceFirst(".*?: feedback-uploader ", "")))
                        .exitCode())
                .isZero();
    }

    @Test
    void without_advice_it_is_the_command_that_was_typed() throws IOException {
        Path file = Files.writeString(folder.resolve("r.csv"), "completion_id,metric,value\n,quality,4\n");

        assertThat(Typed.in(folder.resolve("state"), "validate", file.toString(), "--kind", "metric")
                        .out())
                .endsWith("Fix these rows in r.csv and check it again: feedback-uploader validate " + file
                        + " --kind metric\n");
    }

    private static String row(int number, String rest) {
        return new UUID(1, number) + ";" + rest + "\n";
    }

    /** As a shell reads them. */
    private static String[] words(String command) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + command).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A decimal comma? Write 0.8, or use --decimal-comma.                     | --decimal-comma",
                "Write 80, or use --percent number or --percent fraction.                | ``",
                "Write 1000 or 1.0, or use --thousands or --decimal-comma.               | ``",
                "If these meanings are right, add --values 'yes. no=1, a: b=skip' (=skip).| --values yes. no=1, a: b=skip",
                "Add --values 'it'\\''s=1'.                                             | --values it's=1",
                "To skip the others, add --values 'maybe=skip'; for one with a meaning.  | ``",
                "Name it: --metric KEY.                                                  | ``",
                "This looks like X: add --mapping argilla.                               | --mapping argilla",
                "Column \"--decimal-comma\": add --thousands.                          | --thousands",
                "Give the UUID with --users FILE, or add --drop-unknown-users.           | ``"
            })
    void only_what_leaves_no_choice_is_added(String message, String option) {
        TypedCommand typed = new TypedCommand("feedback-uploader", List.of("validate", "r.csv"));
        List<String> expected = Stream.concat(Stream.of("validate", "r.csv"), Stream.of(option.split(" ", 2)))
                .filter(word -> !word.isEmpty())
                .toList();

        assertThat(AdvisedCommand.of(typed, List.of(message), Program.commandLine(Typed.nowhere(), "validate"))
                        .arguments())
                .isEqualTo(expected);
    }
}
