package feedbackuploader.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are only ever appended to a file; memory holds none of them. Not safe for threads: the store guards them.
 *
 * <p>A line is on its way to the disk when {@link #append} returns, so that it outlives this process but not a power
 * cut. The file is a {@link RandomAccessFile} and no channel, because a channel closes when a thread that uses it is
 * interrupted, and that is how a sandbox ends the requests that are still in flight.
 */
final class Lines implements Closeable {

    private static final int BLOCK = 1 << 16;

    /** Most lines are shorter. */
    private static final int FIRST_LOOK = 1 << 10;

    private final RandomAccessFile file;
    private long end;
    private int count;

    private Lines(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Takes a file for this process alone, or makes it. The lines in it are counted, but not looked at.
     *
     * @param path null for a file that lasts as long as this
     */
    static Lines open(@Nullable Path path) throws IOException {
        RandomAccessFile file = path == null ? Scratch.open() : new RandomAccessFile(path.toFile(), "rw");
        try {
            lock(file, path);
            Lines lines = new Lines(file);
            lines.findEnd();
            return lines;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void lock(RandomAccessFile file, @Nullable Path path) throws IOException {
        boolean free;
        try {
            // Far past the end, because Windows lets nobody read what is locked, and people should be able to look.
            free = file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        }
        if (!free) {
            throw new IOException(
                    "another sandbox uses the data file " + path + ". Stop that sandbox, or choose another data file.");
        }
    }

    private void findEnd() throws IOException {
        byte[] buffer = new byte[BLOCK];
        long position = 0;
        for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    end = position + i + 1;
                    count++;
                }
            }
            position += read;
        }
    }

    /** Cuts off what follows the last line feed: a line whose writer was killed. Returns how many bytes that was. */
    long dropTornLine() throws IOException {
        long torn = file.length() - end;
        if (torn > 0) {
            file.setLength(end);
        }
        return torn;
    }

    /**
     * @param line ends with a line feed and holds no other
     * @return where it begins
     */
    long append(byte[] line) throws IOException {
        long start = end;
        try {
            file.seek(start);
            file.write(line);
        } catch (IOException e) {
            file.setLength(start);
            throw e;
        }
        end = start + line.length;
        count++;
        return start;
    }

    /** With its line feed. */
    byte[] at(long start) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(FIRST_LOOK);
        for (int room = FIRST_LOOK; ; room = BLOCK) {
            byte[] block = block(start + line.size(), Math.min(end, start + line.size() + room));
            int length = 0;
            while (length < block.length && block[length] != '\n') {
                length++;
            }
            line.write(block, 0, Math.min(block.length, length + 1));
            if (length < block.length) {
                return line.toByteArray();
            }
        }
    }

    /** The bytes from {@code start} on, as many as are best read at once, and none from {@code limit} on. */
    byte[] block(long start, long limit) throws IOException {
        byte[] block = new byte[(int) Math.min(BLOCK, limit - start)];
        if (block.length == 0) {
            throw new EOFException("no line begins there");
        }
        file.seek(start);
        try {
            file.readFully(block);
        } catch (EOFException e) {
            throw new IOException("the sandbox's data file was shortened while the sandbox was using it", e);
        }
        return block;
    }

    int count() {
        return count;
    }

    /** Where the next line will begin. */
    long end() {
        return end;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
