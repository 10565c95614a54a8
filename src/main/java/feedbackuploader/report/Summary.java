package feedbackuploader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feedbackuploader.server.StopReason;
import feedbackuploader.support.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run came to, as {@code summary.json} and {@code --json} tell it to a program. Times are ISO 8601 in UTC.
 *
 * @param useCase the key of the use case, as deployments up to v0.12 call it; null when a project or neither was given
 * @param project the key of the project; null when a use case or neither was given
 * @param shard which part of the file's feedback, as 2/8; null for all of it
 * @param statuses rows by status; with {@code rowsOfOtherShards}, their sum is {@code rows}
 * @param rowsOfOtherShards those that other shards upload; null for none
 * @param feedback pieces of feedback by status, where a row holds several; else null
 * @param completions those of the pieces that create a completion; null for none
 * @param requests feedback requests that left in this run, first and further attempts
 * @param retries answers after which a row was put back to be sent again
 * @param traffic what the feedback requests were like; null when none was to be sent
 * @param stopped why the run ended early, whole sentences, or null
 * @param stopCause the same in one word, or null
 * @param page the report to look at; null without one
 * @param problems what is wrong with rows of the input, the same mistake once with its rows; the most frequent ones
 * @param reasons why rows are not recorded, the same reason once with its rows; the most frequent ones. Without those of
 *     invalid rows where {@code problems} has them
 * @param metricsToLink that some rows were refused for, since they are not linked to the use case or project: each as
 *     KEY:KIND
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Summary(
        @JsonUnwrapped Invocation invocation,
        String input,
        @Nullable String sha256,
        String target,
        @Nullable String useCase,
        @Nullable String project,
        @Nullable String shard,
        String startedAt,
        String endedAt,
        double seconds,
        long rows,
        long blankRows,
        Map<String, Long> statuses,
        @Nullable Long rowsOfOtherShards,
        @Nullable Map<String, Long> feedback,
        @Nullable Long completions,
        long requests,
        long retries,
        @Nullable Traffic traffic,
        boolean dryRun,
        @Nullable String stopped,
        @Nullable StopReason stopCause,
        int exitCode,
        @Nullable String results,
        @Nullable String failed,
        @Nullable String page,
        List<String> notices,
        List<String> problems,
        List<String> reasons,
        List<String> metricsToLink) {

    /** The whole summary on one line, in ASCII: it may be shown on a terminal. */
    public String toJsonLine() {
        return JsonText.forTerminal(this);
    }

    /** Marks the summary as out of date while a run is sending. */
    public static void outdate(Path file, String input, String startedAt) throws IOException {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(
                "out_of_date",
                "Rows were sent after the last summary. The run that sent them is still running, or was killed."
                        + " Run the same upload command again: it continues and writes the reports.");
        words.put("input", input);
        words.put("started_at", startedAt);
        write(file, JsonText.indented(words));
    }

    /** Takes the place of {@code file}, whole or not at all. */
    public void write(Path file) throws IOException {
        write(file, JsonText.indented(this));
    }

    private static void write(Path file, String json) throws IOException {
        try (AtomicFile atomic = new AtomicFile(file)) {
            atomic.writer().write(json);
            atomic.writer().write('\n');
            atomic.publish();
        }
    }
}
