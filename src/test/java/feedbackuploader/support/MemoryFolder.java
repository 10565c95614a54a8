package feedbackuploader.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Temporary folders in memory where the system has such a place with room: a ledger waits for the disk at each commit, so
 * tests that make thousands of ledgers would do little else. All tests get these ({@code junit-platform.properties}).
 */
public final class MemoryFolder implements TempDirFactory {

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long ROOM_BYTES = 4L << 30;

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
        return isThereRoom() ? Files.createTempDirectory(SHARED_MEMORY, "junit") : Files.createTempDirectory("junit");
    }

    private static boolean isThereRoom() throws IOException {
        return Files.isWritable(SHARED_MEMORY)
                && Files.getFileStore(SHARED_MEMORY).getUsableSpace() >= ROOM_BYTES;
    }
}
