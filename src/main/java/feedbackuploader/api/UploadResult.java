package feedbackuploader.api;

import feedbackuploader.feedback.Status;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.Summary;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.NextSteps;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one run came to; {@code summary.json} in the run folder says more.
 *
 * @param status the one that the command line would exit with
 * @param rows by what became of them; empty when the run ended before the file was checked
 * @param stopped why it ended early, whole sentences; null when it did not
 * @param results every row with its outcome; null when the run ended before the file was checked
 * @param failed the rows to fix; null for none
 * @param page the report to look at; null for none
 * @param nextSteps what to do about what is left, with commands for a shell
 * @param problems what is wrong with rows and why the server refused some, the same mistake or reason once with its rows;
 *     the most frequent ones
 */
public record UploadResult(
        ExitStatus status,
        Map<Status, Long> rows,
        @Nullable String stopped,
        Path folder,
        @Nullable Path results,
        @Nullable Path failed,
        @Nullable Path page,
        List<String> nextSteps,
        List<String> notices,
        List<String> problems) {

    public UploadResult {
        rows = Map.copyOf(rows);
        nextSteps = List.copyOf(nextSteps);
        notices = List.copyOf(notices);
        problems = List.copyOf(problems);
    }

    static UploadResult of(Summary summary, Path folder, String command) {
        return new UploadResult(
                ExitStatus.ofCode(summary.exitCode()),
                Heard.byStatus(summary.statuses()),
                summary.stopped() == null ? null : JavaWords.of(summary.stopped()),
                folder,
                path(summary.results()),
                path(summary.failed()),
                path(summary.page()),
                NextSteps.after(summary, command).stream()
                        .map(NextStep::inOneLine)
                        .toList(),
                JavaWords.of(summary.notices()),
                Stream.concat(summary.problems().stream(), summary.reasons().stream())
                        .toList());
    }

    private static @Nullable Path path(@Nullable String name) {
        return name == null ? null : Path.of(name);
    }

    /** How many rows have this status. */
    public long count(Status of) {
        return rows.getOrDefault(of, 0L);
    }
}
