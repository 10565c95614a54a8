package feedbackuploader.cli.options;

import feedbackuploader.mapping.RowVariant;
import feedbackuploader.mapping.text.Listed;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** {@code KEY, KEY=COLUMN}: metrics with a column each. */
public record MetricList(List<RowVariant> variants) {

    public MetricList {
        variants = List.copyOf(variants);
    }

    public static MetricList parse(String typed) {
        List<RowVariant> variants = new ArrayList<>();
        for (String one : Listed.parts(typed)) {
            int equals = one.indexOf('=');
            String key = (equals < 0 ? one : one.substring(0, equals)).strip();
            String column = equals < 0 ? key : one.substring(equals + 1).strip();
            if (key.isEmpty() || column.isEmpty()) {
                throw new TypeConversionException("expected KEY or KEY=COLUMN, separated by commas");
            }
            variants.add(RowVariant.ofMetric(key, column));
        }
        return new MetricList(variants);
    }
}
