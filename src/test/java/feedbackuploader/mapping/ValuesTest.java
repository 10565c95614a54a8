package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.MetricCatalogue.Metric;
import feedbackuploader.feedback.MetricCatalogue.MetricKind;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private static final MetricCatalogue CATALOGUE = new MetricCatalogue(List.of(
            new Metric("m1", "quality", MetricKind.SCALAR),
            new Metric("m2", "acceptance", MetricKind.BOOL),
            new Metric("m3", "mystery", null)));

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "0.8,0.8",
                "-3,-3",
                "+4,4",
                "1e3,1000",
                "1E-7,1E-7",
                "0,0",
                "-0.0,0",
                "0e99999999999,0",
                " 5\u00A0,5",
                "9007199254740993,9007199254740993",
                "0.1000000000000000055511151231257827,0.1000000000000000055511151231257827",
                "true,true",
                "TRUE,true",
                "False,false",
                "1.0,1",
                "1.7976931348623157e308,1.7976931348623157E+308",
                "5e-324,5E-324"
            })
    void closed_list_of_values(String cell, String value) {
        Mapping mapping = Mapping.of("completion_id,metric,value\n" + Mapping.ID + ",m,\"" + cell + "\"\n");

        assertThat(mapping.feedback())
                .singleElement()
                .extracting(feedback -> ((MetricFeedback) feedback).value().toString())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            nullValues = "-",
            value = {
                "0,8 | a number. A decimal comma? Write 0.8, or use --decimal-comma.",
                "1.234,5 | a number. A decimal comma? Write 1234.5, or use --decimal-comma and --thousands.",
                "1,234 | a number. A thousands separator or a decimal comma? Write 1234 or 1.234, or use --thousands or --decimal-comma.",
                "1,234,567 | a number. Thousands separators? Write 1234567, or use --thousands.",
                "1,234.5 | a number. A thousands separator? Write 1234.5, or use --thousands.",
                "1 000 | a number. A thousands separator? Write 1000, or use --thousands.",
                "80 % | a number. A percentage? Write 80 or 0.8, as the metric expects, or use --percent number or --percent fraction.",
                "12,5% | a number. A percentage? Write 12.5 or 0.125, as the metric expects, or use --percent number or --percent fraction.",
                "yes | a number, true or false. Write true or false, or add --values 'yes=true, no=false'.",
                "No | a number, true or false. Write true or false, or add --values 'Yes=true, No=false'.",
                "VRAI | a number, true or false. Write true or false, or add --values 'VRAI=true, FAUX=false'.",
                "4/5 | a number. If the metric counts up to 5, write 4, or add --values '4/5=4'.",
                "1-Feb | a number. Did a spreadsheet turn a number into a date?",
                ".5 | a number. Write 0.5.",
                "5. | a number. Write 5.",
                "007 | a number. Write 7.",
                "٣ | a number. Write the digits as 0 to 9.",
                "NaN | a number, true or false. If it means that there is no rating, add --values 'NaN=skip'.",
                "Infinity | a number, true or false.",
                "0x10 | a number.",
                "1d | a number.",
                "1_000 | a number. A thousands separator? Write 1000, or use --thousands.",
                "great | a number, true or false.",
                "1e400 | a number below 1.8e308 in size. The server keeps numbers as doubles.",
                "-1e99999999999 | a number below 1.8e308 in size. The server keeps numbers as doubles.",
                "1e-400 | zero, or a number above 4.9e-324 in size. The server keeps numbers as doubles."
            })
    void everything_else_is_a_problem(String cell, String expected) {
        Mapping mapping = Mapping.of("completion_id,metric,value\n" + Mapping.ID + ",m,\"" + cell + "\"\n");

        assertThat(mapping.only())
                .isEqualTo("ratings.csv row 2, column \"value\": found \"" + cell + "\"; expected " + expected);
    }

    @Test
    void a_number_has_at_most_100_characters() {
        assertThat(Mapping.of("completion_id,metric,value\n" + Mapping.ID + ",m,0." + "1".repeat(98) + "\n")
                        .feedback())
                .hasSize(1);
        assertThat(Mapping.of("completion_id,metric,value\n" + Mapping.ID + ",m,0." + "1".repeat(99) + "\n")
                        .only())
                .endsWith("…\"; expected a number of at most 100 characters.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true | true",
                "0.10 | 0.1",
                "\"0.8\" | 0.8",
                "\" TRUE\" | true",
                "12345678901234567890123 | 12345678901234567890123",
                "1e3 | 1000"
            })
    void json_values_go_by_their_type(String json, String value) {
        Mapping mapping =
                Mapping.of("{\"completion_id\":\"" + Mapping.ID + "\",\"metric\":\"m\",\"value\":" + json + "}");

        assertThat(mapping.feedback())
                .singleElement()
                .extracting(feedback -> ((MetricFeedback) feedback).value().toString())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | nothing; expected a number, true or false.",
                "\"\" | nothing; expected a number, true or false.",
                "{} | an object; expected a number, true or false.",
                "\"0,8\" | \"0,8\"; expected a number. A decimal comma? Write 0.8, or use --decimal-comma.",
                "1e400 | the number 1E+400; expected a number below 1.8e308 in size. The server keeps numbers as doubles.",
                "1e1000000000 | the number 1E+1000000000; expected a number below 1.8e308 in size. The server keeps numbers as doubles.",
                "1e-400 | the number 1E-400; expected zero, or a number above 4.9e-324 in size. The server keeps numbers as doubles."
            })
    void json_that_is_no_value(String json, String told) {
        Mapping mapping =
                Mapping.of("{\"completion_id\":\"" + Mapping.ID + "\",\"metric\":\"m\",\"value\":" + json + "}");

        assertThat(mapping.only()).isEqualTo("ratings.csv row 1, column \"value\": found " + told);
    }

    @Test
    void a_value_is_exact() {
        Mapping mapping = Mapping.of("completion_id,metric,value\n" + Mapping.ID + ",m,1.10\n");

        assertThat(mapping.feedback())
                .singleElement()
                .extracting(feedback -> ((MetricFeedback) feedback).value())
                .isEqualTo(new Value.Scalar(new BigDecimal("1.1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quality,0.5",
                "m1,7",
                "acceptance,true",
                "acceptance,0",
                "acceptance,1.0",
                "mystery,true",
                "mystery,7"
            })
    void values_that_the_metric_takes(String metricAndValue) {
        assertThat(checked(metricAndValue).feedback()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quality,true | column \"value\": found \"true\"; expected a number. The metric \"quality\" takes numbers.",
                "acceptance,2 | column \"value\": found \"2\"; expected true, false, 0 or 1. The metric \"acceptance\" takes true or false only.",
                "qualty,1 | column \"metric\": found \"qualty\"; expected the key of a registered metric. Did you mean \"quality\"?",
                "speed,1 | column \"metric\": found \"speed\"; expected the key of a registered metric. Its metrics: quality, acceptance, mystery."
            })
    void values_and_metrics_that_the_deployment_would_refuse(String metricAndValue, String told) {
        assertThat(checked(metricAndValue).only()).isEqualTo("ratings.csv row 2, " + told);
    }

    private static Mapping checked(String metricAndValue) {
        return Mapping.of(
                "completion_id,metric,value\n" + Mapping.ID + "," + metricAndValue + "\n",
                new MappingOptions(null, Map.of(), Map.of()),
                CATALOGUE);
    }
}
