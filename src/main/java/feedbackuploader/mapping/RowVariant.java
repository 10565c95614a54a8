package feedbackuploader.mapping;

import feedbackuploader.mapping.text.Listed;
import feedbackuploader.support.Shell;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of the pieces of feedback that every row holds: where it differs from the others. A piece whose value is blank is
 * none.
 *
 * @param columns as in {@link MappingOptions}
 * @param constants as in {@link MappingOptions}
 * @param skipWhere by what this piece alone is skipped
 */
public record RowVariant(Map<Field, String> columns, Map<Field, String> constants, List<SkipRule> skipWhere) {

    public RowVariant {
        skipWhere = List.copyOf(skipWhere);
        columns = ordered(columns);
        constants = ordered(constants);
    }

    public RowVariant(Map<Field, String> columns, Map<Field, String> constants) {
        this(columns, constants, List.of());
    }

    /** A column that holds the values of one metric. */
    public static RowVariant ofMetric(String metric, String column) {
        return new RowVariant(Map.of(Field.VALUE, column), Map.of(Field.METRIC, metric));
    }

    /** Whether {@link #ofMetric} could have made it. */
    public boolean isMetric() {
        return skipWhere.isEmpty()
                && columns.keySet().equals(Collections.singleton(Field.VALUE))
                && constants.keySet().equals(Collections.singleton(Field.METRIC));
    }

    /** The option that gives such a branch. */
    String option() {
        return optionOf(List.of(this));
    }

    /** The one option that gives several of them. */
    static String optionOf(List<RowVariant> variants) {
        return "--metrics "
                + Shell.quoted(variants.stream().map(RowVariant::listed).collect(Collectors.joining(", ")));
    }

    private String listed() {
        String metric = String.valueOf(constants.get(Field.METRIC));
        String column = String.valueOf(columns.get(Field.VALUE));
        return metric.equals(column) ? Listed.escaped(metric) : Listed.escaped(metric) + "=" + Listed.escaped(column);
    }

    static Map<Field, String> ordered(Map<Field, String> fields) {
        Map<Field, String> ordered = new EnumMap<>(Field.class);
        ordered.putAll(fields);
        return Collections.unmodifiableMap(ordered);
    }
}
