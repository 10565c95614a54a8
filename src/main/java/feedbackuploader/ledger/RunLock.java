package feedbackuploader.ledger;

import feedbackuploader.support.IoErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One process at a time in a run folder. The operating system holds the lock and lets go of it when the process ends,
 * however it ends; the number in the file only tells a second process whom it met.
 */
public final class RunLock implements AutoCloseable {

    private static final String NAME = "lock";

    /** Beyond the text, since on Windows a locked region cannot be read by others. */
    private static final long LOCKED_BYTE = 1L << 40;

    /**
     * Folders that this process holds. On POSIX systems closing any channel of a file drops the process's locks on it, so
     * that a lock file which is held here must not even be opened again.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private RunLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws LedgerException naming the process that holds the folder */
    public static RunLock acquire(Path folder) throws LedgerException {
        try {
            Path real = folder.toRealPath();
            if (!HELD_HERE.add(real)) {
                throw heldBy(folder, "another upload in this process");
            }
            try {
                return new RunLock(real, lock(real.resolve(NAME)));
            } catch (IOException | LedgerException e) {
                HELD_HERE.remove(real);
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** Whether some process works in {@code folder} right now. */
    public static boolean isHeld(Path folder) {
        return !isFree(folder);
    }

    /** Whether nobody holds {@code folder}, as far as can be told. */
    static boolean isFree(Path folder) {
        try {
            acquire(folder).close();
            return true;
        } catch (LedgerException e) {
            return e.getCause() != null; // a lock file that cannot be written is no lock
        }
    }

    private static FileChannel lock(Path file) throws IOException, LedgerException {
        FileChannel channel = PrivateFiles.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw held(
                        Objects.requireNonNull(file.getParent()),
                        Files.readString(file, StandardCharsets.US_ASCII).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((self() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | LedgerException e) {
            channel.close();
            throw e;
        }
    }

    private static LedgerException unwritable(Path folder, IOException e) {
        return new LedgerException(
                "The lock file " + folder.resolve(NAME) + " cannot be written (" + IoErrors.of(e) + "). Fix that"
                        + (Ledger.existsIn(folder)
                                ? " and run the same command again."
                                : ", or choose another folder with --output-dir."),
                e);
    }

    private static String self() {
        return "process " + ProcessHandle.current().pid();
    }

    private static LedgerException held(Path folder, String holder) {
        return heldBy(folder, "another process (" + holder + ")");
    }

    private static LedgerException heldBy(Path folder, String whom) {
        return new LedgerException("The run folder " + folder.normalize() + " is in use by " + whom
                + ". Wait for it to end, or stop it, and run the same command again.");
    }

    @Override
    public void close() throws LedgerException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LedgerException("The lock of the run folder cannot be released: " + IoErrors.of(e), e);
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
