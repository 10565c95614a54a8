package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regular expressions that users give, on the longest cells that there can be. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RegexTest {

    private static final String OPTION = "--map value=\"x\"";

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$"})
    void takes_time_in_proportion_and_no_stack(String text) throws Exception {
        Regex regex = Regex.of(OPTION, text);

        long start = System.nanoTime();
        String found = regex.firstGroupIn("a".repeat(499_999) + "!");

        assertThat(found).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_group_over_a_long_text_does_not_overflow_the_stack() throws Exception {
        String text = "a".repeat(500_000);

        assertThat(Regex.of(OPTION, "((?:a|b)*)").firstGroupIn(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(a{1000}){1000}",
                "((?:a{2,100}){2,100})",
                "(\\Q)\\Ea{900}){900}",
                "([(]a{900}){900}",
                "([[:alpha:](]{900}){900}"
            })
    void one_that_grows_beyond_measure_is_refused_before_it_is_built(String text) {
        assertThatThrownBy(() -> Regex.of(OPTION, text))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith(OPTION + ": the regular expression is too large")
                .hasMessageEndingWith("Use + or * in place of large counts.");
    }

    @Test
    void one_that_is_nested_or_long_without_end_is_refused() {
        assertThatThrownBy(() -> Regex.of(OPTION, "(".repeat(100_000) + ")".repeat(100_000)))
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> Regex.of(OPTION, "(" + "a".repeat(1_000_000) + ")"))
                .hasMessageContaining("too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)(b)", "(?<=a)(b)", "(?!a)(b)", "(a)\\1", "(a*+)", "(?>a)(b)"})
    void what_re2_does_not_have_is_named_as_such(String text) {
        assertThatThrownBy(() -> Regex.of(OPTION, text))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith(OPTION + ": this regular expression is not supported: ")
                .hasMessageContaining("no look-ahead, look-behind, back-references or possessive repetition");
    }

    @ParameterizedTest
    @CsvSource({
        "'([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}) ([0-9a-f]{8}-[0-9a-f]{4})',"
                + "'id 570b90e9-0724-5a2d-b2f7-81052e11b1ce 570b90e9-0724', 570b90e9-0724-5a2d-b2f7-81052e11b1ce",
        "'(\\d{4})-\\d{2}', on 2026-02-01, 2026",
        "'^(.+)_', a_b_c, a_b",
        "'_([^_]+)$', a_b_c, c",
        "'score: ([]x[0-9.]+)', score: 4.5, 4.5",
        "'(?i)(GOOD|bad)', Good, Good",
        "'(?P<label>\\w+)!', yes!, yes"
    })
    void what_people_write_works(String regex, String text, String found) throws Exception {
        assertThat(Regex.of(OPTION, regex).firstGroupIn(text)).isEqualTo(found);
    }
}
