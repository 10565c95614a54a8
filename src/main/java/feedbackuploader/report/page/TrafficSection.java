package feedbackuploader.report.page;

import feedbackuploader.feedback.Amount;
import feedbackuploader.report.Traffic;
import feedbackuploader.support.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the requests of the run went over time: each plot with its numbers, which stand there without a script. */
final class TrafficSection {

    /** How their lines are drawn, in the order of the causes. */
    private static final List<String> LINES = List.of("solid", "dashed", "dotted", "dashed and dotted");

    private static final int CAUSES = LINES.size();

    private final Html html;
    private final PageContent content;

    TrafficSection(Html html, PageContent content) {
        this.html = html;
        this.content = content;
    }

    void write() throws IOException {
        Traffic traffic = content.traffic();
        if (traffic == null) {
            return;
        }
        html.open("section", "id", "traffic", "class", "card", "aria-labelledby", "traffic-title");
        html.element("h2", "Traffic of the last run", "id", "traffic-title");
        summary(traffic);
        Traffic.@Nullable OverTime series = traffic.overTime();
        if (series != null) {
            html.open("div", "class", "plots", "data-traffic", JsonText.of(series));
            plot(
                    "rows",
                    "Rows recorded or refused per second",
                    series,
                    columns("Rows per second", series.rowsPerSecond()));
            plot("latency", "Response time in ms: p50 solid, p95 dashed, p99 dotted", series, latency(series));
            plot(
                    "in_flight",
                    "Most requests in flight at once",
                    series,
                    columns("Requests in flight", series.inFlight()));
            if (!series.retries().isEmpty()) {
                plot("retries", "Answers after which a row is sent again: " + lines(series), series, retries(series));
            }
            html.close();
            waits(series.waits(), traffic.waits());
        }
        html.close();
    }

    private void summary(Traffic traffic) throws IOException {
        Tables.open(html, "The run in numbers", "Figure", "#Value");
        figure("Time from the first request to the last answer", number(traffic.seconds(), 1) + " s");
        for (String percentile : List.of("p50", "p95", "p99")) {
            Double ms = traffic.latencyMs().get(percentile);
            if (ms != null) {
                figure("Response time, " + percentile, number(ms, 1) + " ms");
            }
        }
        for (Map.Entry<String, Long> cause :
                traffic.retriesByCause().entrySet().stream().limit(CAUSES).toList()) {
            figure("Sent again after " + words(cause.getKey()), Amount.of(cause.getValue()));
        }
        if (traffic.waits() > 0) {
            figure("Times that the server asked to wait", Amount.of(traffic.waits()));
            figure("Time waited", number(traffic.waitedSeconds(), 1) + " s");
        }
        Tables.close(html);
    }

    private void figure(String name, String value) throws IOException {
        html.open("tr").element("th", name, "scope", "row", "class", "plain");
        Tables.number(html, value);
        html.close();
    }

    private static Map<String, List<? extends @Nullable Number>> columns(String name, List<? extends Number> numbers) {
        return Map.of(name, numbers);
    }

    private static Map<String, List<? extends @Nullable Number>> latency(Traffic.OverTime series) {
        Map<String, List<? extends @Nullable Number>> columns = new LinkedHashMap<>();
        columns.put("p50", series.p50Ms());
        columns.put("p95", series.p95Ms());
        columns.put("p99", series.p99Ms());
        return columns;
    }

    private static Map<String, List<? extends @Nullable Number>> retries(Traffic.OverTime series) {
        Map<String, List<? extends @Nullable Number>> columns = new LinkedHashMap<>();
        series.retries().entrySet().stream()
                .limit(CAUSES)
                .forEach(cause -> columns.put(words(cause.getKey()), cause.getValue()));
        return columns;
    }

    /** {@code 429 (too many requests) solid, 503 (overloaded) dashed}. */
    private static String lines(Traffic.OverTime series) {
        List<String> lines = new ArrayList<>();
        for (String cause : series.retries().keySet()) {
            if (lines.size() < CAUSES) {
                lines.add(words(cause) + " " + LINES.get(lines.size()));
            }
        }
        return String.join(", ", lines);
    }

    private void plot(
            String name, String caption, Traffic.OverTime series, Map<String, List<? extends @Nullable Number>> columns)
            throws IOException {
        html.open("figure", "class", "plot", "data-plot", name).element("figcaption", caption);
        html.open("div", "class", "canvas").close();
        html.open("details", "open", "").element("summary", "The same in numbers");
        List<String> heads = new ArrayList<>(List.of("#Second"));
        columns.keySet().forEach(column -> heads.add("#" + column));
        Tables.open(html, caption, heads.toArray(String[]::new));
        for (int i = 0; i < series.seconds().size(); i++) {
            html.open("tr");
            html.element(
                    "th",
                    number(series.seconds().get(i), series.stepSeconds() < 0.1 ? 2 : 1),
                    "scope",
                    "row",
                    "class",
                    "number");
            for (List<? extends @Nullable Number> column : columns.values()) {
                @Nullable Number value = i < column.size() ? column.get(i) : null;
                Tables.number(html, value == null ? "–" : number(value, 1));
            }
            html.close();
        }
        Tables.close(html);
        html.close().close();
    }

    /** @param asked how often the server did: while one wait lasts it may ask for another */
    private void waits(List<Traffic.Wait> waits, long asked) throws IOException {
        if (waits.isEmpty()) {
            return;
        }
        html.open("details", "open", "", "class", "waits");
        html.element(
                "summary",
                Amount.of(waits.size(), "wait")
                        + (asked > waits.size() ? ", asked for " + Amount.of(asked) + " times" : "")
                        + ": shaded in the plots");
        Tables.open(html, "Waits that the server asked for", "Reason", "#From second", "#To second");
        for (Traffic.Wait wait : waits) {
            html.open("tr").element("th", waited(wait.cause()), "scope", "row", "class", "plain");
            Tables.number(html, number(wait.fromSeconds(), 2));
            Tables.number(html, number(wait.toSeconds(), 2));
            html.close();
        }
        Tables.close(html);
        html.close();
    }

    private static String waited(String causes) {
        return "The server asked to wait: "
                + String.join(
                        ", ",
                        Arrays.stream(causes.split(", "))
                                .map(TrafficSection::words)
                                .toList());
    }

    private static String words(String cause) {
        return switch (cause) {
            case "http_429" -> "429 (too many requests)";
            case "http_503" -> "503 (overloaded)";
            case "not_sent" -> "a failed connection";
            case "rate_limit" -> "its rate limit was used up";
            default -> cause.startsWith("http_") ? cause.substring("http_".length()) : PageText.name(cause);
        };
    }

    /** In a column every number has as many digits behind the point. */
    private static String number(Number number, int digits) {
        return number instanceof Long whole
                ? Amount.of(whole)
                : String.format(Locale.ROOT, "%,." + digits + "f", number.doubleValue());
    }
}
