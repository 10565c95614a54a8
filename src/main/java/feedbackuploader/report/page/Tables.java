package feedbackuploader.report.page;

import feedbackuploader.feedback.Amount;
import java.io.IOException;
import java.util.Locale;

/** What the tables of a page have in common. Numbers stand to the right, in figures of equal width. */
final class Tables {

    private static final String NUMBER = "number";

    private Tables() {}

    /** @param columns a name that begins with {@code #} is of numbers */
    static void open(Html html, String caption, String... columns) throws IOException {
        html.open("div", "class", "scroll-x", "tabindex", "0", "role", "group", "aria-label", caption)
                .open("table", "class", "data")
                .element("caption", caption)
                .open("thead")
                .open("tr");
        for (String column : columns) {
            if (column.isEmpty()) {
                html.element("td", "", "aria-hidden", "true"); // of bars, which are hidden from who cannot see them
            } else if (column.startsWith("#")) {
                html.element("th", column.substring(1), "scope", "col", "class", NUMBER);
            } else {
                html.element("th", column, "scope", "col");
            }
        }
        html.close().close().open("tbody");
    }

    static void close(Html html) throws IOException {
        html.close().close().close();
    }

    static void number(Html html, long number) throws IOException {
        html.element("td", Amount.of(number), "class", NUMBER);
    }

    static void number(Html html, String number) throws IOException {
        html.element("td", number, "class", NUMBER);
    }

    static void rowHead(Html html, String text) throws IOException {
        html.element("th", text, "scope", "row");
    }

    /** {@code 12.5 %}; what is neither nothing nor all does not look so. */
    static String share(long part, long whole) {
        double percent = whole == 0 ? 0 : 100.0 * part / whole;
        if (part > 0 && percent < 0.05) {
            return "< 0.1 %";
        } else if (part < whole && percent >= 99.95) {
            return "> 99.9 %";
        }
        return String.format(Locale.ROOT, "%.1f %%", percent);
    }

    /** A bar beside its number, which says the same to those who do not see it. */
    static void bar(Html html, long part, long most) throws IOException {
        String width =
                String.format(Locale.ROOT, "%.2f", most == 0 ? 0 : Math.max(part > 0 ? 0.5 : 0, 100.0 * part / most));
        html.open("td", "class", "bars", "aria-hidden", "true")
                .open(
                        "svg",
                        "viewBox",
                        "0 0 100 10",
                        "preserveAspectRatio",
                        "none",
                        "class",
                        "share",
                        "focusable",
                        "false")
                .open("rect", "class", "value", "width", width, "height", "10")
                .close()
                .close()
                .close();
    }
}
