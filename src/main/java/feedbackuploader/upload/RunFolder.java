package feedbackuploader.upload;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.OtherUpload;
import feedbackuploader.ledger.OwnFolder;
import feedbackuploader.report.Report;
import feedbackuploader.support.IoErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The folder in which an upload keeps everything that it must not forget. */
public record RunFolder(Path path) {

    /** Stands at the end of the name of a folder that holds the merged report of shards. */
    public static final String MERGED = "-merged";

    /** Of a shard, or of the merged report of all shards. */
    private static final Pattern OF_SHARDS = Pattern.compile("(.+\\.(?:upload|sandbox))(?:-\\d+-of-\\d+|-merged)");

    private static final Pattern ANY = Pattern.compile(".+\\.(?:upload|sandbox)(?:-\\d+-of-\\d+|-merged)?");

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

    /**
     * Whether {@code other} is the run folder of a copy of rows to fix that lies in this folder, or, where the file was
     * divided, in that of any of its shards or of their merged report.
     */
    boolean hasCopyIn(Path other) {
        Path own = path.toAbsolutePath().normalize();
        Path its = other.toAbsolutePath().normalize();
        if (its.equals(own)) {
            return false;
        }
        Path root = outermost(its);
        return its.startsWith(own)
                || (!root.equals(its)
                        && !whole(root).equals(root)
                        && whole(root).equals(whole(outermost(own))));
    }

    /** The run folder that {@code folder} lies in, which may lie in another one. */
    private static Path outermost(Path folder) {
        Path outermost = folder;
        for (Path parent = folder.getParent();
                parent != null
                        && ANY.matcher(Objects.toString(parent.getFileName())).matches();
                parent = parent.getParent()) {
            outermost = parent;
        }
        return outermost;
    }

    /** Where the run folder of the whole file would be; {@code folder} itself if it is of no shards. */
    private static Path whole(Path folder) {
        Matcher name = OF_SHARDS.matcher(Objects.toString(folder.getFileName()));
        return name.matches() ? folder.resolveSibling(name.group(1)) : folder;
    }

    /** Whether {@code input} holds the rows to fix of an upload, and each report of that upload writes it anew. */
    static boolean isCopy(Path input) {
        @Nullable Path folder = input.toAbsolutePath().normalize().getParent();
        return folder != null
                && Objects.toString(input.getFileName()).startsWith(Report.FAILED + ".")
                && ANY.matcher(Objects.toString(folder.getFileName())).matches();
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
