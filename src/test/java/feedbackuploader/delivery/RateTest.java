package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {

    @ParameterizedTest
    @CsvSource({
        "500, 8, 62.5/s",
        "8, 1, 8/s",
        "1, 3, 20/min",
        "0.000277777777777777, 10000, 0.0001/h",
        "0.000277777777777777, 3, 0.33/h",
        "0.000277777777777777, 9999, 0.0001/h",
        "0.000000000000277777777777777, 1, 0.000000001/h"
    })
    void a_share_is_never_shown_as_nothing(double perSecond, int count, String shown) {
        assertThat(new Rate(perSecond).sharedBy(count)).hasToString(shown);
    }
}
