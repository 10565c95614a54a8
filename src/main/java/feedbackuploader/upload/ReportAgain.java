package feedbackuploader.upload;

import feedbackuploader.input.InputFile;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Plan;
import feedbackuploader.report.Invocation;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.Report;
import feedbackuploader.report.RunHistory;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The report of an upload, written once more from what its run folder holds. */
public final class ReportAgain {

    static final String INPUT_CHANGED =
            "The input file is not what was planned any more, or cannot be read: rows are told by their numbers.";

    private static final int RUNS = 20;

    private ReportAgain() {}

    /**
     * A report that was written.
     *
     * @param reasons why rows are not recorded, the most frequent ones
     * @param steps what must be done first, and what helps rows that were refused for a metric
     */
    public record Written(Report report, List<String> reasons, List<NextStep> steps) {
        public Written {
            reasons = List.copyOf(reasons);
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param ledger of {@code folder}
     * @param options of the report to look at
     * @throws UnusableException when no run has come so far that there is anything to report
     */
    public static Written write(Path input, RunFolder folder, Ledger ledger, PageOptions options)
            throws UnusableException, LedgerException, IOException {
        Plan plan = ledger.plan()
                .orElseThrow(() -> new UnusableException(
                        "Nothing to report: the upload of " + input + " ended before its rows were checked."));
        PageWalk page = new PageWalk(options, ledger);
        Report report = Report.write(
                InputFile.of(input, PlanBasis.readingIn(plan.basis())),
                folder.path(),
                ledger::entries,
                plan,
                ledger.name(),
                page.viewer());
        List<RunHistory.Run> runs = RunHistory.lastRuns(folder.history(), RUNS + 1);
        RunHistory.@Nullable Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        RowReasons reasons = RowReasons.of(ledger, any -> true);
        Summary summary = summary(input, folder, ledger, plan, report, last, page.place(folder.path()), reasons);
        @Nullable String command = summary.invocation().command();
        List<NextStep> steps = command == null ? List.of() : NextSteps.after(summary, command);
        page.write(
                folder.path(), summary, steps, last == null ? List.of() : runs.subList(0, runs.size() - 1), List.of());
        List<NextStep> first = new ArrayList<>(EarlierCommand.toContinueFirst(report.held()));
        first.addAll(toLink(reasons, command));
        return new Written(report, reasons.lines(), first);
    }

    /** How rows come to be taken that were refused for a metric; nothing where nobody knows how they were uploaded. */
    public static List<NextStep> toLink(RowReasons reasons, @Nullable String command) {
        return command == null ? List.of() : NextSteps.toLink(reasons.metricsToLink(), command);
    }

    /** What the last run came to, by what the ledger says now. */
    private static Summary summary(
            Path input,
            RunFolder folder,
            Ledger ledger,
            Plan plan,
            Report report,
            RunHistory.@Nullable Run last,
            @Nullable String page,
            RowReasons reasons)
            throws LedgerException {
        LastSummary said = LastSummary.read(folder);
        Counts counts = ledger.counts();
        String shard = PlanBasis.shardIn(plan.basis());
        return new Summary(
                invocation(last),
                input.toString(),
                plan.sha256(),
                ledger.owner().target(),
                last == null ? null : last.useCase(),
                last == null ? null : last.project(),
                shard.isEmpty() ? null : shard,
                last == null ? "" : last.began(),
                last == null ? "" : Objects.requireNonNullElse(last.ended(), ""),
                0,
                plan.rows(),
                plan.blankRows(),
                report.statuses(),
                report.rowsOfOtherShards() == 0 ? null : report.rowsOfOtherShards(),
                counts.hasParts() ? counts.byStatus() : null,
                null,
                0,
                0,
                said.traffic(),
                said.dryRun(),
                last == null ? null : last.stopped(),
                said.cause(),
                last == null || last.exitCode() == null ? 0 : last.exitCode(),
                report.results().toString(),
                report.failed() == null ? null : report.failed().toString(),
                page,
                report.inputChanged() ? List.of(INPUT_CHANGED) : said.notices(),
                List.of(),
                reasons.lines(),
                reasons.metricsToLink());
    }

    /** What goes on with the upload; null where that was not noted. */
    public static @Nullable String command(RunHistory.@Nullable Run run) {
        return invocation(run).command();
    }

    /** Earlier versions did not note who had what done. */
    static Invocation invocation(RunHistory.@Nullable Run run) {
        return run == null || run.invocation() == null
                ? new Invocation("feedback-uploader", List.of(), "", "", null, null)
                : run.invocation();
    }
}
