package feedbackuploader.upload;

import feedbackuploader.feedback.Shard;
import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Plan;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.Report;
import feedbackuploader.report.RunHistory;
import feedbackuploader.report.Summary;
import feedbackuploader.report.page.PageContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.html} of shards that were put together: each by itself, and all of them.
 *
 * @param folderOf where the run folder of a shard is
 * @param byShard pieces of feedback by status, in the order of the shards; behind the last one, what belongs to none
 */
record MergedPage(
        Path input,
        Plan plan,
        Report report,
        List<Shard> shards,
        Function<Shard, Path> folderOf,
        List<Map<String, Long>> byShard) {

    /** @param first the ledger of the first shard */
    void write(PageWalk page, Ledger first, Path into) throws IOException, LedgerException {
        List<NextStep> steps = new ArrayList<>();
        List<PageContent.Part> parts = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            Shard shard = shards.get(i);
            parts.add(new PageContent.Part(shard.toString(), byShard.get(i)));
            @Nullable String command = ReportAgain.invocation(lastRun(shard)).command();
            if (command != null && isLeft(byShard.get(i))) {
                steps.add(new NextStep("To continue shard " + shard + ":", command));
            }
        }
        if (!byShard.get(shards.size()).isEmpty()) {
            parts.add(new PageContent.Part("none: failed the check", byShard.get(shards.size())));
        }
        if (report.failed() != null) {
            steps.add(new NextStep(
                    "Fix the rows in " + report.failed().getFileName() + " in " + input.getFileName()
                            + ", run each shard again with the file as it is then, and put them together again.",
                    null));
        }
        page.write(into, summary(first), steps, List.of(), parts);
    }

    private RunHistory.@Nullable Run lastRun(Shard shard) {
        return RunHistory.last(new RunFolder(folderOf.apply(shard)).history()).orElse(null);
    }

    private static boolean isLeft(Map<String, Long> feedback) {
        return feedback.getOrDefault(Status.NOT_SENT.label(), 0L) + feedback.getOrDefault(Status.UNKNOWN.label(), 0L)
                > 0;
    }

    private Summary summary(Ledger first) throws LedgerException {
        RunHistory.@Nullable Run run = lastRun(shards.get(0));
        Map<String, Long> all = new TreeMap<>();
        byShard.forEach(part -> part.forEach((status, count) -> all.merge(status, count, Long::sum)));
        boolean hasParts = all.values().stream().mapToLong(Long::longValue).sum() != plan.rows();
        return new Summary(
                ReportAgain.invocation(run),
                input.toString(),
                plan.sha256(),
                first.owner().target(),
                run == null ? null : run.useCase(),
                run == null ? null : run.project(),
                null,
                "",
                "",
                0,
                plan.rows(),
                plan.blankRows(),
                report.statuses(),
                hasParts ? all : null,
                null,
                0,
                0,
                null,
                false,
                null,
                null,
                0,
                report.results().toString(),
                report.failed() == null ? null : report.failed().toString(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
