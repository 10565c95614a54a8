package feedbackuploader.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a SQLite write-ahead log adds to its database: read as SQLite reads it when it recovers, up to the last commit
 * before the first frame whose checksum is wrong (sqlite.org/fileformat2.html#the_write_ahead_log).
 *
 * @param frames up to that commit
 * @param databasePages how many pages the database has after it
 * @param sums by page number, from 1: the checksum of the page's last content
 */
record WriteAheadLog(int frames, int databasePages, Map<Integer, Integer> sums) {

    private static final WriteAheadLog EMPTY = new WriteAheadLog(0, 0, Map.of());
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;

    /** Its lowest bit tells the byte order of the checksums. */
    private static final int MAGIC = 0x377f0682;

    /** No log at all is an empty one, and so is one whose header is damaged. */
    static WriteAheadLog read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return EMPTY;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] header = in.readNBytes(HEADER);
            if (header.length < HEADER) {
                return EMPTY;
            }
            ByteBuffer fields = ByteBuffer.wrap(header);
            boolean isBigEndian = (fields.getInt(0) & 1) == 1;
            Checksum checksum = new Checksum(isBigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            checksum.add(header, 0, 24);
            boolean isSound = (fields.getInt(0) & ~1) == MAGIC
                    && fields.getInt(8) == PageSums.PAGE_SIZE
                    && checksum.equals(fields.getInt(24), fields.getInt(28));
            return isSound ? readFrames(in, fields.getLong(16), checksum) : EMPTY;
        }
    }

    private static WriteAheadLog readFrames(InputStream in, long salt, Checksum checksum) throws IOException {
        Map<Integer, Integer> committed = new HashMap<>();
        Map<Integer, Integer> open = new HashMap<>();
        int frames = 0;
        int databasePages = 0;
        byte[] frame = new byte[FRAME_HEADER + PageSums.PAGE_SIZE];
        ByteBuffer fields = ByteBuffer.wrap(frame);
        for (int read = 1; in.readNBytes(frame, 0, frame.length) == frame.length; read++) {
            checksum.add(frame, 0, 8);
            checksum.add(frame, FRAME_HEADER, PageSums.PAGE_SIZE);
            if (fields.getLong(8) != salt || !checksum.equals(fields.getInt(16), fields.getInt(20))) {
                break;
            }
            open.put(fields.getInt(0), PageSums.of(frame, FRAME_HEADER));
            if (fields.getInt(4) != 0) {
                committed.putAll(open);
                open.clear();
                frames = read;
                databasePages = fields.getInt(4);
            }
        }
        return new WriteAheadLog(frames, databasePages, committed);
    }

    /** SQLite's own, which runs on from frame to frame. */
    private static final class Checksum {

        private final ByteOrder order;
        private int first;
        private int second;

        Checksum(ByteOrder order) {
            this.order = order;
        }

        void add(byte[] bytes, int offset, int length) {
            ByteBuffer words = ByteBuffer.wrap(bytes).order(order);
            int a = first;
            int b = second;
            for (int i = offset; i < offset + length; i += 8) {
                a += words.getInt(i) + b;
                b += words.getInt(i + 4) + a;
            }
            first = a;
            second = b;
        }

        boolean equals(int expectedFirst, int expectedSecond) {
            return first == expectedFirst && second == expectedSecond;
        }
    }
}
