package feedbackuploader.cli.options;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Value;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.RowVariant;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.support.Problem;
import feedbackuploader.upload.FileReading;
import feedbackuploader.upload.KnownRuns;
import feedbackuploader.upload.UnusableException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the metrics that a file uses: one that has more of true and false than of numbers beyond 0 and 1
 * takes booleans, any other takes numbers.
 */
final class MetricsOfFile implements FileReading.Sink {

    /** By metric: how many booleans it has more than numbers that are no booleans. */
    private final Map<String, Long> booleans = new TreeMap<>();

    /**
     * Those of the whole file, and those that the options name.
     *
     * @param interrupted ends the reading with an InterruptedException
     */
    static Map<String, MetricKind> in(
            InputFile input, MappingOptions mapping, KnownRuns runs, BooleanSupplier interrupted)
            throws UnusableException, LedgerException, InterruptedException {
        MetricsOfFile used = new MetricsOfFile();
        if (FileReading.onTrial(input, mapping, runs, used, interrupted).isEmpty()) {
            used.booleans.clear();
            FileReading.of(input, mapping, null, runs, used, interrupted);
        }
        used.addNamed(mapping);
        return used.metrics();
    }

    Map<String, MetricKind> metrics() {
        Map<String, MetricKind> metrics = new TreeMap<>();
        booleans.forEach((metric, more) -> metrics.put(metric, more > 0 ? MetricKind.BOOL : MetricKind.SCALAR));
        return metrics;
    }

    /** Adds what the options name: a file may have no valid row for it yet. */
    private void addNamed(MappingOptions options) {
        Stream.concat(
                        Stream.of(options.constants()),
                        options.variants().stream().map(RowVariant::constants))
                .map(constants -> constants.getOrDefault(Field.METRIC, "").strip())
                .filter(metric -> !metric.isEmpty())
                .forEach(metric -> booleans.putIfAbsent(metric, 0L));
    }

    @Override
    public void valid(Row row, int part, Feedback feedback) {
        @Nullable String key = feedback.metric();
        if (key != null) {
            booleans.merge(key, weight(feedback.value()), Long::sum);
        }
    }

    private static long weight(@Nullable Value value) {
        if (value == null) {
            return 0;
        } else if (value instanceof Value.Scalar scalar) {
            boolean isBoth = scalar.number().signum() == 0 || scalar.number().compareTo(BigDecimal.ONE) == 0;
            return isBoth ? 0 : -1;
        }
        return 1;
    }

    @Override
    public void invalid(Row row, int part, List<Problem> problems, @Nullable Feedback feedback) {
        // told of when the file is planned
    }

    @Override
    public void skipped(Row row, int part, Mapped.Skipped skipped) {
        // needs no metric
    }
}
