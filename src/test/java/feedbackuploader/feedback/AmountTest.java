package feedbackuploader.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource({"0, 0 rows", "1, 1 row", "2, 2 rows", "12345, '12,345 rows'"})
    void counts_agree_with_their_noun(long number, String words) {
        assertThat(Amount.of(number, "row")).isEqualTo(words);
    }
}
