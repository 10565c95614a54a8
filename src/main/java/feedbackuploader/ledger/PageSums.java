package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The CRC32C of each page of a SQLite file, the first page's at index 0. */
final class PageSums {

    static final int PAGE_SIZE = 4096;

    private static final int OF_ZEROS = of(new byte[PAGE_SIZE], 0);

    private final int[] sums;

    PageSums(int... sums) {
        this.sums = sums;
    }

    static int of(byte[] bytes, int offset) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, offset, PAGE_SIZE);
        return (int) sum.getValue();
    }

    /**
     * Reads the whole file, which may end within a page. The file must not be open in SQLite: on POSIX systems closing
     * any channel of a file drops all of the process's locks on it.
     */
    static PageSums read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new PageSums();
        }
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            int[] sums = new int[(int) ((in.size() + PAGE_SIZE - 1) / PAGE_SIZE)];
            ByteBuffer pages = ByteBuffer.allocateDirect(256 * PAGE_SIZE);
            CRC32C sum = new CRC32C();
            int page = 0;
            while (fill(pages, in)) {
                for (; pages.hasRemaining() && page < sums.length; pages.limit(pages.capacity())) {
                    sum.reset();
                    sum.update(pages.limit(pages.position() + PAGE_SIZE));
                    sums[page++] = (int) sum.getValue();
                }
            }
            return new PageSums(sums);
        }
    }

    /** A last page that is cut off is filled up with what matches nothing. */
    private static boolean fill(ByteBuffer pages, FileChannel in) throws IOException {
        pages.clear();
        int read;
        do {
            read = in.read(pages);
        } while (read >= 0 && pages.hasRemaining());
        boolean hasRead = pages.position() > 0;
        while (hasRead && pages.position() % PAGE_SIZE != 0) {
            pages.put((byte) 0xff);
        }
        pages.rewind();
        return hasRead;
    }

    int[] toArray() {
        return sums.clone();
    }

    /** Whether there is nothing in the file. */
    boolean isEmpty() {
        return sums.length == 0;
    }

    /** The sums once everything in {@code log} has been written into the file. */
    PageSums with(WriteAheadLog log) {
        if (log.frames() == 0) {
            return this;
        }
        int[] after = Arrays.copyOf(sums, log.databasePages());
        Arrays.fill(after, Math.min(sums.length, after.length), after.length, OF_ZEROS); // pages never written
        log.sums().forEach((page, sum) -> {
            if (page <= after.length) {
                after[page - 1] = sum;
            }
        });
        return new PageSums(after);
    }

    /**
     * Whether a file with these sums is, together with {@code log}, what a file with the sums {@code sealed} became. A
     * page that stands in the log counts for nothing in the file: it may or may not have been written there already.
     */
    boolean continues(PageSums sealed, WriteAheadLog log) {
        int[] expected = sealed.with(log).sums;
        for (int i = 0; i < expected.length; i++) {
            int found = i < sums.length ? sums[i] : OF_ZEROS;
            if (found != expected[i] && !log.sums().containsKey(i + 1)) {
                return false;
            }
        }
        return sums.length <= expected.length;
    }
}
