package feedbackuploader.mapping;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns that bear the key of one of the deployment's metrics, in a file that names no metric and no value. */
final class MetricColumns {

    private MetricColumns() {}

    /** Whether such columns would be looked for. */
    static boolean arePossible(List<String> columns, MappingOptions options) {
        return options.variants().isEmpty()
                && options.kind() != Kind.PREFERENCE
                && (has(Field.COMPLETION_ID, columns, options)
                        || has(Field.SESSION_ID, columns, options)
                        || options.lookup() != null
                        || (options.completions().create() && has(Field.COMPLETION_TEXT, columns, options)))
                && !has(Field.METRIC, columns, options)
                && !has(Field.VALUE, columns, options)
                && !has(Field.FEEDBACKS, columns, options);
    }

    /** The options, and a branch for each such column. */
    static MappingOptions found(
            List<String> columns, MappingOptions options, @Nullable MetricCatalogue catalogue, Notices notices) {
        if (catalogue == null || !arePossible(columns, options)) {
            return options;
        }
        Map<String, List<String>> byKey = new LinkedHashMap<>();
        for (String column : columns) {
            MetricKeys.metric(catalogue, Texts.trim(column))
                    .ifPresent(metric -> byKey.computeIfAbsent(metric.key(), key -> new ArrayList<>())
                            .add(column));
        }
        List<RowVariant> variants = new ArrayList<>();
        byKey.forEach((key, alike) -> {
            String column = alike.contains(key) ? key : alike.get(0);
            if (alike.size() == 1 || column.equals(key)) { // of two that are alike, neither is more the metric's
                variants.add(RowVariant.ofMetric(key, column));
                notices.metricColumn(column);
            }
        });
        return options.withVariants(variants);
    }

    private static boolean has(Field field, List<String> columns, MappingOptions options) {
        return options.columns().containsKey(field)
                || options.constants().containsKey(field)
                || columns.stream()
                        .anyMatch(column ->
                                Field.typed(column).filter(field::equals).isPresent());
    }
}
