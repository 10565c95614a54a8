package feedbackuploader.report.page;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Kind;
import java.io.IOException;
import java.util.List;

/** How often each value occurs under each metric: shows at once that all are the same, or that true and false are swapped. */
final class ValuesSection {

    private static final int METRICS = 40;

    private static final int VALUES = 20;

    private final Html html;
    private final PageContent content;

    ValuesSection(Html html, PageContent content) {
        this.html = html;
        this.content = content;
    }

    void write() throws IOException {
        FileUnderstood file = content.understood();
        if (file == null || file.metrics().isEmpty()) {
            return;
        }
        html.open("section", "id", "values", "class", "card", "aria-labelledby", "values-title");
        html.element("h2", "Values by metric", "id", "values-title");
        html.element(
                "p",
                "All valid feedback of "
                        + (content.share() == null
                                ? "the file"
                                : "shard " + content.share().shard())
                        + ", whether it is sent yet or not.",
                "class",
                "small muted");
        html.open("div", "class", "metrics");
        for (FileUnderstood.MetricValues metric :
                file.metrics().stream().limit(METRICS).toList()) {
            metric(metric);
        }
        html.close();
        int more = file.metrics().size() - METRICS;
        if (more > 0 || file.otherMetrics() > 0) {
            html.element(
                    "p",
                    (file.otherMetrics() > 0
                                    ? "Many more"
                                    : Amount.of(more, "more metric").replace("more metrics", "more"))
                            + " are not shown.",
                    "class",
                    "muted");
        }
        html.close();
    }

    private void metric(FileUnderstood.MetricValues metric) throws IOException {
        html.open("section", "class", "metric");
        html.open("h3")
                .open("span", "class", "cell")
                .text(content.texts().metric(metric.metric()))
                .close();
        if (!metric.kind().equals(Kind.METRIC.label())) {
            html.text(" ").element("span", metric.kind(), "class", "muted");
        }
        html.close();
        html.element("p", Amount.of(metric.count(), "value") + range(metric), "class", "small muted");
        List<FileUnderstood.ValueCount> values =
                metric.values().stream().limit(VALUES).toList();
        if (!values.isEmpty()) {
            long most = values.stream()
                    .mapToLong(FileUnderstood.ValueCount::count)
                    .max()
                    .orElse(0);
            Tables.open(html, "Values of " + content.texts().metric(metric.metric()), "Value", "", "#Count", "#Share");
            for (FileUnderstood.ValueCount value : values) {
                html.open("tr").element("th", PageText.cut(value.value(), 40), "scope", "row", "class", "cell");
                Tables.bar(html, value.count(), most);
                Tables.number(html, value.count());
                Tables.number(html, Tables.share(value.count(), metric.count()));
                html.close();
            }
            Tables.close(html);
        }
        html.close();
    }

    private static String range(FileUnderstood.MetricValues metric) {
        if (metric.min() == null || metric.max() == null) {
            return "";
        }
        String min = PageText.cut(metric.min(), 24);
        return metric.min().equals(metric.max())
                ? ", all " + min
                : ", from " + min + " to " + PageText.cut(metric.max(), 24);
    }
}
