package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypedCommandTest {

    static Stream<Arguments> arguments() {
        return Stream.of(
                Arguments.of("upload", "upload"),
                Arguments.of("--max-errors=50%", "--max-errors=50%"),
                Arguments.of("https://a.test:1/b", "https://a.test:1/b"),
                Arguments.of("my file.csv", "'my file.csv'"),
                Arguments.of("it's", "'it'\\''s'"),
                Arguments.of("", "''"),
                Arguments.of("~/kept as it is", "'~/kept as it is'"),
                Arguments.of("~x", "'~x'"),
                Arguments.of("$HOME", "'$HOME'"),
                Arguments.of("a;b", "'a;b'"),
                Arguments.of("*", "'*'"),
                Arguments.of("é", "'é'"),
                Arguments.of("a\nb", "$'a\\012b'"),
                Arguments.of("it's\u001b[2J\\", "$'it\\'s\\033[2J\\\\'"),
                Arguments.of("\u202egpj.csv", "$'\\342\\200\\256gpj.csv'"),
                Arguments.of("é\u0085", "$'é\\302\\205'"));
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void a_command_can_be_pasted_into_a_shell(String argument, String quoted) {
        assertThat(new TypedCommand("program", List.of("upload", argument)).toPaste())
                .isEqualTo("program upload " + quoted);
    }

    @Test
    void the_program_may_stand_in_a_folder_with_a_space() {
        assertThat(new TypedCommand("/my tools/program", List.of("upload")).toPaste())
                .isEqualTo("'/my tools/program' upload");
    }

    @Test
    void a_path_below_the_working_directory_is_shown_from_there() {
        Path below = Path.of("in.csv.upload", "results.csv");
        Path elsewhere = Path.of("").toAbsolutePath().resolveSibling("elsewhere");

        assertThat(TypedCommand.shown(below.toAbsolutePath())).isEqualTo(below.toString());
        assertThat(TypedCommand.shown(elsewhere)).isEqualTo(elsewhere.toString());
    }

    @Test
    void the_values_of_headers_are_not_repeated() {
        assertThat(typed("upload", "a.csv", "--header", "X-Secret: s3cr3t", "--header=X-Other: s3cr3t", "-q")
                        .withoutHeaderValues())
                .containsExactly("upload", "a.csv", "--header", "X-Secret: …", "--header=X-Other: …", "-q");
        assertThat(typed("--header", "s3cr3t", "--header=s3cr3t").withoutHeaderValues())
                .containsExactly("--header", "…", "--header=…");
    }

    private static TypedCommand typed(String... arguments) {
        return new TypedCommand("program", List.of(arguments));
    }
}
