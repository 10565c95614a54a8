package feedbackuploader.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Status;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CauseTest {

    private static List<Cause.Told> in(String reason) {
        return Cause.in(Status.INVALID, null, reason);
    }

    private static Cause only(Problem problem) {
        List<Cause.Told> told = in(problem.message());
        assertThat(told).hasSize(1);
        return told.get(0).cause();
    }

    static Stream<Arguments> problems() {
        Problem value = Problem.withText("value", "0,8", "a number, true or false", "Write 0.8.");
        return Stream.of(
                Arguments.of(
                        "another text",
                        value,
                        Problem.withText("value", "0,9", "a number, true or false", "Write 0.9."),
                        true),
                Arguments.of("another column", value, value.withColumn("score"), false),
                Arguments.of(
                        "another place in a list", value.withColumn("votes[0]"), value.withColumn("votes[12]"), true),
                Arguments.of(
                        "something else expected",
                        value,
                        new Problem("value", "\"0,8\"", "true or false", null),
                        false),
                Arguments.of(
                        "nothing is not something",
                        value,
                        new Problem("value", Problem.NOTHING, value.expected(), value.hint()),
                        false),
                Arguments.of(
                        "a row as a whole",
                        new Problem("6 columns", "5 columns", null),
                        new Problem("7 columns", "5 columns", null),
                        true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void rows_with_the_same_mistake_have_the_same_cause(String name, Problem one, Problem other, boolean isSame) {
        assertThat(only(one).equals(only(other))).as(name).isEqualTo(isSame);
    }

    @Test
    void the_words_of_a_ledger_are_taken_apart_as_they_were_put_together() {
        Problem first = Problem.withText("id | no", "a | found b", "a UUID", "Ask for it.");
        Problem second = Problem.withText("value", "good; expected better", "a number", null);

        List<Cause.Told> told = in(first.message() + " | " + second.message());

        assertThat(told).extracting(Cause.Told::column).containsExactly("id | no", "value");
        assertThat(told.get(0).found()).isEqualTo("\"a | found b\"");
        assertThat(told.get(0).expected()).isEqualTo("Column \"id | no\": expected a UUID. Ask for it.");
    }

    @Test
    void refusals_of_the_server_are_told_apart_by_what_it_says_and_not_by_the_row() {
        List<Cause.Told> one =
                Cause.in(Status.REJECTED, 404, "404: EntityNotFound: completion 0f8fad5b-d9cb-469f-a165-70867728950e");
        List<Cause.Told> other =
                Cause.in(Status.REJECTED, 404, "404: EntityNotFound: completion 7c9e6679-7425-40de-944b-e07fc1f90ae7");

        assertThat(one.get(0).cause()).isEqualTo(other.get(0).cause());
        assertThat(one.get(0).message()).isNotEqualTo(other.get(0).message());
        assertThat(Cause.in(Status.REJECTED, 404, "404: no such metric").get(0).cause())
                .isNotEqualTo(one.get(0).cause());
    }

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of("value", Set.of(1)),
                Arguments.of("/value", Set.of(1)),
                Arguments.of("value[3].score", Set.of(1)),
                Arguments.of("/feedbacks/0/value", Set.of(3)),
                Arguments.of("values", Set.of()),
                Arguments.of("a.b", Set.of(2)),
                Arguments.of(null, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("places")
    void the_column_of_a_message_is_found_in_the_file(String column, Set<Integer> expected) {
        assertThat(Cause.placesOf(column, List.of("a", "value", "a.b", "feedbacks")))
                .isEqualTo(expected);
    }
}
