package feedbackuploader.web.grid;

import feedbackuploader.ledger.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows one after the other in a flat file, their places in another, and what a row has no room for in a third; private
 * files. Rows that change later are added at the end.
 */
final class RowStore implements Closeable {

    /** Of a row's place: where it begins, and its number. */
    private static final int ENTRY = 2 * Long.BYTES;

    /** In characters: more does not go into one text of the format. */
    private static final int PIECE = 20_000;

    private static final int BUFFER = 1 << 16;

    private final AppendedFile rows;
    private final AppendedFile index;
    private final AppendedFile full;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
    private final DataOutputStream record = new DataOutputStream(bytes);
    private final Map<Long, Long> changed = new ConcurrentHashMap<>();
    private long count;

    /** A file that grows at its end, and is read anywhere. */
    private static final class AppendedFile implements Closeable {
        private final Path path;
        private final FileChannel writing;
        private final FileChannel reading;
        private final OutputStream out;
        private long length;

        AppendedFile(Path path) throws IOException {
            Files.deleteIfExists(path);
            this.path = path;
            this.writing = PrivateFiles.create(path);
            this.reading = FileChannel.open(path, StandardOpenOption.READ);
            this.out = new BufferedOutputStream(Channels.newOutputStream(writing), BUFFER);
        }

        /** @return where they begin */
        long add(byte[] some, int size) throws IOException {
            long begin = length;
            out.write(some, 0, size);
            length += size;
            return begin;
        }

        byte[] read(long from, int size) throws IOException {
            byte[] bytes = new byte[size];
            ByteBuffer into = ByteBuffer.wrap(bytes);
            while (into.hasRemaining()) {
                if (reading.read(into, from + into.position()) < 0) {
                    throw new EOFException(path.toString());
                }
            }
            return bytes;
        }

        long number(long from) throws IOException {
            return ByteBuffer.wrap(read(from, Long.BYTES)).getLong();
        }

        @Override
        public void close() throws IOException {
            try (reading;
                    writing) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** @param folder which is there, for its owner alone */
    RowStore(Path folder) throws IOException {
        rows = new AppendedFile(folder.resolve("rows.bin"));
        index = new AppendedFile(folder.resolve("index.bin"));
        full = new AppendedFile(folder.resolve("full.bin"));
    }

    long count() {
        return count;
    }

    /** @return its index */
    long add(StoredRow row) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(ENTRY).putLong(append(row)).putLong(row.number());
        index.add(entry.array(), ENTRY);
        return count++;
    }

    private long append(StoredRow row) throws IOException {
        bytes.reset();
        record.writeInt(0);
        row.write(record);
        byte[] all = bytes.toByteArray();
        ByteBuffer.wrap(all).putInt(all.length - Integer.BYTES);
        return rows.add(all, all.length);
    }

    /** In place of the row at {@code at}. */
    void change(long at, StoredRow row) throws IOException {
        changed.put(at, append(row));
        flush();
    }

    /** Texts that a row has no room for; null ones too. */
    long addFull(Iterable<String> texts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(all);
        int number = 0;
        for (String text : texts) {
            number++;
            out.writeInt(text.length());
            for (int from = 0; from < text.length(); from += PIECE) {
                out.writeUTF(text.substring(from, Math.min(text.length(), from + PIECE)));
            }
        }
        ByteBuffer head =
                ByteBuffer.allocate(2 * Integer.BYTES).putInt(all.size()).putInt(number);
        long begin = full.add(head.array(), head.capacity());
        full.add(all.toByteArray(), all.size());
        return begin;
    }

    String[] full(long begin) throws IOException {
        ByteBuffer head = ByteBuffer.wrap(full.read(begin, 2 * Integer.BYTES));
        int size = head.getInt();
        String[] texts = new String[head.getInt()];
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(full.read(begin + head.capacity(), size)));
        for (int i = 0; i < texts.length; i++) {
            int length = in.readInt();
            StringBuilder text = new StringBuilder(length);
            while (text.length() < length) {
                text.append(in.readUTF());
            }
            texts[i] = text.toString();
        }
        return texts;
    }

    /** Brings to the disk what has been added, so that it can be read. */
    void flush() throws IOException {
        rows.out.flush();
        index.out.flush();
        full.out.flush();
    }

    StoredRow row(long at) throws IOException {
        Long later = changed.get(at);
        return read(later == null ? index.number(at * ENTRY) : later);
    }

    /** The number of the row at {@code at}. */
    long number(long at) throws IOException {
        return index.number(at * ENTRY + Long.BYTES);
    }

    private StoredRow read(long begin) throws IOException {
        return StoredRow.read(new DataInputStream(new ByteArrayInputStream(record(begin))));
    }

    private byte[] record(long begin) throws IOException {
        int size = ByteBuffer.wrap(rows.read(begin, Integer.BYTES)).getInt();
        return rows.read(begin + Integer.BYTES, size);
    }

    /** Takes the cells of one column, row by row; those that {@link StoredRow#cell} does not give as null. */
    interface Taker {
        void take(@Nullable String cell) throws IOException;
    }

    /** The cells of a column as they are now, in the order of the file. */
    void each(int column, Taker taker) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(rows.path), BUFFER))) {
            for (long at = 0; at < count; at++) {
                byte[] row = in.readNBytes(in.readInt());
                Long later = changed.get(at);
                taker.take(StoredRow.cell(later == null ? row : record(later), column));
            }
        }
    }

    /** Removes the files. */
    @Override
    public void close() throws IOException {
        try (rows;
                index;
                full) {
            changed.clear();
        }
    }
}
