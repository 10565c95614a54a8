package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One process at a time in a run folder. The operating system holds the lock and lets go of it when the process ends,
 * however it ends; the number in the file only tells a second process whom it met.
 */
final class RunLock implements AutoCloseable {

    /** Beyond the text, since on Windows a locked region cannot be read by others. */
    private static final long LOCKED_BYTE = 1L << 40;

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws LedgerException naming the process that holds the folder */
    static RunLock acquire(Path file) throws LedgerException {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new LedgerException("This file is being uploaded by another process ("
                        + Files.readString(file, StandardCharsets.US_ASCII).strip()
                        + "). Wait for it to end, or stop it, and run the same command again.");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    ("process " + ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new RunLock(channel);
        } catch (IOException e) {
            throw new LedgerException(
                    "The lock file " + file + " cannot be written (" + e.getMessage()
                            + "). Make the folder writable, or choose another with --output-dir.",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    @Override
    public void close() throws LedgerException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LedgerException("The lock of the run folder cannot be released: " + e.getMessage(), e);
        }
    }
}
