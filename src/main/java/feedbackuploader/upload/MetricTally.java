package feedbackuploader.upload;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Value;
import feedbackuploader.support.Printable;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the feedback of one kind under one metric. */
final class MetricTally {

    /** With more different numbers than this, only the smallest and the largest tell anything. */
    static final int NUMBERS = 10;

    private static final int LONGEST = 200;

    /** In the order in which they are told. */
    static final List<String> WORDS = List.of("true", "false", "preferred", "tied good", "tied bad");

    private final String metric;
    private final Kind kind;
    private final Map<String, Long> words = new TreeMap<>(Comparator.comparing(WORDS::indexOf));
    private final TreeMap<BigDecimal, Long> numbers = new TreeMap<>();
    private boolean hasManyNumbers;
    private @Nullable NumberRanges ranges;
    private long count;
    private @Nullable BigDecimal min;
    private @Nullable BigDecimal max;

    MetricTally(String metric, Kind kind) {
        this.metric = Printable.of(metric, LONGEST);
        this.kind = kind;
    }

    void add(Feedback feedback) {
        count++;
        if (feedback instanceof PreferenceFeedback preference) {
            words.merge(
                    preference.tied() == null
                            ? "preferred"
                            : "tied " + preference.tied().label(),
                    1L,
                    Long::sum);
        }
        add(feedback.value());
    }

    private void add(@Nullable Value value) {
        if (value instanceof Value.Scalar scalar) {
            add(scalar.number());
        } else if (value != null) {
            words.merge(value.toString(), 1L, Long::sum);
        }
    }

    private void add(BigDecimal number) {
        min = min == null || number.compareTo(min) < 0 ? number : min;
        max = max == null || number.compareTo(max) > 0 ? number : max;
        if (!hasManyNumbers) {
            numbers.merge(number, 1L, Long::sum);
            hasManyNumbers = numbers.size() > NUMBERS;
            if (hasManyNumbers) {
                ranges = new NumberRanges(numbers);
            }
        } else if (ranges != null) {
            ranges.add(number, 1);
        }
    }

    MetricSurvey survey() {
        Map<String, Long> values = new LinkedHashMap<>(words);
        if (!hasManyNumbers) {
            numbers.forEach((number, times) -> values.put(new Value.Scalar(number).toString(), times));
        }
        return new MetricSurvey(metric, kind, count, min, max, values, ranges == null ? null : ranges.list());
    }
}
