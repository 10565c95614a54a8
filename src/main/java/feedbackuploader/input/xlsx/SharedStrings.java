package feedbackuploader.input.xlsx;

import feedbackuploader.input.RawRecord;
import feedbackuploader.input.SheetText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a workbook, which stand in a table of their own. Read as far as they are asked for; the first ones, among
 * them what is the same in many rows, are kept in memory, and the rest in a temporary file that its owner alone may read.
 */
final class SharedStrings implements Closeable {

    /** In characters, with what a string costs beyond them. */
    private static final int MOST_KEPT = 8 << 20;

    private static final int COST = 60;

    private final Xml table;
    private final List<String> kept = new ArrayList<>();
    private int keptSize;
    private boolean isKeeping = true;
    private long count;
    private @Nullable FileChannel texts;
    private @Nullable FileChannel ends;
    private long end;

    SharedStrings(Xml table) {
        this.table = table;
    }

    /** @return the text at {@code index}, or null when there is none */
    @Nullable
    String get(long index) throws IOException {
        while (index >= count) {
            String text = readNext();
            if (text == null) {
                return null;
            }
            add(text);
        }
        return index < kept.size() ? kept.get((int) index) : spooled(index - kept.size());
    }

    private @Nullable String readNext() throws IOException {
        while (table.next()) {
            if (table.starts("si")) {
                return item(table, "si");
            }
        }
        return null;
    }

    /** The text up to the end of {@code element}, from all its runs, without the reading aids of Japanese. */
    static String item(Xml xml, String element) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean aside = false;
        while (xml.next() && !xml.ends(element)) {
            if (xml.starts("rPh")) {
                aside = true;
            } else if (xml.ends("rPh")) {
                aside = false;
            } else if (xml.starts("t") && !aside) {
                xml.text(text, RawRecord.CELL_LIMIT);
            }
        }
        return SheetText.unescaped(text);
    }

    private void add(String text) throws IOException {
        count++;
        isKeeping = isKeeping && keptSize + text.length() + COST <= MOST_KEPT;
        if (isKeeping) {
            kept.add(text);
            keptSize += text.length() + COST;
            return;
        }
        if (texts == null || ends == null) {
            texts = temporary();
            ends = temporary();
        }
        ByteBuffer bytes = StandardCharsets.UTF_16BE.encode(text); // keeps every char, paired or not
        end += bytes.remaining();
        writeAll(texts, bytes);
        writeAll(ends, ByteBuffer.allocate(Long.BYTES).putLong(end).flip());
    }

    private static FileChannel temporary() throws IOException {
        Path file = Files.createTempFile("feedback-uploader", ".texts");
        return FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private String spooled(long index) throws IOException {
        FileChannel from = Objects.requireNonNull(texts);
        long start = index == 0 ? 0 : endOf(index - 1);
        ByteBuffer bytes = ByteBuffer.allocate((int) (endOf(index) - start));
        readAll(from, bytes, start);
        return StandardCharsets.UTF_16BE.decode(bytes.flip()).toString();
    }

    private long endOf(long index) throws IOException {
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
        readAll(Objects.requireNonNull(ends), number, index * Long.BYTES);
        return number.flip().getLong();
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static void readAll(FileChannel file, ByteBuffer bytes, long from) throws IOException {
        for (long at = from; bytes.hasRemaining(); ) {
            int count = file.read(bytes, at);
            if (count < 0) {
                throw new IOException("a temporary file was cut off");
            }
            at += count;
        }
    }

    @Override
    public void close() throws IOException {
        table.close();
        if (texts != null) {
            texts.close();
        }
        if (ends != null) {
            ends.close();
        }
    }
}
