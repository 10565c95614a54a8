package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorLimitTest {

    @ParameterizedTest
    @CsvSource({
        // limit, invalid, rows, exceeded
        "0, 0, 10, false",
        "0, 1, 10, true",
        "3, 3, 10, false",
        "3, 4, 10, true",
        "0%, 0, 10, false",
        "0%, 1, 1000000, true",
        "50%, 5, 10, false",
        "50%, 6, 10, true",
        "50%, 1, 1, true",
        "50%, 0, 0, false",
        "33%, 1, 3, true",
        "34%, 1, 3, false",
        "100%, 10, 10, false",
        "' 7 ', 7, 7, false"
    })
    void a_limit_is_passed_by_one_row_more_than_it_allows(String limit, long invalid, long rows, boolean exceeded) {
        assertThat(ErrorLimit.parse(limit).isExceededBy(invalid, rows)).isEqualTo(exceeded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "101%", "5 %", "1.5", "1.5%", "%", "1e3", "9999999999999999"})
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ErrorLimit.parse(text))
                .withMessage("expected a number of rows, or a percentage up to 100%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "12", "50%"})
    void its_text_is_what_was_typed(String text) {
        assertThat(ErrorLimit.parse(text)).hasToString(text);
    }
}
