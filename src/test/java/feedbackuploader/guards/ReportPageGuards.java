package feedbackuploader.guards;

import java.util.List;

/** What keeps {@code report.html} harmless, private and small, whatever stands in a file. */
final class ReportPageGuards {

    private static final String TESTS = "report.page.ReportPageTest";

    private ReportPageGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "markup in a cell or a server's words",
                        "report/page/Html.java",
                        "case '<' -> safe.append(\"&lt;\");",
                        "case '<' -> safe.append('<');",
                        TESTS),
                new Guard(
                        "a text that ends an attribute",
                        "report/page/Html.java",
                        "case '\"' -> safe.append(\"&quot;\");",
                        "case '\"' -> safe.append('\"');",
                        TESTS),
                new Guard(
                        "a text that turns the direction of what stands beside it",
                        "report/page/Html.java",
                        "|| Printable.isBidiControl(c);",
                        ";",
                        TESTS),
                new Guard(
                        "a policy that lets a page fetch",
                        "report/page/PageAssets.java",
                        "\"default-src 'none'; style-src \"",
                        "\"style-src \"",
                        TESTS),
                new Guard(
                        "ids and texts that were to be left out",
                        "report/page/PageText.java",
                        "isShown ? sentence(text) : PlainWords.reason(text)",
                        "sentence(text)",
                        TESTS),
                new Guard(
                        "cells that were to be left out",
                        "report/page/PageRows.java",
                        "isWorthShowing && texts.isShown() ? row : null",
                        "isWorthShowing ? row : null",
                        TESTS),
                new Guard(
                        "a page that no browser opens",
                        "report/page/PageRows.java",
                        "private static final long BYTES = 1_200_000;",
                        "private static final long BYTES = 12_000_000;",
                        TESTS),
                new Guard(
                        "a cell of megabytes",
                        "report/page/PageText.java",
                        "String shown = Printable.shown(beginning, limit);",
                        "String shown = Printable.shown(text, 1_000_000);",
                        TESTS));
    }
}
