package feedbackuploader.input;

import feedbackuploader.support.Place;
import feedbackuploader.support.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a file's characters into records, and knows where each one starts. */
abstract class RecordReader implements Closeable {

    static final int END = -1;

    final String file;

    /** The row being read, from 1. */
    long row;

    /** The physical line being read, from 1. */
    long line = 1;

    /** The end of a text as DOS wrote it. */
    private static final char CTRL_Z = '\u001A';

    private static final int BLOCK = 1 << 14;

    /** Limit of characters that are re-read after broken quotes, so that a broken file cannot take for ever. */
    private static final long AGAIN_AT_MOST = 100L * RawRecord.LIMIT;

    private final StrictReader reader;
    private char[] block = new char[BLOCK];
    private int position;
    private int filled;
    private char[] record = new char[1 << 10];
    private int length;
    private @Nullable Problem fault;
    private long readAgain;

    /** Characters that were taken from the reader. */
    private long taken;

    private long begin;
    private boolean holdsBadBytes;
    private long padding;

    RecordReader(String file, StrictReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** The next record, blank or not, or null at the end of the file. */
    abstract @Nullable RawRecord next() throws InputException, IOException;

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
                    throw new InputException(new Place(file, row, line), RawRecord.TOO_LONG);
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
        return rawRecord(line, "", null).text();
    }

    final int read() throws InputException, IOException {
        return position < filled || fill() ? block[position++] : END;
    }

    /** Gives back the character that {@link #read} has just returned. */
    final void unread(int c) {
        position -= c == END ? 0 : 1;
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
        if (length == 0) {
            begin = taken - (filled - position) - 1;
        }
        if (length == record.length) {
            if (length == RawRecord.LIMIT) {
                return false;
            }
            record = Arrays.copyOf(record, Math.min(2 * length, RawRecord.LIMIT));
        }
        record[length++] = (char) c;
        return true;
    }

    /** Appends what is at hand, and what the record has room for, before a line break, {@code end} or {@code otherEnd}. */
    final void appendUpTo(int end, int otherEnd) {
        int most = Math.min(filled, position + record.length - length);
        int to = position;
        while (to < most && isNeither(block[to], end, otherEnd)) {
            to++;
        }
        System.arraycopy(block, position, record, length, to - position);
        length += to - position;
        position = to;
    }

    private static boolean isNeither(char c, int end, int otherEnd) {
        return c != end && c != otherEnd && c != '\n' && c != '\r';
    }

    /** The record being read is no good row; of several reasons, the first is told. */
    final void mark(Problem reason) {
        if (fault == null) {
            fault = reason;
        }
    }

    /**
     * The characters appended since the last cut, as the record that started on line {@code start}.
     *
     * @param reason one that goes before what was found on the way, or null
     */
    final RawRecord rawRecord(long start, String lineBreak, @Nullable Problem reason) {
        String text = new String(record, 0, length);
        if (fault == null && holdsBadBytes) {
            fault = StrictReader.badByte(text, reader.encoding());
        }
        RawRecord rawRecord = new RawRecord(row, start, text, lineBreak, reason == null ? fault : reason);
        length = 0;
        fault = null;
        return rawRecord;
    }

    /**
     * The record ends at {@code end} already, and what was appended after it is to be read again.
     *
     * @param next where it goes on, behind the line break
     * @throws InputException when the limit of characters that are read again is passed
     */
    final RawRecord cutEarly(int end, int next, long start, Problem reason) throws InputException {
        int again = length - next;
        int rest = filled - position;
        readAgain += again;
        if (readAgain > AGAIN_AT_MOST) {
            throw new InputException(new Place(file, row, start), reason);
        }
        char[] joined = new char[Math.max(BLOCK, again + rest)];
        System.arraycopy(record, next, joined, 0, again);
        System.arraycopy(block, position, joined, again, rest);
        block = joined;
        position = 0;
        filled = again + rest;
        holdsBadBytes |= fault != null;
        fault = null;
        String lineBreak = new String(record, end, next - end);
        length = end;
        return rawRecord(start, lineBreak, reason);
    }

    /** How many characters of the text stand before the last record, if that has any of its own. */
    final long beginOfRecord() {
        return begin;
    }

    final boolean isEmpty() {
        return length == 0;
    }

    /** How many characters the record being read has. */
    final int length() {
        return length;
    }

    /** The last character of the record being read that is no blank, or {@link #END}. */
    final int lastThatIsNoBlank() {
        int last = length - 1;
        while (last >= 0 && Quoting.isBlank(record[last])) {
            last--;
        }
        return last < 0 ? END : record[last];
    }

    /** Drops what stands behind the end of a text: the mark of DOS, and zeros that fill a block on a disk. */
    final void dropPadding() {
        while (length > 0 && isPadding(record[length - 1])) {
            length--;
            padding++;
        }
    }

    /** Drops {@code more} characters of padding that no record has room for. */
    final void dropPadding(long more) {
        padding += more;
        dropPadding();
    }

    static boolean isPadding(int c) {
        return c == CTRL_Z || c == 0;
    }

    /** Whether the record being read is nothing but padding. */
    final boolean isPadding() {
        for (int i = length - 1; i >= 0; i--) {
            if (!isPadding(record[i])) {
                return false;
            }
        }
        return true;
    }

    /** How many characters were dropped at the end of the file. */
    final long padding() {
        return padding;
    }

    private boolean fill() throws InputException, IOException {
        try {
            position = 0;
            filled = 0;
            filled = Math.max(0, reader.read(block));
        } catch (StrictReader.Malformed e) {
            mark(e.problem(reader.encoding()));
            char[] escaped = e.escaped();
            System.arraycopy(escaped, 0, block, 0, escaped.length);
            filled = escaped.length;
        } catch (BrokenBytesException e) {
            throw new InputException(new Place(file, row, line), e.problem());
        }
        taken += filled;
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
