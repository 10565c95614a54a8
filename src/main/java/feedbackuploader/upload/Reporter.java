package feedbackuploader.upload;

import feedbackuploader.delivery.Ending;
import feedbackuploader.feedback.Project;
import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Plan;
import feedbackuploader.report.DeliveryStats;
import feedbackuploader.report.Report;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last stage of an upload: the results, and what the run came to. */
final class Reporter {

    private final RunContext run;
    private final RunPage page;

    Reporter(RunContext run) throws LedgerException {
        this.run = run;
        this.page = new RunPage(run);
    }

    /**
     * Writes the result files.
     *
     * @param mayKeep whether those of an earlier run may stand, if nothing has changed since
     * @return empty without a plan
     */
    Optional<Report> results(Optional<Plan> planned, Counts counts, boolean mayKeep)
            throws IOException, LedgerException {
        if (planned.isEmpty()) {
            return Optional.empty();
        }
        Plan plan = planned.get();
        Optional<Report> kept = mayKeep && page.mayKeep() ? KeptReport.find(run.ledger(), plan) : Optional.empty();
        return kept.isPresent() ? kept : Optional.of(written(plan, counts));
    }

    private Report written(Plan plan, Counts counts) throws IOException, LedgerException {
        Report report = Report.write(
                run.request().file(),
                run.request().folder().path(),
                run.ledger()::entries,
                plan,
                run.ledger().name(),
                page.viewer());
        long sum = report.rowsOfOtherShards()
                + report.statuses().values().stream().mapToLong(Long::longValue).sum();
        if (sum != plan.rows()) {
            throw new IllegalStateException(
                    "the file has " + plan.rows() + " rows, but the report has " + sum + ": " + report.statuses());
        }
        report.notices().forEach(run.listener()::notice);
        if (report.inputChanged()) {
            Report.outdate(run.request().folder().path());
            run.notice("The input file changed after it was read, or can no longer be read. The results hold only"
                    + " row numbers and statuses. Run the same command again to read the file as it is now.");
        } else if (counts.isNothingLeft()) {
            KeptReport.remember(run.ledger(), plan, report);
        }
        return report;
    }

    /** Writes the report to look at, of a run that wrote results. */
    void page(Summary summary) throws IOException {
        page.write(summary);
    }

    /**
     * @param report null without a plan
     * @param stats null when nothing was to be delivered
     * @param ending why the run ended early, or how its delivery ended; null without one
     */
    Summary summary(
            int exitCode,
            Optional<Plan> plan,
            Counts counts,
            @Nullable Report report,
            @Nullable DeliveryStats stats,
            @Nullable Ending ending)
            throws LedgerException {
        List<String> problems = run.listener().problems();
        RowReasons reasons = plan.isEmpty() || run.request().dryRun()
                ? RowReasons.NONE
                : RowReasons.of(run.ledger(), status -> problems.isEmpty() || status != Status.INVALID);
        return new Summary(
                run.journal().invocation().withoutCommand(),
                run.request().input().toString(),
                plan.map(Plan::sha256).orElse(null),
                run.request().target(),
                run.request().keyNamed(Project.Naming.USE_CASE),
                run.request().keyNamed(Project.Naming.PROJECT),
                run.request().shard() == null ? null : run.request().shard().toString(),
                run.journal().startedAt().toString(),
                run.journal().now(),
                run.journal().seconds(),
                plan.map(Plan::rows).orElse(0L),
                plan.map(Plan::blankRows).orElse(0L),
                report == null ? Map.of() : report.statuses(),
                report == null || report.rowsOfOtherShards() == 0 ? null : report.rowsOfOtherShards(),
                report == null || !counts.hasParts() ? null : counts.byStatus(),
                counts.completions() == 0 ? null : counts.completions(),
                stats == null ? 0 : stats.requests(),
                stats == null ? 0 : stats.retries(),
                stats == null ? null : stats.traffic(),
                run.request().dryRun(),
                ending instanceof Ending.Stopped stopped ? stopped.reason() : null,
                ending instanceof Ending.Stopped stopped ? stopped.cause() : null,
                exitCode,
                report == null ? null : report.results().toString(),
                report == null || report.failed() == null
                        ? null
                        : report.failed().toString(),
                report == null ? null : page.place(),
                run.listener().notices(),
                problems,
                reasons.lines(),
                reasons.metricsToLink());
    }
}
