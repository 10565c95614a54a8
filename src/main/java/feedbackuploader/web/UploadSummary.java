package feedbackuploader.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line in the list of uploads.
 *
 * @param id null until the file is opened here
 * @param stage null until the file is opened here
 * @param opened when it was opened here, in UTC, ISO 8601; null until then
 * @param last when its last run began, in UTC, ISO 8601; null for none
 * @param edits how many changes of cells were made here
 * @param report whether it has a report to look at
 */
public record UploadSummary(
        @Nullable String id,
        String name,
        String path,
        FileState.@Nullable Stage stage,
        long rows,
        Map<String, Long> statuses,
        @Nullable String target,
        @Nullable String opened,
        @Nullable String last,
        long edits,
        boolean report) {}
