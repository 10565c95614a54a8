package feedbackuploader.input;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a file's characters into records, and knows where each one starts. */
abstract class Cutter implements Closeable {

    static final int END = -1;

    final String file;

    /** The row being read, from 1. */
    long row;

    /** The physical line being read, from 1. */
    long line = 1;

    private final StrictReader reader;
    private final char[] block = new char[1 << 14];
    private int position;
    private int filled;
    private char[] record = new char[1 << 10];
    private int length;
    private @Nullable Fault fault;

    Cutter(String file, StrictReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** The next record, blank or not, or null at the end of the file. */
    abstract @Nullable Cut next() throws InputException, IOException;

    /**
     * Passes over whole lines before the first record.
     *
     * @return what they hold, their line breaks included
     */
    final String skipLines(int count) throws InputException, IOException {
        for (int skipped = 0; skipped < count; skipped++) {
            row++;
            int c = read();
            while (c != END && c != '\n' && c != '\r') {
                if (!append(c)) {
                    throw Fault.tooLong(null).at(file, cut(line, "", null));
                }
                c = read();
            }
            if (c == END) {
                break;
            }
            append(c);
            if (c == '\r' && skipLineFeed()) {
                append('\n');
            }
            line++;
        }
        return cut(line, "", null).text();
    }

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

    /** The record being read is no good row; of several reasons, the first is told. */
    final void mark(Fault reason) {
        if (fault == null) {
            fault = reason;
        }
    }

    /**
     * The characters appended since the last cut, as the record that started on line {@code start}.
     *
     * @param reason one that goes before what was found on the way, or null
     */
    final Cut cut(long start, String lineBreak, @Nullable Fault reason) {
        Cut cut = new Cut(row, start, new String(record, 0, length), lineBreak, reason == null ? fault : reason);
        length = 0;
        fault = null;
        return cut;
    }

    final boolean isEmpty() {
        return length == 0;
    }

    private boolean fill() throws InputException, IOException {
        try {
            position = 0;
            filled = 0;
            filled = Math.max(0, reader.read(block));
        } catch (StrictReader.Malformed e) {
            mark(Fault.of(e, reader.encoding().name()));
            char[] escaped = e.escaped();
            System.arraycopy(escaped, 0, block, 0, escaped.length);
            filled = escaped.length;
        } catch (BrokenBytesException e) {
            throw e.at(file, row, line);
        }
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
