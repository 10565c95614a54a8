package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({"0, 0 rows", "1, 1 row", "2, 2 rows", "12345, '12,345 rows'"})
    void counts_agree_with_their_noun(long number, String words) {
        assertThat(Words.count(number, "row")).isEqualTo(words);
    }

    @Test
    void the_question_says_how_much_of_what_goes_where() {
        Map<Kind, Long> both = new EnumMap<>(Map.of(Kind.METRIC, 9_960L, Kind.PREFERENCE, 1L));

        assertThat(Words.toSend(both, "https://a.test"))
                .isEqualTo(
                        "Send 9,960 pieces of metric feedback and 1 piece of preference feedback to https://a.test?");
    }

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
        assertThat(Words.command("program", List.of("upload", argument))).isEqualTo("program upload " + quoted);
    }

    @Test
    void the_program_may_stand_in_a_folder_with_a_space() {
        assertThat(Words.command("/my tools/program", List.of("upload"))).isEqualTo("'/my tools/program' upload");
    }

    @Test
    void a_path_below_the_working_directory_is_shown_from_there() {
        Path below = Path.of("in.csv.upload", "results.csv");
        String elsewhere =
                Path.of("").toAbsolutePath().resolveSibling("elsewhere").toString();

        assertThat(Words.path(below.toAbsolutePath().toString())).isEqualTo(below.toString());
        assertThat(Words.path(elsewhere)).isEqualTo(elsewhere);
    }

    @Test
    void the_values_of_headers_are_not_repeated() {
        assertThat(Words.withoutHeaderValues(
                        List.of("upload", "a.csv", "--header", "X-Secret: s3cr3t", "--header=X-Other: s3cr3t", "-q")))
                .containsExactly("upload", "a.csv", "--header", "X-Secret: …", "--header=X-Other: …", "-q");
        assertThat(Words.withoutHeaderValues(List.of("--header", "s3cr3t", "--header=s3cr3t")))
                .containsExactly("--header", "…", "--header=…");
    }
}
