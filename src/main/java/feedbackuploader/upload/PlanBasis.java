package feedbackuploader.upload;

import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.MappingOptions;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything but the file that a plan depends on, as text in which equal things are equal: a plan made on the same basis
 * from the same bytes would be the same plan.
 */
final class PlanBasis {

    private static final String CATALOGUE = "\ncatalogue ";

    private final String options;

    /** @param program name and version, since another version may read a file otherwise */
    PlanBasis(UploadRequest request, String program) {
        MappingOptions mapping = request.mapping();
        this.options = program
                + "\nkind " + mapping.kind()
                + "\nset " + unambiguous(mapping.constants())
                + "\nmap " + unambiguous(mapping.columns())
                + "\nduplicates " + request.duplicates()
                + "\nproject " + request.project();
    }

    /** With the length of each value, which may hold what separates it from the next. */
    private static String unambiguous(Map<Field, String> values) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((field, value) -> text.append(field)
                        .append(' ')
                        .append(value.length())
                        .append(' ')
                        .append(value));
        return text.toString();
    }

    /** Whether {@code basis} has these options, whatever its catalogue. */
    boolean hasSameOptions(String basis) {
        return basis.startsWith(options + CATALOGUE);
    }

    String with(@Nullable MetricCatalogue catalogue) {
        if (catalogue == null) {
            return options + CATALOGUE + "unknown";
        }
        TreeSet<String> metrics = new TreeSet<>();
        for (MetricCatalogue.Metric metric : catalogue.metrics()) {
            metrics.add(metric.key() + " " + metric.id() + " " + metric.kind());
        }
        return options + CATALOGUE + metrics;
    }
}
