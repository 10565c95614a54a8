package feedbackuploader.upload;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Project;
import feedbackuploader.input.Row;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.server.Bodies;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at every row of a file as it is read. What is kept does not grow with the file. */
public final class Surveyor implements FileReading.Sink {

    private static final int SAMPLES = 3;
    private static final int LONGEST_SAMPLE = 1_000;

    /** A column of free text that is mapped to the metric by mistake has no end of metrics. */
    private static final int METRICS = 1_000;

    private static final int LONGEST_NAME = 200;

    private final Path input;
    private final @Nullable Project project;
    private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<String, MetricTally>> metrics = new EnumMap<>(Kind.class);
    private final List<Survey.Sample> samples = new ArrayList<>();
    private final ProblemGroups problems = new ProblemGroups();
    private long otherMetrics;
    private long invalid;
    private long lastInvalid;
    private long skipped;
    private long lastSkipped;

    /** @param project null when it is not known */
    public Surveyor(Path input, @Nullable Project project) {
        this.input = input;
        this.project = project;
    }

    @Override
    public void valid(Row row, int part, Feedback feedback) {
        isNotSkipped(row);
        kinds.merge(feedback.kind(), 1L, Long::sum);
        count(feedback);
        if (samples.size() < SAMPLES) {
            String body = Printable.of(Bodies.preview(feedback, project), LONGEST_SAMPLE);
            samples.add(new Survey.Sample(row.number(), feedback.kind(), body));
        }
    }

    private void count(Feedback feedback) {
        @Nullable String metric = feedback.metric();
        if (metric == null) {
            return;
        }
        Map<String, MetricTally> ofKind = metrics.computeIfAbsent(feedback.kind(), kind -> new LinkedHashMap<>());
        MetricTally tally = ofKind.get(metric);
        if (tally == null && ofKind.size() < METRICS && metric.length() <= LONGEST_NAME) {
            tally = new MetricTally(metric, feedback.kind());
            ofKind.put(metric, tally);
        }
        if (tally == null) {
            otherMetrics++;
        } else {
            tally.add(feedback);
        }
    }

    @Override
    public void invalid(Row row, int part, List<Problem> found, @Nullable Feedback feedback) {
        isNotSkipped(row);
        if (row.number() != lastInvalid) {
            lastInvalid = row.number();
            invalid++;
        }
        found.forEach(problem -> problems.add(FileReading.placeOf(input, row), problem));
    }

    @Override
    public void skipped(Row row, int part, Mapped.Skipped what) {
        if (part == 0) {
            lastSkipped = row.number();
            skipped++;
        }
    }

    /** A row is skipped if all of its pieces are. */
    private void isNotSkipped(Row row) {
        if (row.number() == lastSkipped) {
            lastSkipped = 0;
            skipped--;
        }
    }

    /** @param reading the one that this looked at, which has ended */
    public Survey survey(FileReading reading) {
        return new Survey(
                Printable.of(String.valueOf(input.getFileName()), LONGEST_NAME),
                reading.form(),
                reading.fields(),
                reading.notUploaded(),
                reading.rows(),
                reading.blankRows(),
                invalid,
                skipped,
                kinds,
                metrics.values().stream()
                        .flatMap(ofKind -> ofKind.values().stream())
                        .map(MetricTally::survey)
                        .sorted(Comparator.comparingLong(MetricSurvey::count).reversed())
                        .toList(),
                otherMetrics,
                List.copyOf(samples),
                problems.byCount(),
                problems.others(),
                reading.notices());
    }
}
