package feedbackuploader.upload;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Shard;
import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Plan;
import feedbackuploader.report.Invocation;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.Report;
import feedbackuploader.report.RunHistory;
import feedbackuploader.report.Summary;
import feedbackuploader.report.page.PageContent;
import feedbackuploader.server.StopReason;
import feedbackuploader.support.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.html} of shards that were put together: each by itself, and all of them.
 *
 * @param folderOf where the run folder of a shard is
 * @param byShard pieces of feedback by status, in the order of the shards; behind the last one, what belongs to none
 * @param reasons why rows of any shard are not recorded
 */
record MergedPage(
        Path input,
        Plan plan,
        Report report,
        List<Shard> shards,
        Function<Shard, Path> folderOf,
        List<Map<String, Long>> byShard,
        RowReasons reasons) {

    /** Shards that are told how to be continued. */
    private static final int NAMED = 10;

    /**
     * @param first the ledger of the first shard
     * @param steps what to do next
     */
    void write(PageWalk page, Ledger first, Path into, List<NextStep> steps) throws IOException, LedgerException {
        List<PageContent.Part> parts = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            parts.add(new PageContent.Part(shards.get(i).toString(), byShard.get(i)));
        }
        if (!byShard.get(shards.size()).isEmpty()) {
            parts.add(new PageContent.Part("none: failed the check", byShard.get(shards.size())));
        }
        page.write(into, summary(first, page.place(into)), steps, List.of(), parts);
    }

    /**
     * How to go on, where anything is left.
     *
     * @param into the folder of the merged report
     */
    List<NextStep> steps(Path into) {
        List<NextStep> steps = new ArrayList<>(EarlierCommand.toContinueFirst(report.held()));
        steps.addAll(ReportAgain.toLink(reasons, ReportAgain.command(lastRun(shards.get(0)))));
        UploadedCopies ofAll = UploadedCopies.in(into);
        List<Shard> unaware = IntStream.range(0, shards.size())
                .filter(i -> isAnyToFix(byShard.get(i)))
                .mapToObj(shards::get)
                .filter(shard -> ofAll.isAnyAfter(lastRun(shard))
                        || UploadedCopies.in(folderOf.apply(shard)).isAnyAfter(lastRun(shard)))
                .toList();
        if (!unaware.isEmpty()) {
            steps.add(new NextStep(
                    "Fixed rows were uploaded since these shards ran. Run the shards again, then merge again.", null));
        }
        List<Shard> left = IntStream.range(0, shards.size())
                .filter(i -> isLeft(byShard.get(i)) || unaware.contains(shards.get(i)))
                .mapToObj(shards::get)
                .toList();
        for (Shard shard : left.subList(0, Math.min(NAMED, left.size()))) {
            EarlierCommand.of(lastRun(shard))
                    .map(command -> command.toContinue(shard))
                    .ifPresent(command -> steps.addAll(toContinue(shard, command)));
        }
        if (left.size() > NAMED) {
            steps.add(new NextStep(
                    Amount.of(left.size() - NAMED, "more shard") + " can be continued in the same way.", null));
        }
        @Nullable Path failed = report.failed();
        if (failed != null && unaware.isEmpty()) {
            steps.add(toFix(failed));
        }
        return steps;
    }

    /** The same command alone would stop again where it waits for a decision. */
    private List<NextStep> toContinue(Shard shard, String command) {
        return LastSummary.read(new RunFolder(folderOf.apply(shard))).cause() == StopReason.SENT_BEFORE
                ? List.of(
                        new NextStep(
                                "Shard " + shard + " holds rows that were sent before. To skip them:",
                                command + " --skip-recorded"),
                        new NextStep("To send them a second time:", command + " --again"))
                : List.of(new NextStep("To continue shard " + shard + ":", command));
    }

    private NextStep toFix(Path failed) {
        String orInFile = "fix them in " + input.getFileName()
                + ". In both cases, run each shard again after that, and merge again";
        return shards.stream()
                .flatMap(shard -> EarlierCommand.of(lastRun(shard)).stream())
                .findFirst()
                .flatMap(command -> command.toUpload(failed, input))
                .map(command -> new NextStep(
                        "Fix the rows in " + Shell.path(failed) + " and upload it, or " + orInFile + ". To upload it:",
                        command))
                .orElse(new NextStep(
                        "Fix the rows in " + Shell.path(failed) + " and upload it with the options of the shards, or "
                                + orInFile + ".",
                        null));
    }

    private RunHistory.@Nullable Run lastRun(Shard shard) {
        return RunHistory.last(new RunFolder(folderOf.apply(shard)).history()).orElse(null);
    }

    private static boolean isAnyToFix(Map<String, Long> feedback) {
        return feedback.containsKey(Status.INVALID.label()) || feedback.containsKey(Status.REJECTED.label());
    }

    private boolean isLeft(Map<String, Long> feedback) {
        return feedback.getOrDefault(Status.NOT_SENT.label(), 0L) > 0
                || feedback.getOrDefault(Status.UNKNOWN.label(), 0L) > 0
                || (feedback.getOrDefault(Status.REJECTED.label(), 0L) > 0
                        && !reasons.metricsToLink().isEmpty());
    }

    /** Pieces by status, where rows hold several; else null. */
    @Nullable
    Map<String, Long> feedback() {
        Map<String, Long> all = new TreeMap<>();
        byShard.forEach(part -> part.forEach((status, count) -> all.merge(status, count, Long::sum)));
        return all.values().stream().mapToLong(Long::longValue).sum() == plan.rows() ? null : all;
    }

    private Summary summary(Ledger first, @Nullable String page) throws LedgerException {
        RunHistory.@Nullable Run run = lastRun(shards.get(0));
        return new Summary(
                invocation(run),
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
                null,
                feedback(),
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
                page,
                report.inputChanged() ? List.of(ReportAgain.INPUT_CHANGED) : List.of(),
                List.of(),
                reasons.lines(),
                reasons.metricsToLink());
    }

    /** With the options of all shards; without any where they differ in more than the shard. */
    private Invocation invocation(RunHistory.@Nullable Run first) {
        Invocation its = ReportAgain.invocation(first);
        List<List<String>> options = shards.stream()
                .map(shard -> EarlierCommand.withoutShard(
                        ReportAgain.invocation(lastRun(shard)).options()))
                .distinct()
                .toList();
        return new Invocation(
                its.program(),
                options.size() == 1 ? options.get(0) : List.of(),
                its.user(),
                its.host(),
                its.command(),
                its.folder());
    }
}
