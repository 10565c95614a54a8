package feedbackuploader.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "30s, PT30S",
        "' 30 s ', PT30S",
        "5m, PT5M",
        "5min, PT5M",
        "1h, PT1H",
        "0, PT0S",
        "999999999s, PT277777H46M39S"
    })
    void times_are_read_as_people_type_them(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1.5s", "1d", "1h30m", "PT1S", "1 0s", "9999999999s", "١s"})
    void anything_else_is_refused(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> Durations.parse(text))
                .withMessage("expected a time such as 250ms, 30s or 5m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", " 20 "})
    void a_number_alone_may_mean_anything(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> Durations.parse(text))
                .withMessage("found '20', a time without a unit; write 20ms, 20s or 20m");
    }
}
