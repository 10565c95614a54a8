package feedbackuploader.web;

import feedbackuploader.report.Summary;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An upload that the end of the page has ended.
 *
 * @param summary null when it came to none, as {@code failure} says
 * @param command with which it goes on, to be pasted
 */
public record EndedUpload(
        Path file, @Nullable Summary summary, @Nullable String failure, String command) {}
