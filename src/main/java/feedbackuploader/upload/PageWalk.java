package feedbackuploader.upload;

import feedbackuploader.feedback.Project;
import feedbackuploader.input.Row;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.Report;
import feedbackuploader.report.RowOutcome;
import feedbackuploader.report.RowViewer;
import feedbackuploader.report.RunHistory;
import feedbackuploader.report.Summary;
import feedbackuploader.report.page.FileUnderstood;
import feedbackuploader.report.page.PageContent;
import feedbackuploader.report.page.PageRows;
import feedbackuploader.report.page.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code report.html} beside the results: it takes part in the walk that writes them, and is written once that has ended. */
final class PageWalk {

    private final PageOptions options;
    private final PageRows rows;
    private final @Nullable FileUnderstood understood;
    private boolean hasWalked;

    /** @param ledger that knows how the file was understood */
    PageWalk(PageOptions options, Ledger ledger) throws LedgerException {
        this(options, understoodBy(ledger).orElse(null));
    }

    /** @param understood how the file was; null when nobody knows any more */
    PageWalk(PageOptions options, @Nullable FileUnderstood understood) {
        this.options = options;
        this.understood = understood;
        this.rows = new PageRows(options.withTexts(), understood);
    }

    static Optional<FileUnderstood> understoodBy(Ledger ledger) throws LedgerException {
        return ledger.about().understood().flatMap(FileUnderstood::parse);
    }

    /** For a walk that replaces the results. */
    RowViewer viewer() {
        hasWalked = true;
        return options.isWritten() ? rows : new Nobody();
    }

    private static final class Nobody implements RowViewer {
        @Override
        public void begin(List<String> columns) {
            // looks at nothing
        }

        @Override
        public void row(@Nullable Row row, RowOutcome outcome) {
            // looks at nothing
        }
    }

    /** Whether what stands in {@code folder} may stay there, as long as the results do. */
    boolean mayKeep(Path folder) {
        return !options.isWritten() || Files.exists(Report.pageIn(folder));
    }

    /** Where the page stands once it is written; null where there is to be none. */
    @Nullable
    String place(Path folder) {
        return options.isWritten() ? Report.pageIn(folder).toString() : null;
    }

    /**
     * Does nothing where the results of an earlier run stand, since its page does too.
     *
     * @param earlier the runs before the one that {@code summary} is of
     * @param parts the shards that were put together; none where the file was not divided
     */
    void write(
            Path folder,
            Summary summary,
            List<NextStep> steps,
            List<RunHistory.Run> earlier,
            List<PageContent.Part> parts)
            throws IOException {
        if (!hasWalked) {
            return;
        }
        if (options.isWritten()) {
            ReportPage.write(Report.pageIn(folder), content(summary, steps, earlier, parts));
        } else {
            Report.removePage(folder);
        }
    }

    private PageContent content(
            Summary summary, List<NextStep> steps, List<RunHistory.Run> earlier, List<PageContent.Part> parts) {
        return new PageContent(
                summary.dryRun() ? PageContent.About.DRY_RUN : PageContent.About.UPLOAD,
                Path.of(summary.input()),
                rows,
                summary.feedback(),
                summary.stopped(),
                summary.notices(),
                steps,
                name(summary.failed()),
                name(summary.results()),
                understood,
                summary.traffic(),
                parts,
                summary.shard() == null
                        ? null
                        : new PageContent.Share(
                                summary.shard(), summary.rowsOfOtherShards() == null ? 0 : summary.rowsOfOtherShards()),
                new PageContent.Provenance(
                        summary.invocation().program(),
                        summary.sha256(),
                        summary.target(),
                        project(summary),
                        summary.invocation().options().isEmpty()
                                ? null
                                : summary.invocation().options(),
                        summary.startedAt().isEmpty() ? null : summary.startedAt(),
                        summary.endedAt().isEmpty() ? null : summary.endedAt(),
                        earlier),
                options.withTexts());
    }

    private static @Nullable String project(Summary summary) {
        if (summary.useCase() != null) {
            return new Project(Project.Naming.USE_CASE, summary.useCase()).inWords();
        }
        return summary.project() == null ? null : new Project(Project.Naming.PROJECT, summary.project()).inWords();
    }

    private static @Nullable String name(@Nullable String path) {
        return path == null
                ? null
                : Objects.requireNonNull(Path.of(path).getFileName()).toString();
    }
}
