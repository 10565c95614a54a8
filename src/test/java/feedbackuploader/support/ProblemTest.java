package feedbackuploader.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {

    private static final Place PLACE = new Place("ratings.csv", 7, 7);

    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of(
                        Problem.withText("score", "0,8", "a number", "Write 0.8."),
                        "ratings.csv row 7, column \"score\": found \"0,8\"; expected a number. Write 0.8."),
                Arguments.of(
                        Problem.withText("score", " \t", "a number", null),
                        "ratings.csv row 7, column \"score\": found nothing; expected a number."),
                Arguments.of(
                        new Problem(null, "5 fields", "4", null), "ratings.csv row 7: found 5 fields; expected 4."),
                Arguments.of(
                        Problem.withText("sc\u001Bore\n", "a\u202Eb", "a number", null),
                        "ratings.csv row 7, column \"sc[U+001B]ore \": found \"a[U+202E]b\"; expected a number."),
                Arguments.of(
                        Problem.withText("x", "y".repeat(61), "less", null),
                        "ratings.csv row 7, column \"x\": found \"" + "y".repeat(60) + "…\"; expected less."));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void a_problem_says_where_what_was_found_and_what_was_expected(Problem problem, String sentence) {
        assertThat(PLACE.describe(problem)).isEqualTo(sentence);
        assertThat(sentence).endsWith(problem.message());
    }

    @Test
    void a_place_tells_its_line_only_where_it_is_not_the_row() {
        assertThat(PLACE).hasToString("ratings.csv row 7");
        assertThat(new Place("ratings.csv", 7, 12)).hasToString("ratings.csv row 7 (line 12)");
        assertThat(new Place("a\u001B[2Jb\n.csv", 2, 2)).hasToString("a[2Jb .csv row 2");
    }
}
