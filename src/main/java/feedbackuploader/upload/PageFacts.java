package feedbackuploader.upload;

import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.FieldSource;
import feedbackuploader.report.page.FileUnderstood;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a survey found, as far as a page shows it. */
final class PageFacts {

    private static final String TO_BELOW = " to below ";

    private static final int METRICS = 60;
    private static final int NAMES = 40;
    private static final int NOTICES = 20;

    private PageFacts() {}

    static FileUnderstood understood(Survey survey) {
        return new FileUnderstood(
                survey.form().description(),
                survey.fields().stream().map(PageFacts::field).toList(),
                survey.notUploaded().stream().limit(NAMES).toList(),
                survey.notUploaded().size(),
                survey.metrics().stream().limit(METRICS).map(PageFacts::metric).toList(),
                survey.otherMetrics()
                        + survey.metrics().stream()
                                .skip(METRICS)
                                .mapToLong(MetricSurvey::count)
                                .sum(),
                survey.first().stream()
                        .map(sample -> new FileUnderstood.Body(sample.row(), word(sample.kind()), sample.body()))
                        .toList(),
                survey.notices().stream().limit(NOTICES).toList());
    }

    private static FileUnderstood.FieldFrom field(FieldSource source) {
        return new FileUnderstood.FieldFrom(source.field().label(), source.columns(), source.given());
    }

    private static String word(Kind kind) {
        return kind == Kind.INTERACTION ? "completion to create" : kind.label() + " feedback";
    }

    static FileUnderstood.MetricValues metric(MetricSurvey metric) {
        List<FileUnderstood.ValueCount> values = new ArrayList<>();
        metric.values().forEach((value, count) -> values.add(new FileUnderstood.ValueCount(value, count)));
        if (metric.ranges() != null) {
            metric.ranges().forEach(range -> values.add(inWords(range)));
        }
        return new FileUnderstood.MetricValues(
                metric.metric(),
                metric.kind().label(),
                metric.count(),
                metric.min() == null ? null : number(metric.min()),
                metric.max() == null ? null : number(metric.max()),
                values);
    }

    static FileUnderstood.ValueCount inWords(MetricSurvey.Range range) {
        return new FileUnderstood.ValueCount(number(range.from()) + TO_BELOW + number(range.to()), range.count());
    }

    /** What {@link #inWords} was given; empty for a single value. */
    static Optional<MetricSurvey.Range> rangeIn(FileUnderstood.ValueCount told) {
        int between = told.value().indexOf(TO_BELOW);
        return between < 0
                ? Optional.empty()
                : Optional.of(new MetricSurvey.Range(
                        new BigDecimal(told.value().substring(0, between)),
                        new BigDecimal(told.value().substring(between + TO_BELOW.length())),
                        told.count()));
    }

    private static String number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return Math.abs((long) plain.precision() - plain.scale()) < NAMES ? plain.toPlainString() : plain.toString();
    }
}
