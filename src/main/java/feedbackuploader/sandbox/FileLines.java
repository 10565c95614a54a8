package feedbackuploader.sandbox;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Lines in a file; memory holds only where each one ends.
 *
 * <p>A line is on its way to the disk when {@link #append} returns, so that it outlives this process but not a power
 * cut. The file is a {@link RandomAccessFile} and no channel, because a channel closes when a thread that uses it is
 * interrupted, and that is how a sandbox ends the requests that are still in flight.
 */
final class FileLines implements Lines {

    private static final int BUFFER_BYTES = 1 << 16;

    private final RandomAccessFile file;
    private long[] ends = new long[1024];
    private int count;

    private FileLines(RandomAccessFile file) {
        this.file = file;
    }

    /** Opens the file for this process alone, or makes it. The lines in it are found, but not looked at. */
    static FileLines open(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            lock(file, path);
            FileLines lines = new FileLines(file);
            lines.findEnds();
            return lines;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void lock(RandomAccessFile file, Path path) throws IOException {
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

    private void findEnds() throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long position = 0;
        for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    addEnd(position + i + 1);
                }
            }
            position += read;
        }
    }

    /** Cuts off what follows the last line feed: a line whose writer was killed. Returns how many bytes that was. */
    long dropTornLine() throws IOException {
        long torn = file.length() - end();
        if (torn > 0) {
            file.setLength(end());
        }
        return torn;
    }

    @Override
    public void append(byte[] line) throws IOException {
        long start = end();
        try {
            file.seek(start);
            file.write(line);
        } catch (IOException e) {
            file.setLength(start);
            throw e;
        }
        addEnd(start + line.length);
    }

    @Override
    public byte[] get(int number) throws IOException {
        return batch(number, number + 1);
    }

    @Override
    public int batchEnd(int first, int end) {
        long limit = startOf(first) + BUFFER_BYTES;
        int batchEnd = first + 1;
        while (batchEnd < end && ends[batchEnd] <= limit) {
            batchEnd++;
        }
        return batchEnd;
    }

    @Override
    public byte[] batch(int first, int end) throws IOException {
        long start = startOf(first);
        byte[] batch = new byte[Math.toIntExact(startOf(end) - start)];
        file.seek(start);
        try {
            file.readFully(batch);
        } catch (EOFException e) {
            throw new IOException("the sandbox's data file was shortened while the sandbox was using it", e);
        }
        return batch;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private long end() {
        return startOf(count);
    }

    private long startOf(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private void addEnd(long end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = end;
    }
}
