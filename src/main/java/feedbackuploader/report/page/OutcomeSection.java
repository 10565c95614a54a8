package feedbackuploader.report.page;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Status;
import feedbackuploader.report.NextStep;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The balance, and what to do next. */
final class OutcomeSection {

    private final Html html;
    private final PageContent content;

    OutcomeSection(Html html, PageContent content) {
        this.html = html;
        this.content = content;
    }

    void write() throws IOException {
        html.open("section", "id", "outcome", "class", "card", "aria-labelledby", "outcome-title");
        html.element("h2", "What became of the rows", "id", "outcome-title");
        Map<Status, Long> statuses = content.rows().statuses();
        long rows = statuses.values().stream().mapToLong(Long::longValue).sum();
        if (rows > 0) {
            balance(statuses, rows);
        }
        html.close();
        steps();
    }

    /** What does not change what to do next. */
    void rest() throws IOException {
        shards();
        leftOut();
    }

    private void balance(Map<Status, Long> statuses, long rows) throws IOException {
        String sum = Status.TOLD.stream()
                .filter(statuses::containsKey)
                .map(status -> Amount.of(statuses.getOrDefault(status, 0L)) + " " + word(status))
                .collect(Collectors.joining(" + "));
        html.element("p", Amount.of(rows, "row") + whose() + " = " + sum, "class", "sum");
        others();
        bar(statuses, rows);
        Tables.open(html, "Rows by outcome", "Outcome", "#Rows", "#Share", "Meaning");
        for (Status status : Status.TOLD) {
            long count = statuses.getOrDefault(status, 0L);
            if (count > 0) {
                html.open("tr").open("th", "scope", "row");
                badge(html, status, word(status));
                html.close();
                Tables.number(html, count);
                Tables.number(html, Tables.share(count, rows));
                html.element("td", meaning(status)).close();
            }
        }
        html.close().open("tfoot").open("tr");
        Tables.rowHead(html, "Rows" + whose());
        Tables.number(html, rows);
        Tables.number(html, Tables.share(rows, rows));
        html.element("td", feedback()).close();
        Tables.close(html);
    }

    /** The outcome by its icon and word. */
    static void badge(Html html, Status status, String word) throws IOException {
        html.element("span", word, "class", "badge " + status.label());
    }

    static String word(Status status, PageContent.About about) {
        if (status == Status.NOT_SENT && about != PageContent.About.UPLOAD) {
            return "to send";
        }
        return status == Status.NOT_SENT ? "not sent" : status.label();
    }

    private String word(Status status) {
        return word(status, content.about());
    }

    private String meaning(Status status) {
        return switch (status) {
            case RECORDED -> "the server has them";
            case NOT_SENT ->
                content.about() == PageContent.About.UPLOAD
                        ? "not recorded; the next run sends them"
                        : "would be sent; nothing was";
            default -> status.meaning();
        };
    }

    private String feedback() {
        Map<String, Long> feedback = content.feedback();
        if (feedback == null) {
            return "";
        }
        Map<String, Long> ordered = new LinkedHashMap<>();
        Status.TOLD.forEach(status -> ordered.put(word(status), feedback.getOrDefault(status.label(), 0L)));
        long pieces = feedback.values().stream().mapToLong(Long::longValue).sum();
        return "hold " + Amount.ofFeedback(pieces) + ": " + Amount.listed(ordered);
    }

    private String whose() {
        return content.share() == null
                ? " in the file"
                : " of shard " + content.share().shard();
    }

    /** The other rows of the file, where this is about one shard. */
    private void others() throws IOException {
        if (content.share() != null && content.share().rowsOfOthers() > 0) {
            html.element(
                    "p",
                    Amount.of(content.share().rowsOfOthers(), "row") + " of the file "
                            + (content.share().rowsOfOthers() == 1 ? "is" : "are") + " for other shards.",
                    "class",
                    "small muted");
        }
    }

    private void bar(Map<Status, Long> statuses, long rows) throws IOException {
        html.open(
                "svg",
                "class",
                "bar",
                "viewBox",
                "0 0 1000 10",
                "preserveAspectRatio",
                "none",
                "aria-hidden",
                "true",
                "focusable",
                "false");
        double x = 0;
        for (Status status : Status.TOLD) {
            long count = statuses.getOrDefault(status, 0L);
            if (count > 0) {
                double width = 1000.0 * count / rows;
                html.open(
                                "rect",
                                "class",
                                status.label(),
                                "x",
                                place(x),
                                "width",
                                place(Math.max(width, 2)),
                                "height",
                                "10")
                        .close();
                x += width;
            }
        }
        html.close();
    }

    private static String place(double x) {
        return String.format(Locale.ROOT, "%.1f", x);
    }

    private void shards() throws IOException {
        if (content.shards().isEmpty()) {
            return;
        }
        html.open("section", "id", "shards", "class", "card", "aria-labelledby", "shards-title");
        html.element("h2", "The shards", "id", "shards-title");
        Tables.open(
                html,
                "Feedback by shard",
                "Shard",
                "#Recorded",
                "#Invalid",
                "#Rejected",
                "#Not sent",
                "#Unknown",
                "#Left out",
                "#Sum");
        for (PageContent.Part part : content.shards()) {
            html.open("tr");
            Tables.rowHead(html, part.name());
            for (Status status : Status.TOLD) {
                Tables.number(html, part.feedback().getOrDefault(status.label(), 0L));
            }
            Tables.number(
                    html,
                    part.feedback().values().stream().mapToLong(Long::longValue).sum());
            html.close();
        }
        Tables.close(html);
        html.close();
    }

    private void leftOut() throws IOException {
        List<Map.Entry<String, Long>> reasons = content.rows().leftOut();
        if (!reasons.isEmpty()) {
            html.open("section", "id", "left-out", "class", "card", "aria-labelledby", "left-out-title");
            html.element("h2", "Why feedback was left out", "id", "left-out-title");
            Tables.open(html, "Feedback that was left out, by reason", "Reason", "#Pieces");
            for (Map.Entry<String, Long> reason : reasons) {
                html.open("tr").words("th", reason.getKey(), "scope", "row", "class", "cell plain");
                Tables.number(html, reason.getValue());
                html.close();
            }
            Tables.close(html);
            html.close();
        }
    }

    private void steps() throws IOException {
        if (content.steps().isEmpty()) {
            return;
        }
        html.open("section", "id", "next", "class", "card", "aria-labelledby", "next-title");
        html.element("h2", "What to do next", "id", "next-title").open("ol", "class", "steps");
        for (NextStep step : content.steps()) {
            html.open("li").words("p", content.texts().step(step.text()));
            if (step.command() != null) {
                command(content.texts().command(step.command()));
            }
            html.close();
        }
        html.close().close();
    }

    /** A script adds the button that copies it, which without one would do nothing. */
    private void command(String command) throws IOException {
        html.open("div", "class", "command").words("code", command).close();
        if (command.contains("…")) {
            html.element(
                    "p",
                    content.withTexts()
                            ? "The dots stand for what may be a secret and is not kept: type it in their place."
                            : "The dots stand for what is left out here.",
                    "class",
                    "small muted");
        }
    }
}
