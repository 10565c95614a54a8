package feedbackuploader.report.page;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Status;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows that are not recorded, by cause, the largest first: what is wrong, and a piece of the table that shows it. */
final class CauseSection {

    /** Kinds of problem that have a heading of their own. */
    private static final int SHOWN = 200;

    /** Pieces of the table that are open when the page opens. */
    private static final int OPEN = 5;

    private final Html html;
    private final PageContent content;

    CauseSection(Html html, PageContent content) {
        this.html = html;
        this.content = content;
    }

    void write() throws IOException {
        List<CauseRows> all = content.rows().byCount();
        if (all.isEmpty()) {
            return;
        }
        List<CauseRows> shown = all.stream().limit(SHOWN).toList();
        html.open("section", "id", "problems", "class", "card", "aria-labelledby", "problems-title");
        html.element("h2", "Rows that are not recorded, by cause", "id", "problems-title");
        filter();
        for (int i = 0; i < shown.size(); i++) {
            cause(shown.get(i), i);
        }
        rest(all);
        html.close();
    }

    /** Where a script is to put the filter: without one, it would do nothing. */
    private void filter() throws IOException {
        html.open("div", "id", "filter", "class", "no-print").close();
    }

    private void cause(CauseRows rows, int place) throws IOException {
        Cause cause = rows.cause;
        String http = cause.httpStatus() == null ? "" : cause.httpStatus().toString();
        html.open("section", "class", "cause", "data-status", cause.status().label(), "data-http", http);
        html.open("h3").open("span", "class", "count");
        html.text(Amount.of(rows.rows(), "row")).close().text(" ");
        OutcomeSection.badge(html, cause.status(), OutcomeSection.word(cause.status(), content.about()));
        if (cause.httpStatus() != null) {
            html.text(" ").element("span", "HTTP " + cause.httpStatus(), "class", "http");
        }
        html.close();
        html.words("p", rows.message, "class", "cell message");
        html.element("p", numbers(rows), "class", "small muted");
        if (!rows.samples().isEmpty()) {
            html.open("details", place < OPEN ? "open" : "data-closed", "");
            html.element("summary", shown(rows));
            table(rows);
            html.close();
        }
        html.close();
    }

    /** {@code Row 3 has "0,8", others are similar. Rows 3, 8, 13 and more.} */
    private static String numbers(CauseRows rows) {
        String first = Amount.of(rows.numbers().get(0));
        String example = rows.example == null
                ? (rows.varies() ? "Others are similar. " : "")
                : "Row " + first + " has " + rows.example + (rows.varies() ? ", others are similar. " : ". ");
        if (rows.rows() == 1) {
            return rows.example == null ? "Row " + first + "." : example.strip();
        }
        String numbers = rows.numbers().stream().map(Amount::of).collect(Collectors.joining(", "));
        return example + "Rows " + numbers + (rows.rows() > rows.numbers().size() ? " and more." : ".");
    }

    private String shown(CauseRows rows) {
        int shown = rows.samples().size();
        if (shown == rows.rows()) {
            return shown == 1 ? "The row" : "All " + Amount.of(shown) + " rows";
        }
        return Amount.of(shown) + " of " + Amount.of(rows.rows()) + " shown" + whereAll(rows.cause.status());
    }

    private String whereAll(Status status) {
        String file = status.isToFix() && content.failed() != null ? content.failed() : content.results();
        return file == null ? "" : "; all are in " + PageText.name(file);
    }

    private void table(CauseRows rows) throws IOException {
        boolean hasWhole = rows.samples().stream().anyMatch(sample -> sample.whole() != null);
        boolean hasMetric = rows.samples().stream()
                .anyMatch(sample -> sample.metric() != null && !sample.cells().contains(sample.metric()));
        boolean saysMore = rows.varies()
                && rows.samples().stream().anyMatch(sample -> sample.wrong().isEmpty());
        html.open("div", "class", "scroll-x", "tabindex", "0", "role", "group", "aria-label", rows.message)
                .open("table", "class", hasWhole ? "data rows whole" : "data rows")
                .open("caption");
        html.text("From the file").text(others(rows)).close().open("thead").open("tr");
        html.element("th", "Row", "scope", "col", "class", "number");
        if (hasMetric) {
            html.element("th", "Metric", "scope", "col");
        }
        for (String column : rows.columns) {
            html.element("th", PageText.name(column), "scope", "col", "class", "cell");
        }
        if (hasWhole) {
            html.element("th", "As it stands in the file", "scope", "col");
        }
        if (saysMore) {
            html.element("th", "Reason", "scope", "col");
        }
        html.close().close().open("tbody");
        for (CauseRows.Sample sample : rows.samples()) {
            row(rows, sample, hasMetric, hasWhole, saysMore);
        }
        html.close().close().close();
    }

    private static String others(CauseRows rows) {
        return rows.otherColumns == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (%,d more %s not shown)",
                        rows.otherColumns,
                        rows.otherColumns == 1 ? "column is" : "columns are");
    }

    private void row(CauseRows rows, CauseRows.Sample sample, boolean hasMetric, boolean hasWhole, boolean saysMore)
            throws IOException {
        @Nullable String metric = sample.metric();
        if (metric == null) {
            html.open("tr");
        } else {
            html.open("tr", "data-metric", metric);
        }
        html.element("th", Amount.of(sample.row()), "scope", "row", "class", "number");
        if (hasMetric) {
            html.element("td", metric == null ? "" : metric, "class", "cell");
        }
        for (int i = 0; i < rows.columns.size(); i++) {
            cell(
                    i < sample.cells().size() ? sample.cells().get(i) : null,
                    sample.wrong().contains(i));
        }
        if (hasWhole) {
            @Nullable String whole = sample.whole();
            if (whole == null) {
                html.element("td", "");
            } else {
                cell(whole, rows.cause.status() == Status.INVALID);
            }
        }
        if (saysMore) {
            html.element("td", sample.message(), "class", "cell");
        }
        html.close();
    }

    private void cell(@Nullable String text, boolean isWrong) throws IOException {
        if (!isWrong) {
            html.element("td", text == null ? "" : text, "class", "cell");
            return;
        }
        String shown = text == null ? "" : text.strip();
        html.open("td", "class", "cell-wrong")
                .element("span", shown, "class", "cell")
                .text(" ")
                .element("span", shown.isEmpty() ? "missing" : "wrong", "class", "mark")
                .close();
    }

    private void rest(List<CauseRows> all) throws IOException {
        int kinds = Math.max(0, all.size() - SHOWN);
        if (kinds > 0 || content.rows().others() > 0) {
            String file = content.failed() == null ? content.results() : content.failed();
            html.element(
                    "p",
                    (content.rows().others() > 0 ? "Many more kinds" : Amount.of(kinds, "more kind"))
                            + " of problem"
                            + (file == null ? " are not shown." : " are in " + PageText.name(file) + "."),
                    "class",
                    "muted");
        }
    }
}
