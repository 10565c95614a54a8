package feedbackuploader.web;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.PrivateFiles;
import feedbackuploader.ledger.RunLock;
import feedbackuploader.support.IoErrors;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The working folder of the page: which files are open, their edits, what was dropped, and the rows of checks, which are
 * made anew when a file is looked at. One process at a time has it.
 */
final class WorkFolder implements AutoCloseable {

    private final Path path;
    private final RunLock lock;

    private WorkFolder(Path path, RunLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes it when there is none. The caller closes it.
     *
     * @throws UnusableException when it cannot be used, or another process has it
     */
    static WorkFolder open(Path path) throws UnusableException {
        WorkFolder folder = new WorkFolder(path, lock(path));
        try {
            folder.clear(folder.grids());
            PrivateFiles.createFolder(folder.grids());
            PrivateFiles.createFolder(folder.edits());
            PrivateFiles.createFolder(folder.mappings());
            folder.dropped().clear();
            return folder;
        } catch (IOException e) {
            folder.close();
            throw new UnusableException(
                    "The working folder of the page " + path + " cannot be used (" + IoErrors.of(e) + ").", e);
        }
    }

    private static RunLock lock(Path path) throws UnusableException {
        try {
            PrivateFiles.createFolder(path);
            return RunLock.acquire(path);
        } catch (LedgerException e) {
            throw new UnusableException(
                    e.getCause() == null
                            ? "The page is open in another process already, and one at a time can have its files. Use"
                                    + " that one, or stop it first."
                            : "The working folder of the page " + path + " cannot be used: " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new UnusableException(
                    "The working folder of the page " + path + " cannot be created (" + IoErrors.of(e) + ").", e);
        }
    }

    private void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> all = Files.walk(folder)) {
            left = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : left) {
            Files.delete(one);
        }
    }

    FileRegistry registry() {
        return new FileRegistry(path);
    }

    DroppedFiles dropped() {
        return new DroppedFiles(path.resolve("dropped"));
    }

    Path mappings() {
        return path.resolve("mappings");
    }

    Path edits() {
        return path.resolve("edits");
    }

    Path grids() {
        return path.resolve("grids");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (LedgerException e) {
            System.getLogger("feedbackuploader.web").log(System.Logger.Level.WARNING, "the lock of " + path, e);
        }
    }
}
