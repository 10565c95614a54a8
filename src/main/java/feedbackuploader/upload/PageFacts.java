package feedbackuploader.upload;

import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.FieldSource;
import feedbackuploader.report.page.FileUnderstood;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a survey found, as far as a page shows it. */
final class PageFacts {

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

    private static FileUnderstood.MetricValues metric(MetricSurvey metric) {
        List<FileUnderstood.ValueCount> values = new ArrayList<>();
        metric.values().forEach((value, count) -> values.add(new FileUnderstood.ValueCount(value, count)));
        if (metric.ranges() != null) {
            metric.ranges()
                    .forEach(range -> values.add(new FileUnderstood.ValueCount(
                            number(range.from()) + " to below " + number(range.to()), range.count())));
        }
        return new FileUnderstood.MetricValues(
                metric.metric(),
                metric.kind().label(),
                metric.count(),
                metric.min() == null ? null : number(metric.min()),
                metric.max() == null ? null : number(metric.max()),
                values);
    }

    private static @Nullable String number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return Math.abs((long) plain.precision() - plain.scale()) < NAMES ? plain.toPlainString() : plain.toString();
    }
}
