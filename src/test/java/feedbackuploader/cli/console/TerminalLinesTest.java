package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalLinesTest {

    private static final String NOTE =
            "Note: Labels without a meaning, column \"how was it\": \"yes\" (1), nothing (1)."
                    + " If these meanings are right, add --values 'yes=true, =skip, NaN=skip' (=skip is for an empty label).";

    private static List<String> lines(String sentence, int columns) {
        return TerminalLines.of(sentence, columns, "uploader");
    }

    @Test
    void lines_end_between_words_and_fit() {
        assertThat(lines(NOTE, 80))
                .containsExactly(
                        "Note: Labels without a meaning, column \"how was it\": \"yes\" (1), nothing (1). If",
                        "  these meanings are right, add --values 'yes=true, =skip, NaN=skip' (=skip is",
                        "  for an empty label).");
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 31, 40, 47, 60, 80, 81, 120, 200, 500})
    void what_is_copied_stays_on_a_line_and_no_word_is_lost(int columns) {
        List<String> lines = lines(NOTE, columns);

        assertThat(lines).anyMatch(line -> line.contains("--values 'yes=true, =skip, NaN=skip'"));
        assertThat(lines).allMatch(line -> line.length() < columns || line.contains("--values '"));
        assertThat(String.join(" ", lines).replaceAll(" +", " ")).isEqualTo(NOTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uploader upload", "feedback-uploader upload", "ssh -N"})
    void a_command_is_left_whole(String command) {
        String whole = command + " ratings.csv --decimal-comma --thousands";

        assertThat(lines("The rows are kept. Run the same command again: " + whole, 40))
                .containsExactly(
                        "The rows are kept. Run the same command",
                        "  again:",
                        whole.indent(2).stripTrailing());
    }

    @Test
    void what_is_set_in_goes_on_further_in() {
        assertThat(lines("  quality   from 1 to 5 (2 × 1, 3 × 4.5, 7 × 5)", 40))
                .containsExactly("  quality   from 1 to 5 (2 × 1,", "    3 × 4.5, 7 × 5)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 29})
    void where_the_width_is_not_known_or_tiny_the_terminal_may_do_it(int columns) {
        assertThat(lines(NOTE, columns)).containsExactly(NOTE);
    }

    /** Quotes that do not end, and words longer than any line. */
    @ParameterizedTest
    @ValueSource(
            strings = {"it's a \"long way", "'", "-- --x", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b"})
    void nothing_is_lost_of_what_is_strange(String strange) {
        String sentence = "One two three four five six " + strange;

        assertThat(String.join(" ", lines(sentence, 30)).replaceAll(" +", " ")).isEqualTo(sentence);
    }
}
