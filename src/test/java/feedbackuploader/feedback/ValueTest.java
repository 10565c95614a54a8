package feedbackuploader.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.0, 1",
        "1.000, 1",
        "01.50, 1.5",
        "1e0, 1",
        "1000, 1000",
        "1E+3, 1000",
        "1000.0, 1000",
        "0, 0",
        "0.0, 0",
        "-0.0, 0",
        "0E+9, 0",
        "-2.50, -2.5",
        "0.000001, 0.000001",
        "0.0000001, 1E-7",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "9007199254740993, 9007199254740993",
        "123456789012345678901234567890, 1.2345678901234567890123456789E+29",
        "100000000000000000000, 100000000000000000000",
        "1E+20, 100000000000000000000",
        "1E+21, 1E+21",
        "1E+30, 1E+30",
        "1000000000000000000000000000000, 1E+30",
        "1.7976931348623157E308, 1.7976931348623157E+308",
        "1E+2147483647, 1E+2147483647"
    })
    void a_number_has_one_form_however_it_was_written(String written, String canonical) {
        Value.Scalar scalar = new Value.Scalar(new BigDecimal(written));

        assertThat(scalar).hasToString(canonical);
        assertThat(scalar).isEqualTo(new Value.Scalar(new BigDecimal(canonical)));
        assertThat(scalar.number()).isEqualByComparingTo(new BigDecimal(written));
    }

    @Test
    void a_boolean_is_its_json() {
        assertThat(new Value.Bool(true)).hasToString("true");
        assertThat(new Value.Bool(false)).hasToString("false");
    }
}
