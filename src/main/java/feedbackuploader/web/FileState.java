package feedbackuploader.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.report.Traffic;
import feedbackuploader.upload.Survey;
import feedbackuploader.web.grid.GridColumn;
import feedbackuploader.web.grid.GridProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the page shows of one file; every screen is made from it.
 *
 * @param version goes up with every change, also from one process to the next
 * @param rowsVersion the version with which rows changed last, or what became of them
 * @param command the equal command, to be pasted
 * @param mapping the text of the equal mapping file; empty as long as the choices are wrong
 * @param destination {@code sandbox} or {@code deployment}; null as long as neither is chosen
 * @param destinationProblem why nothing can be sent there; null when nothing is known against it
 * @param checking null when no check goes on
 * @param unusable null when the file can be used
 * @param survey null before the first check has ended, and when the file cannot be used
 * @param sheets of a workbook, those that can be chosen
 * @param upload null when nothing was uploaded from here to there
 * @param locked why nothing can be changed now; null when it can
 */
public record FileState(
        String id,
        String name,
        String path,
        long size,
        boolean dropped,
        long version,
        long rowsVersion,
        List<Choice> choices,
        String command,
        String mapping,
        @Nullable String destination,
        @Nullable String destinationProblem,
        Stage stage,
        @Nullable Checking checking,
        @Nullable Unusable unusable,
        @Nullable Survey survey,
        List<Notice> notices,
        List<String> sheets,
        FileHead head,
        List<GridColumn> columns,
        List<ProblemKind> problems,
        Edited edits,
        @Nullable Uploaded upload,
        @Nullable String locked) {

    /** Where the file stands. */
    public enum Stage {
        CHECKING,
        UNUSABLE,
        CHECKED,
        PLANNING,
        QUESTION,
        SENDING,
        DRAINING,
        ENDED
    }

    /** @param share of the file, from 0 to 1; null when it is not known */
    public record Checking(long rows, @Nullable Double share) {}

    public record Unusable(String message, List<AdvisedChoices> advice) {}

    public record Notice(String text, List<AdvisedChoices> advice) {}

    /** A mistake that some rows have in common. */
    public record ProblemKind(@JsonUnwrapped GridProblem problem, List<AdvisedChoices> advice) {}

    /**
     * @param last what an undo takes back, in words
     * @param corrected the path of a corrected copy; null when none was written
     * @param doMisfit whether the file has changed since, so that it cannot be read with them
     * @param isUnchecked whether cells were changed since the check: what is told of columns and values is of before
     */
    public record Edited(
            long cells,
            long fixes,
            boolean canUndo,
            @Nullable String last,
            @Nullable String corrected,
            boolean doMisfit,
            boolean isUnchecked) {}

    /**
     * What the upload came to so far.
     *
     * @param sentence how the report begins; null while it goes on
     * @param ran the command of the last run, as it was; null when it is not known
     * @param dryRun whether the run that goes on, or else the last one, sends nothing
     * @param isCurrent whether its rows are those of the file as it was checked last
     * @param statuses rows by status
     * @param feedback pieces of feedback by status, where a row holds several; else null
     * @param progress of the run that goes on; null without one
     * @param traffic of the run that goes on, or ended here last; null without one
     * @param summary of the last run, as in {@code summary.json}; null when there is none that is true
     * @param toFix rows that are invalid or rejected
     * @param stopped why the last run ended early; null when it did not
     * @param notices what the run that goes on, or ended here last, had to say
     */
    public record Uploaded(
            @Nullable String sentence,
            @Nullable String ran,
            boolean dryRun,
            boolean isCurrent,
            long runs,
            Map<String, Long> statuses,
            @Nullable Map<String, Long> feedback,
            @Nullable Sending progress,
            @Nullable UploadQuestion question,
            Traffic.@Nullable OverTime traffic,
            @Nullable JsonNode summary,
            long toFix,
            boolean results,
            boolean failed,
            boolean report,
            @Nullable String stopped,
            List<AdvisedChoices> advice,
            List<String> notices) {}

    /**
     * {@link feedbackuploader.report.Progress} in plain numbers.
     *
     * @param waitLeft seconds; null when the server asks for none
     * @param left seconds; null when they cannot be told
     * @param waiting what is waited for, in words; null for nothing
     */
    public record Sending(
            long done,
            long toSend,
            long recorded,
            long notRecorded,
            long undecided,
            long retries,
            double rate,
            long inFlight,
            int limit,
            @Nullable Double waitLeft,
            boolean isInTrouble,
            @Nullable Double left,
            @Nullable String waiting) {}
}
