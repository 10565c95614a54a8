package feedbackuploader.web.grid;

import feedbackuploader.ledger.PrivateFiles;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists of rows by their indexes, in blocks of one flat file: any part of any list is a seek or two, and what stays in
 * memory is the last block of each list and the places of the others.
 */
final class RowLists implements Closeable {

    private static final int BLOCK = 512;
    private static final int BYTES = BLOCK * Integer.BYTES;

    private static final class OneList {
        int[] blocks = new int[4];
        int full;
        int @Nullable [] tail;
        int inTail;

        long size() {
            return (long) full * BLOCK + inTail;
        }
    }

    private final Path path;
    private final FileChannel file;
    private final List<OneList> lists = new ArrayList<>();
    private int blocks;

    RowLists(Path path) throws IOException {
        Files.deleteIfExists(path);
        PrivateFiles.create(path).close();
        this.path = path;
        this.file = FileChannel.open(path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** @param list from 0; all below it are there then */
    void add(int list, long row) throws IOException {
        while (lists.size() <= list) {
            lists.add(new OneList());
        }
        OneList one = lists.get(list);
        int[] tail = one.tail;
        if (tail == null) {
            tail = new int[BLOCK];
            one.tail = tail;
        }
        tail[one.inTail++] = Math.toIntExact(row);
        if (one.inTail == BLOCK) {
            write(one, tail);
        }
    }

    private void write(OneList list, int[] tail) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BYTES);
        block.asIntBuffer().put(tail);
        long place = (long) blocks * BYTES;
        while (block.hasRemaining()) {
            file.write(block, place + block.position());
        }
        if (list.full == list.blocks.length) {
            list.blocks = Arrays.copyOf(list.blocks, 2 * list.full);
        }
        list.blocks[list.full++] = blocks++;
        list.inTail = 0;
    }

    long size(int list) {
        return list < lists.size() ? lists.get(list).size() : 0;
    }

    /** @param count cut to what there is */
    long[] rows(int list, long from, int count) throws IOException {
        int length = (int) Math.max(0, Math.min(count, size(list) - from));
        long[] found = new long[length];
        int[] block = new int[0];
        int known = -1;
        for (int i = 0; i < length; i++) {
            int number = (int) ((from + i) / BLOCK);
            if (number != known) {
                block = block(lists.get(list), number);
                known = number;
            }
            found[i] = block[(int) ((from + i) % BLOCK)];
        }
        return found;
    }

    private int[] block(OneList list, int number) throws IOException {
        if (number == list.full) {
            return list.tail == null ? new int[0] : list.tail;
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        long place = (long) list.blocks[number] * BYTES;
        while (bytes.hasRemaining()) {
            if (file.read(bytes, place + bytes.position()) < 0) {
                throw new EOFException(path.toString());
            }
        }
        int[] block = new int[BLOCK];
        bytes.flip().asIntBuffer().get(block);
        return block;
    }

    /** Removes the file. */
    @Override
    public void close() throws IOException {
        try (file) {
            Files.deleteIfExists(path);
        }
    }
}
