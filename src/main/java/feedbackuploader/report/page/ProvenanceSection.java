package feedbackuploader.report.page;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Status;
import feedbackuploader.report.RunHistory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where it all comes from: the file, the deployment, the program and its runs. Never a key or the value of a header. */
final class ProvenanceSection {

    private static final int RUNS = 20;

    /** A run that a signal, or the button for it, put an end to has a greater exit code. */
    private static final int SIGNALS = 128;

    private final Html html;
    private final PageContent content;

    ProvenanceSection(Html html, PageContent content) {
        this.html = html;
        this.content = content;
    }

    void write() throws IOException {
        PageContent.Provenance from = content.provenance();
        html.open("section", "id", "provenance", "class", "card", "aria-labelledby", "provenance-title");
        html.element("h2", "Where this comes from", "id", "provenance-title");
        html.open("dl");
        entry("File", content.input().toString());
        entry("SHA-256", from.sha256());
        entry("Deployment", from.target());
        entry("For", from.project());
        entry("Program", from.program());
        entry("Options", from.options() == null ? null : content.texts().options(from.options()));
        entry("Began", from.began() == null ? null : moment(from.began()));
        entry("Ended", from.ended() == null ? null : moment(from.ended()));
        html.close();
        runs(from.earlier());
        html.close();
    }

    private void entry(String name, @Nullable String text) throws IOException {
        if (text != null) {
            html.open("div").element("dt", name);
            html.words("dd", PageText.cut(text, 2 * PageText.BODY), "class", "cell")
                    .close();
        }
    }

    private void runs(List<RunHistory.Run> runs) throws IOException {
        if (runs.isEmpty()) {
            return;
        }
        Tables.open(html, "Earlier runs", "Began", "Ended", "How it ended", "Rows");
        for (RunHistory.Run run : runs.subList(Math.max(0, runs.size() - RUNS), runs.size())) {
            html.open("tr").element("th", moment(run.began()), "scope", "row", "class", "plain");
            html.element("td", run.ended() == null ? "" : moment(run.ended()));
            html.element("td", ending(run), "class", "cell");
            html.element("td", run.statuses() == null ? "" : listed(run.statuses()))
                    .close();
        }
        Tables.close(html);
    }

    private String ending(RunHistory.Run run) {
        if (run.ended() == null) {
            return "killed";
        }
        if (run.stopped() != null) {
            return content.texts().reason(run.stopped());
        }
        int code = run.exitCode() == null ? 0 : run.exitCode();
        boolean isCheck = run.invocation() != null && run.invocation().options().contains("--dry-run");
        if (code > SIGNALS) {
            return "paused or interrupted";
        } else if (isCheck) {
            return "checked, nothing was sent";
        }
        return switch (code) {
            case 0 -> "done";
            case 1 -> "done, but for rows to fix";
            case 4 -> "done, but for unknown rows";
            default -> "stopped early";
        };
    }

    private String listed(Map<String, Long> statuses) {
        Map<String, Long> ordered = new LinkedHashMap<>();
        for (Status status : Status.TOLD) {
            ordered.put(
                    OutcomeSection.word(status, PageContent.About.UPLOAD), statuses.getOrDefault(status.label(), 0L));
        }
        return Amount.listed(ordered);
    }

    /** {@code 2026-11-29 12:16:09 UTC}. */
    static String moment(String instant) {
        String cut = PageText.cut(instant, 40).replace('T', ' ');
        return cut.length() >= 19 ? cut.substring(0, 19) + " UTC" : cut;
    }
}
