package feedbackuploader.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.Value;
import feedbackuploader.input.CsvRow;
import feedbackuploader.sandbox.MetricKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsOfFileTest {

    @ParameterizedTest
    @CsvSource({
        "4 5 3 true, SCALAR",
        "true 4 5 3, SCALAR",
        "true false true 4, BOOL",
        "true 1 0 1, BOOL",
        "true 4, SCALAR",
        "1 0, SCALAR"
    })
    void a_metric_takes_what_most_of_its_values_are(String values, MetricKind kind) {
        MetricsOfFile metrics = new MetricsOfFile();
        for (String text : values.split(" ", -1)) {
            Value value =
                    text.endsWith("e") ? new Value.Bool(text.equals("true")) : new Value.Scalar(new BigDecimal(text));
            metrics.valid(
                    new CsvRow(2, 2, "", List.of()), 0, new MetricFeedback("m", new UUID(0, 1), value, null, null));
        }

        assertThat(metrics.metrics()).containsEntry("m", kind);
    }
}
