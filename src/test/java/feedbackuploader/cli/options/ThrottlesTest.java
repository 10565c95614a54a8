package feedbackuploader.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import feedbackuploader.delivery.Concurrency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ThrottlesTest {

    @ParameterizedTest
    @CsvSource({"auto,256", "AUTO,256", "auto:128,128", "auto:1,1"})
    void auto_up_to_a_number(String typed, int most) {
        assertThat(Throttles.concurrency(typed)).isEqualTo(new Concurrency.Auto(most));
    }

    @ParameterizedTest
    @CsvSource({"1,1", " 16 ,16", "1024,1024"})
    void a_number(String typed, int most) {
        assertThat(Throttles.concurrency(typed)).isEqualTo(new Concurrency.Fixed(most));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1025", "-1", "auto:", "auto:0", "auto16", "auto:2000", "many", "16:auto"})
    void anything_else_is_refused_with_what_is_expected(String typed) {
        assertThatThrownBy(() -> Throttles.concurrency(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("expected a number from 1 to 1024, auto, or auto:N");
    }

    @ParameterizedTest
    @CsvSource({"50/s,50", "50,50", "600/min,10", "2.5/s,2.5", "3600/h,1", "90 / m,1.5", "7/sec,7"})
    void rates(String typed, double perSecond) {
        assertThat(Throttles.rate(typed).perSecond()).isCloseTo(perSecond, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0/s", "-1/s", "fast", "10/day", "1e3/s", "10//s"})
    void what_is_no_rate_is_refused_with_what_is_expected(String typed) {
        assertThatThrownBy(() -> Throttles.rate(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("expected a rate such as 50/s or 600/min");
    }
}
