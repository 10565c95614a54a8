package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A file that is of use only to the process which makes it, and locked by it: the operating system lets go of the lock
 * when the process ends, however it ends, so that whoever comes next can tell what a killed one left, and clear it away.
 *
 * @param channel to write into; the lock is gone when it is closed
 */
public record LiveFile(Path path, FileChannel channel) implements AutoCloseable {

    /** On POSIX systems, to open and close a file once more drops the locks that this process holds on it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /** A new one of a name that nobody else thinks of. */
    public static LiveFile create(Path folder, String prefix, String suffix) throws IOException {
        while (true) {
            @Nullable LiveFile made = claim(folder.resolve(prefix + UUID.randomUUID() + suffix));
            if (made != null) {
                return made;
            }
        }
    }

    /** @return null when another process cleared it away before it was locked */
    public static @Nullable LiveFile claim(Path file) throws IOException {
        FileChannel channel = PrivateFiles.create(file);
        try {
            if (channel.tryLock() != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                HELD_HERE.add(file);
                return new LiveFile(file, channel);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    /** What to do with a file that nobody holds. */
    @FunctionalInterface
    public interface Clearing {
        void of(Path file) throws IOException;
    }

    /** Does {@code clearing} with {@code file}, while nobody else can, unless a process still holds it. */
    public static void ifLeft(Path file, Clearing clearing) throws IOException {
        if (HELD_HERE.contains(file)) {
            return;
        }
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            if (channel.tryLock() != null) {
                clearing.of(file);
            }
        } catch (NoSuchFileException e) {
            return; // somebody else was quicker
        }
    }

    /** Deletes those in {@code folder} that match {@code glob} and that no process holds any more. */
    public static void clear(Path folder, String glob) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            for (Path file : files) {
                ifLeft(file, Files::deleteIfExists);
            }
        }
    }

    /** Its name is gone, too, unless it was moved away. */
    @Override
    public void close() throws IOException {
        try (channel) {
            HELD_HERE.remove(path);
            Files.deleteIfExists(path);
        }
    }
}
