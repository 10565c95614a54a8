package feedbackuploader.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource({"0, 0 rows", "1, 1 row", "2, 2 rows", "12345, '12,345 rows'"})
    void counts_agree_with_their_noun(long number, String words) {
        assertThat(Amount.of(number, "row")).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "0, 0 s",
        "1, 1 s",
        "1001, 2 s",
        "59000, 59 s",
        "59001, 1 min 0 s",
        "200000, 3 min 20 s",
        "3600000, 1 h 0 min",
        "7500000, 2 h 5 min"
    })
    void a_length_of_time_is_rounded_up(long millis, String words) {
        assertThat(Amount.of(Duration.ofMillis(millis))).isEqualTo(words);
    }
}
