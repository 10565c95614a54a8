package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.support.Place;
import feedbackuploader.support.Problem;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which problems are the same mistake, and how a group of them is told. */
class ProblemGroupsTest {

    private final ProblemGroups groups = new ProblemGroups();

    static Stream<Arguments> pairs() {
        return Stream.of(
                pair("a decimal comma, whatever the number", comma("0,8"), comma("-12,25"), true),
                pair("the same ragged rows", ragged("4 columns"), ragged("4 columns"), true),
                pair("nothing, and something wrong", value("nothing", null), value("\"NaN\"", null), false),
                pair("another hint", comma("0,8"), value("\"80 %\"", "A percentage? Write 80 or 0.8."), false),
                pair("another column", value("\"x\"", null), in("value 2", "\"x\"", "a number"), false),
                pair("another expectation", value("\"x\"", null), in("value", "\"x\"", "a UUID"), false),
                pair(
                        "another suggestion",
                        in("metric", "\"a\"", "a metric", "Did you mean \"b\"?"),
                        in("metric", "\"c\"", "a metric", "Did you mean \"d\"?"),
                        true),
                pair(
                        "a word repeated in an option",
                        value("\"yes\"", "Say what it means: --values 'yes=true'."),
                        value("\"no\"", "Say what it means: --values 'no=true'."),
                        true),
                pair(
                        "another place in a list",
                        in("messages[0].role", "\"x\"", "a role"),
                        in("messages[12].role", "\"x\"", "a role"),
                        true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void problems_are_together_by_what_is_wrong(String name, Problem one, Problem other, boolean together) {
        add(2, one);
        add(3, other);

        assertThat(groups.byCount()).hasSize(together ? 1 : 2);
    }

    @Test
    void the_biggest_group_comes_first_with_its_count_its_first_rows_and_one_example() {
        add(2, value("\"x\"", null));
        for (long row = 3; row < 1_237; row++) {
            add(row, comma(row + ",5"));
        }
        add(2_000, ragged("4 columns"));
        add(2_001, ragged("4 columns"));

        assertThat(groups.byCount())
                .extracting(ProblemGroup::describe)
                .containsExactly(
                        "in.csv 1,234 rows (3, 4, 5, 6, 7, …), column \"value\": found \"3,5\" and similar; expected a"
                                + " number. A decimal comma? Write 3.5.",
                        "in.csv 2 rows (2000, 2001): found 4 columns; expected 5 columns.",
                        "in.csv row 2 (line 102), column \"value\": found \"x\"; expected a number.");
        assertThat(groups.byCount().get(0).firstRows()).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    }

    @Test
    void a_row_with_the_same_mistake_twice_is_one_row() {
        add(2, value("\"x\"", null));
        add(2, value("\"y\"", null));

        assertThat(groups.byCount())
                .singleElement()
                .extracting(ProblemGroup::rows)
                .isEqualTo(1L);
    }

    @Test
    void a_file_with_a_mistake_of_its_own_in_every_row_does_not_fill_memory() {
        String letters = "x".repeat(100_000);
        for (int row = 0; row < ProblemGroups.KEPT + 5; row++) {
            String name = "a".repeat(row % 40) + "b".repeat(row / 40); // numbers would make no difference
            add(row, in(name + letters, "\"x\"", "a number"));
        }

        assertThat(groups.byCount())
                .hasSize(ProblemGroups.KEPT)
                .allSatisfy(group ->
                        assertThat(String.valueOf(group.problem().column())).hasSizeLessThan(400));
        assertThat(groups.others()).isEqualTo(5);
    }

    private void add(long row, Problem problem) {
        groups.add(new Place("in.csv", row, row == 2 ? 102 : row), problem);
    }

    private static Problem comma(String text) {
        return value('"' + text + '"', "A decimal comma? Write " + text.replace(',', '.') + ".");
    }

    private static Problem ragged(String found) {
        return new Problem(null, found, "5 columns", null);
    }

    private static Problem value(String found, @Nullable String hint) {
        return in("value", found, "a number", hint);
    }

    private static Problem in(String column, String found, String expected) {
        return in(column, found, expected, null);
    }

    private static Problem in(String column, String found, String expected, @Nullable String hint) {
        return new Problem(column, found, expected, hint);
    }

    private static Arguments pair(String name, Problem one, Problem other, boolean together) {
        return Arguments.of(name, one, other, together);
    }
}
