package feedbackuploader.report.page;

import feedbackuploader.report.AtomicFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code report.html}: one file that is read, filtered and printed in any browser, and fetches nothing. */
public final class ReportPage {

    private static final int NOTICES = 20;

    private final Html html;
    private final PageContent content;

    private ReportPage(Html html, PageContent content) {
        this.html = html;
        this.content = content;
    }

    /**
     * @param file replaced, whole or not at all
     * @throws IOException when it cannot be written; what stood there before still does
     */
    public static void write(Path file, PageContent content) throws IOException {
        try (AtomicFile atomic = new AtomicFile(file)) {
            write(atomic.writer(), content);
            atomic.publish();
        }
    }

    private static void write(Writer out, PageContent content) throws IOException {
        new ReportPage(new Html(out), content)
                .write(PageAssets.read(
                        content.traffic() != null && content.traffic().overTime() != null));
    }

    private void write(PageAssets assets) throws IOException {
        html.doctype();
        html.open("html", "lang", "en");
        head(assets);
        html.open("body");
        html.element("a", "To the outcome", "href", "#outcome", "class", "skip");
        header();
        html.open("main");
        stopped();
        OutcomeSection outcome = new OutcomeSection(html, content);
        outcome.write();
        notices();
        outcome.rest();
        new CauseSection(html, content).write();
        new FileSection(html, content).write();
        new ValuesSection(html, content).write();
        new TrafficSection(html, content).write();
        new ProvenanceSection(html, content).write();
        html.close();
        footer();
        html.own("script", assets.script());
        html.close().close();
    }

    private void head(PageAssets assets) throws IOException {
        html.open("head").single("meta", "charset", "utf-8");
        html.single("meta", "http-equiv", "Content-Security-Policy", "content", assets.policy());
        html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.single("meta", "name", "referrer", "content", "no-referrer");
        html.single("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", content.name() + ": " + Headline.of(content));
        html.own("style", assets.style()).close();
    }

    private void header() throws IOException {
        html.open("header", "class", "top");
        html.open("p", "class", "eyebrow")
                .text(content.about().word() + " of ")
                .element("span", content.name(), "class", "cell");
        if (content.provenance().ended() != null) {
            html.text(", " + ProvenanceSection.moment(content.provenance().ended()));
        }
        html.close();
        html.element("h1", Headline.of(content));
        String more = Headline.more(content);
        if (!more.isEmpty()) {
            html.element("p", more, "class", "lead");
        }
        html.open("nav", "class", "no-print", "aria-label", "On this page").open("ul");
        for (Map.Entry<String, String> section : sections().entrySet()) {
            html.open("li")
                    .element("a", section.getValue(), "href", "#" + section.getKey())
                    .close();
        }
        html.close().close().close();
    }

    private Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("outcome", "Outcome");
        if (!content.steps().isEmpty()) {
            sections.put("next", "Next");
        }
        if (!content.rows().byCount().isEmpty()) {
            sections.put("problems", "Problems");
        }
        sections.put("file", "File");
        if (content.understood() != null && !content.understood().metrics().isEmpty()) {
            sections.put("values", "Values");
        }
        if (content.traffic() != null) {
            sections.put("traffic", "Traffic");
        }
        sections.put("provenance", "Origin");
        return sections;
    }

    private void stopped() throws IOException {
        if (content.stopped() != null) {
            html.open("div", "class", "notice warning")
                    .words("p", "Stopped: " + content.texts().stopped(content.stopped()))
                    .close();
        }
    }

    private void notices() throws IOException {
        List<String> notices = content.texts().notices(content.notices());
        if (!notices.isEmpty()) {
            html.open("section", "class", "notice", "aria-label", "Notes").open("ul");
            for (String notice : notices.stream().limit(NOTICES).toList()) {
                html.words("li", notice);
            }
            html.close().close();
        }
    }

    private void footer() throws IOException {
        html.open("footer")
                .element(
                        "p",
                        "Written by " + content.provenance().program()
                                + ". This file holds everything that it shows and fetches nothing."
                                + (content.withTexts() ? "" : " Ids and texts are left out."),
                        "class",
                        "small muted")
                .close();
    }
}
