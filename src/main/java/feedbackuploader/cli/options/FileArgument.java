package feedbackuploader.cli.options;

import feedbackuploader.feedback.Shard;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.UnusableException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was named, and what it comes to: the file to read, and its run folder.
 *
 * @param suffix of the run folder's name, as {@link #suffix} gives it
 * @param outputDir null for beside the file
 */
public record FileArgument(
        Path named, String suffix, @Nullable Path outputDir) {

    public Path input() {
        return isStandardInput()
                ? StandardInput.place(folder().path())
                : named.toAbsolutePath().normalize();
    }

    public RunFolder folder() {
        return isStandardInput()
                ? StandardInput.folder(suffix, outputDir)
                : RunFolder.of(named.toAbsolutePath().normalize(), suffix, outputDir);
    }

    public boolean isStandardInput() {
        return StandardInput.is(named);
    }

    /** What follows the name of the file in the name of its run folder. */
    public static String suffix(boolean sandbox, @Nullable Shard shard) {
        return (sandbox ? "sandbox" : "upload") + (shard == null ? "" : "-" + shard.slug());
    }

    /** A file that is named twice, or two of the same name with one {@code --output-dir}, would share a run folder. */
    public static void refuseSharedFolders(List<FileArgument> files) throws UnusableException {
        Set<Path> folders = new HashSet<>();
        for (FileArgument file : files) {
            if (!folders.add(file.folder().path())) {
                throw new UnusableException("Several files would have the same run folder, "
                        + file.folder().path()
                        + ". Name each file once. Upload files of the same name in separate runs,"
                        + " each with its own --output-dir.");
            }
        }
    }
}
