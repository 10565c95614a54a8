package feedbackuploader.cli.console;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Status;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.Summary;
import feedbackuploader.server.StopReason;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.NextSteps;
import feedbackuploader.upload.ShardMerge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an upload says at its end: counts by status, where the report is, and how to go on if anything is left. */
public final class SummaryFormatter {

    private static final String NOT_SENT = inBrackets(Status.NOT_SENT);

    private final Summary summary;
    private final String name;

    private SummaryFormatter(Summary summary) {
        this.summary = summary;
        this.name = String.valueOf(Path.of(summary.input()).getFileName());
    }

    /** @param command that was typed, to be repeated */
    public static List<String> of(Summary summary, String command) {
        SummaryFormatter words = new SummaryFormatter(summary);
        List<String> lines = new ArrayList<>();
        words.counts(lines);
        lines.addAll(summary.reasons());
        lines.addAll(files(path(summary.results()), path(summary.failed()), path(summary.page())));
        NextSteps.after(summary, command).stream().map(NextStep::inOneLine).forEach(lines::add);
        return lines;
    }

    /** The same of shards that were put together, but for where the report is. */
    public static List<String> of(ShardMerge.Merged merged) {
        List<String> lines = new ArrayList<>();
        lines.add(merged.input().getFileName() + ": " + Amount.of(merged.rows(), "row")
                + (merged.feedback() == null ? "" : ", " + feedback(merged.feedback(), false))
                + " in " + Amount.of(merged.shards(), "shard"));
        lines.addAll(counts(merged.report().statuses(), NOT_SENT));
        return lines;
    }

    /** Why the run ended early; empty when it did not. */
    public static Optional<String> ending(Summary summary) {
        if (summary.stopped() != null) {
            return Optional.of("Stopped: " + summary.stopped());
        }
        return wasInterrupted(summary) ? Optional.of("Interrupted. Everything so far is kept.") : Optional.empty();
    }

    private static boolean wasInterrupted(Summary summary) {
        return ExitStatus.ofCode(summary.exitCode()) == ExitStatus.INTERRUPTED;
    }

    private void counts(List<String> lines) {
        if (summary.results() == null) {
            lines.add(name + ": nothing was sent.");
            return;
        }
        lines.add(name + ": " + Amount.of(summary.rows(), "row")
                + (summary.feedback() == null ? "" : ", " + feedback(summary.feedback(), summary.completions() != null))
                + (summary.dryRun() ? ", dry run, nothing was sent" : ""));
        lines.addAll(counts(summary.statuses(), notSent()));
        forOtherShards(summary.rowsOfOtherShards() == null ? 0 : summary.rowsOfOtherShards())
                .ifPresent(lines::add);
    }

    private static @Nullable Path path(@Nullable String path) {
        return path == null ? null : Path.of(path);
    }

    /** A line for each status that some rows have. */
    private static List<String> counts(Map<String, Long> statuses, String notSent) {
        return Status.TOLD.stream()
                .filter(Status.in(statuses)::contains)
                .map(status -> String.format(
                                "%10s %-9s %s",
                                Amount.of(statuses.getOrDefault(status.label(), 0L)),
                                status.label(),
                                meaning(status, notSent))
                        .stripTrailing())
                .toList();
    }

    /** What rows with several pieces hold: {@code 960 feedback}. */
    static String pieces(long number, boolean hasCompletions) {
        return Amount.of(number) + (hasCompletions ? " completions and feedback" : " feedback");
    }

    /** {@code 960 feedback (958 recorded, 2 rejected)}: the lines below it count rows. */
    private static String feedback(Map<String, Long> statuses, boolean hasCompletions) {
        long sum = statuses.values().stream().mapToLong(Long::longValue).sum();
        return pieces(sum, hasCompletions) + " (" + Amount.listed(Status.ordered(statuses)) + ")";
    }

    private String notSent() {
        if (summary.dryRun() && summary.stopped() == null) {
            return "(would be sent)";
        }
        return isToBeDecided() ? "(this run sent nothing)" : NOT_SENT;
    }

    /** Whether the same command would send nothing again: the user must say first what rows are. */
    private boolean isToBeDecided() {
        return summary.stopCause() == StopReason.SAME_TEXT
                || (summary.stopCause() != null && summary.stopCause().isRepetition());
    }

    private static String meaning(Status status, String notSent) {
        return status == Status.NOT_SENT ? notSent : inBrackets(status);
    }

    /** The line below those of the statuses; empty where the file is not divided. */
    public static Optional<String> forOtherShards(long rows) {
        return rows == 0
                ? Optional.empty()
                : Optional.of(String.format("%10s %s for other shards", Amount.of(rows), rows == 1 ? "row" : "rows"));
    }

    private static String inBrackets(Status status) {
        return status.meaning().isEmpty() ? "" : "(" + status.meaning() + ")";
    }

    /** Where the report is. */
    public static List<String> files(@Nullable Path results, @Nullable Path failed, @Nullable Path page) {
        List<String> lines = new ArrayList<>();
        if (results != null) {
            lines.add("Report: " + TypedCommand.shown(results));
        }
        if (failed != null) {
            lines.add("Rows to fix (a copy): " + TypedCommand.shown(failed));
        }
        if (page != null) {
            lines.add("To look at: " + TypedCommand.shown(page));
        }
        return lines;
    }
}
