package feedbackuploader.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.mapping.Labels;
import feedbackuploader.mapping.Mapping;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.Users;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people write them, each reading on request only. */
class NumberStyleTest {

    /** Options: c a decimal comma, t thousands, n percent as a number, f as a fraction. A dash is a problem. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c | 0,8 | 0.8",
                "c | -1,5e3 | -1500",
                "c | 4 | 4",
                "c | 0.8 | 0.8",
                "c | 1.234 | -",
                "c | 1.234 | -",
                "c | 1.234,5 | -",
                "ct | 1.234 | 1234",
                "ct | 1.234.567,89 | 1234567.89",
                "ct | 1 000 | 1000",
                "ct | 1\u00A0000,5 | 1000.5",
                "ct | 1,234 | 1.234",
                "ct | 1,234,567 | -",
                "t | 1,234 | 1234",
                "t | 1,234,567.8 | 1234567.8",
                "t | 1'000 | 1000",
                "t | 1’000 | 1000",
                "t | 1\u202F000 | 1000",
                "t | +1 000 | 1000",
                "t | 1,23 | -",
                "t | 1.234 | 1.234",
                "t | 12 34 | -",
                "t | 1,234 567 | -",
                "t | 1234 | 1234",
                "n | 80 % | 80",
                "n | 80% | 80",
                "n | 80 | 80",
                "f | 80\u00A0% | 0.8",
                "f | 12.5% | 0.125",
                "f | 80 | 80",
                "f | 12,5 % | -",
                "cf | 12,5 % | 0.125",
                "ctf | 1.200 % | 12",
                "f | 1e3 % | -",
                "f | % | -",
            })
    void what_is_asked_for_and_no_more(String style, String cell, String value) {
        Mapping mapping = Mapping.of(file(cell), options(style));

        if (value.equals("-")) {
            assertThat(mapping.feedback()).isEmpty();
            assertThat(mapping.only()).startsWith("ratings.csv row 2, column \"value\": found ");
        } else {
            assertThat(mapping.only()).contains("value=" + value + ",");
        }
    }

    @Test
    void a_point_beside_a_decimal_comma_is_explained() {
        assertThat(Mapping.of(file("1.234"), options("c")).only())
                .isEqualTo(
                        "ratings.csv row 2, column \"value\": found \"1.234\"; expected a number. With"
                                + " --decimal-comma, write decimals with a comma and no thousands separators, or add --thousands.");
    }

    @ParameterizedTest
    @CsvSource({"0.8", "3.5", "4.25", "0.125", "1234.5"})
    void a_point_that_cannot_stand_before_thousands_is_a_point(String cell) {
        assertThat(Mapping.of(file(cell), options("c")).only()).contains("value=" + cell + ",");
    }

    private static String file(String cell) {
        return "completion_id,metric,value\n" + Mapping.ID + ",m,\"" + cell + "\"\n";
    }

    private static MappingOptions options(String style) {
        NumberStyle numbers = new NumberStyle(
                style.contains("c"),
                style.contains("t"),
                style.contains("n")
                        ? NumberStyle.Percent.NUMBER
                        : style.contains("f") ? NumberStyle.Percent.FRACTION : NumberStyle.Percent.REFUSED);
        return new MappingOptions(
                null, Map.of(), Map.of(), List.of(), Labels.none(), Labels.none(), numbers, Users.NONE);
    }
}
