package feedbackuploader.cli.options;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.Value;
import feedbackuploader.input.Row;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.RowVariant;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.support.Problem;
import feedbackuploader.upload.FileReading;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the metrics that a file uses: one that has a true or a false takes booleans, any other takes numbers. */
final class MetricsOfFile implements FileReading.Sink {

    private final Map<String, MetricKind> metrics = new TreeMap<>();

    Map<String, MetricKind> metrics() {
        return metrics;
    }

    /** Adds what the options name: a file may have no valid row for it yet. */
    void addNamed(MappingOptions options) {
        Stream.concat(
                        Stream.of(options.constants()),
                        options.variants().stream().map(RowVariant::constants))
                .map(constants -> constants.getOrDefault(Field.METRIC, "").strip())
                .filter(metric -> !metric.isEmpty())
                .forEach(metric -> metrics.putIfAbsent(metric, MetricKind.SCALAR));
    }

    @Override
    public void valid(Row row, int part, Feedback feedback) {
        if (feedback instanceof MetricFeedback metric && metric.value() instanceof Value.Bool) {
            metrics.put(feedback.metric(), MetricKind.BOOL);
        } else {
            metrics.putIfAbsent(feedback.metric(), MetricKind.SCALAR);
        }
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
