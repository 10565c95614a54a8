package feedbackuploader.cli.options;

import feedbackuploader.upload.PageOptions;
import picocli.CommandLine.Option;

/** Whether a report to look at is written, and what of a file it shows. */
public final class PageArguments {

    @Option(names = "--no-html", description = "Do not write report.html, the report to look at in a browser.")
    private boolean noHtml;

    @Option(
            names = "--report-without-texts",
            description = "Leave ids and texts of the file out of report.html, to pass it on.")
    private boolean withoutTexts;

    public PageOptions options() {
        return new PageOptions(!noHtml, !withoutTexts);
    }
}
