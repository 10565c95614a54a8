package feedbackuploader.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (InputStream in = Files.newInputStream(file)) {
            int[] sums = new int[(int) ((Files.size(file) + PAGE_SIZE - 1) / PAGE_SIZE)];
            byte[] pages = new byte[256 * PAGE_SIZE];
            int page = 0;
            for (int read = in.readNBytes(pages, 0, pages.length); read > 0; ) {
                Arrays.fill(pages, read, pages.length, (byte) 0xff); // a last page that is cut off matches nothing
                for (int offset = 0; offset < read && page < sums.length; offset += PAGE_SIZE) {
                    sums[page++] = of(pages, offset);
                }
                read = in.readNBytes(pages, 0, pages.length);
            }
            return new PageSums(sums);
        }
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
