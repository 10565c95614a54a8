package feedbackuploader.cli;

import feedbackuploader.ledger.LiveFile;
import feedbackuploader.ledger.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this process's own in the temporary folder, in which everything temporary stands: SQLite's native code, an
 * unpacked workbook, what a check read from a pipe. It is gone when the process ends; those of processes that were killed
 * are cleared away by the next one.
 */
final class TemporaryFolder implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(TemporaryFolder.class.getName());
    private static final String PROPERTY = "java.io.tmpdir";
    private static final String PREFIX = "feedback-uploader-";
    private static final String LOCK = "lock";

    private final Path path;
    private final LiveFile lock;

    private TemporaryFolder(Path path, LiveFile lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes it and has everything in this process use it. To be called before anything temporary is made: Java reads the
     * property once. Where none can be made, whoever needs a temporary file says so.
     */
    static void useForThisProcess() {
        try {
            TemporaryFolder folder = in(Path.of(System.getProperty(PROPERTY)));
            System.setProperty(PROPERTY, folder.path.toString());
            Runtime.getRuntime().addShutdownHook(new Thread(folder::close));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no temporary folder", e);
        }
    }

    /** Clears away what others left, too. */
    static TemporaryFolder in(Path parent) throws IOException {
        Path place = parent.toRealPath();
        while (true) {
            Path path = place.resolve(PREFIX + UUID.randomUUID());
            @Nullable LiveFile lock = lockIn(path);
            if (lock != null) {
                TemporaryFolder folder = new TemporaryFolder(path, lock);
                folder.clearOthers(place);
                return folder;
            }
        }
    }

    /** @return null when another process took it for one that was left */
    private static @Nullable LiveFile lockIn(Path path) throws IOException {
        PrivateFiles.createFolder(path);
        try {
            return LiveFile.claim(path.resolve(LOCK));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    private void clearOthers(Path parent) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path other : others) {
                if (!other.endsWith(path.getFileName())
                        && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path))) {
                    clear(other);
                }
            }
        }
    }

    /** What cannot be cleared now (Windows keeps native code that is in use) is so another time. */
    private static void clear(Path folder) {
        try {
            LiveFile.ifLeft(folder.resolve(LOCK), lock -> empty(folder));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "not cleared", e);
        }
    }

    /** Of its files and of those in its folders; links are deleted, not followed. */
    private static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    empty(file);
                }
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() {
        try (lock) {
            empty(path);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "not emptied", e);
        }
        clear(path);
    }
}
