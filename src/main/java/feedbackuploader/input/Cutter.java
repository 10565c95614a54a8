package feedbackuploader.input;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cuts a file's characters into records, and knows where each one starts. */
abstract class Cutter implements Closeable {

    static final int END = -1;

    final String file;

    /** The row being read, from 1. */
    long row;

    /** The physical line being read, from 1. */
    long line = 1;

    private final Utf8Reader reader;
    private final char[] block = new char[1 << 14];
    private int position;
    private int filled;
    private char[] record = new char[1 << 10];
    private int length;

    Cutter(String file, Utf8Reader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** The next record, blank or not, or null at the end of the file. */
    abstract @Nullable Cut next() throws InputException, IOException;

    final int read() throws InputException, IOException {
        return position < filled || fill() ? block[position++] : END;
    }

    /** Passes over the next character if it is a line feed. */
    final boolean skipLineFeed() throws InputException, IOException {
        if ((position < filled || fill()) && block[position] == '\n') {
            position++;
            return true;
        }
        return false;
    }

    /** @return false when the record has as many characters as it may have, and {@code c} was not added */
    final boolean append(int c) {
        if (length == record.length) {
            if (length == Cut.LIMIT) {
                return false;
            }
            record = Arrays.copyOf(record, Math.min(2 * length, Cut.LIMIT));
        }
        record[length++] = (char) c;
        return true;
    }

    /** The characters appended since the last cut, as the record that started on line {@code start}. */
    final Cut cut(long start, String lineBreak, boolean tooLong) {
        Cut cut = new Cut(row, start, new String(record, 0, length), lineBreak, tooLong);
        length = 0;
        return cut;
    }

    final boolean isEmpty() {
        return length == 0;
    }

    private boolean fill() throws InputException, IOException {
        try {
            position = 0;
            filled = Math.max(0, reader.read(block));
            return filled > 0;
        } catch (Utf8Reader.Malformed e) {
            throw InputException.at(
                    file,
                    row,
                    line,
                    String.format(Locale.ROOT, "the byte 0x%02X at byte %,d of the file", e.found, e.offset + 1),
                    "UTF-8",
                    "Save the file as UTF-8 (in Excel: \"CSV UTF-8\"; in a text editor: encoding UTF-8).");
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
