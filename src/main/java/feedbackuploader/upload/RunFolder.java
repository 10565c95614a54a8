package feedbackuploader.upload;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.OtherUpload;
import feedbackuploader.ledger.OwnFolder;
import feedbackuploader.support.IoErrors;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder in which an upload keeps everything that it must not forget. */
public record RunFolder(Path path) {

    /** Stands at the end of the name of a folder that holds the merged report of shards. */
    public static final String MERGED = "-merged";

    /** {@code <input>.<suffix>/}, beside the input, or in {@code parent} unless that is null. */
    public static RunFolder of(Path input, String suffix, @Nullable Path parent) {
        String name = input.getFileName() + "." + suffix;
        return new RunFolder(parent == null ? input.resolveSibling(name) : parent.resolve(name));
    }

    /** Makes it, with its missing parents, unless it is there and this user's alone. */
    public void create() throws UnusableException {
        try {
            OwnFolder.create(path);
        } catch (LedgerException e) {
            throw new UnusableException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UnusableException(
                    "The run folder " + path + " cannot be created (" + IoErrors.of(e)
                            + "). Choose a writable folder with --output-dir.",
                    e);
        }
    }

    boolean isOf(OtherUpload other) {
        return other.folder()
                .toAbsolutePath()
                .normalize()
                .equals(path.toAbsolutePath().normalize());
    }

    Path log() {
        return path.resolve("upload.log");
    }

    /** A line for each run. */
    public Path history() {
        return path.resolve("history.jsonl");
    }

    Path summary() {
        return path.resolve("summary.json");
    }
}
