package feedbackuploader.report.page;

import feedbackuploader.report.NextStep;
import feedbackuploader.report.RunHistory;
import feedbackuploader.report.Traffic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows.
 *
 * @param input the file that it is about
 * @param rows what the walk over the file saw
 * @param feedback pieces by status, where rows hold several; else null
 * @param stopped why the run ended early, sentences; null when it did not
 * @param notices what the user should know, sentences
 * @param steps what to do next; none when nothing is left
 * @param failed the name of the file that has all rows to fix; null without one
 * @param results the name of the file that has all rows; null without one
 * @param understood null when it is not known any more
 * @param traffic null when nothing was sent
 * @param shards the parts that the file was uploaded in; none where it was not divided
 * @param share null where the page is about the whole file
 * @param withTexts whether ids and texts of the file are shown
 */
public record PageContent(
        About about,
        Path input,
        PageRows rows,
        @Nullable Map<String, Long> feedback,
        @Nullable String stopped,
        List<String> notices,
        List<NextStep> steps,
        @Nullable String failed,
        @Nullable String results,
        @Nullable FileUnderstood understood,
        @Nullable Traffic traffic,
        List<Part> shards,
        @Nullable Share share,
        Provenance provenance,
        boolean withTexts) {

    public PageContent {
        notices = List.copyOf(notices);
        steps = List.copyOf(steps);
        shards = List.copyOf(shards);
    }

    /** What a page tells of. */
    public enum About {
        UPLOAD("Upload"),
        /** Everything but the sending. */
        DRY_RUN("Dry run"),
        /** A file, before anything is sent. */
        CHECK("Check");

        private final String word;

        About(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * The part of the file that a page is about.
     *
     * @param shard as 2/8
     * @param rowsOfOthers how many rows of the file are for other shards
     */
    public record Share(String shard, long rowsOfOthers) {}

    /** A shard, and the feedback that it had to send, by status. */
    public record Part(String name, Map<String, Long> feedback) {}

    /**
     * Where it all comes from.
     *
     * @param program its name and version
     * @param options as they were typed, without anything that may be a secret; null where they are not known
     * @param target the deployment; null where none is concerned
     * @param project the use case or project, in words; null when none was given
     * @param began ISO 8601 in UTC; null when it is not known
     * @param ended the same
     * @param earlier the runs before, the last one at the end
     */
    public record Provenance(
            String program,
            @Nullable String sha256,
            @Nullable String target,
            @Nullable String project,
            @Nullable List<String> options,
            @Nullable String began,
            @Nullable String ended,
            List<RunHistory.Run> earlier) {}

    PageText texts() {
        return new PageText(withTexts);
    }

    String name() {
        return PageText.name(String.valueOf(input.getFileName()));
    }
}
