package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, member after member, and stops at an archive that breaks off, is damaged, was made to fill a disk, or has
 * something else behind its end. The platform's own reader takes what is no further member for the end, without a word.
 */
final class Gunzip extends BlockInputStream {

    private static final int BUFFER = 1 << 16;

    /** Bits of the header's flags. */
    private static final int HAS_HEADER_CHECK = 2;

    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final byte[] buffer = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 check = new CRC32();
    private int position;
    private int filled;

    /** Bytes before {@link #buffer}. */
    private long offset;

    private boolean isAtEnd;

    private Gunzip(InputStream packed) throws IOException {
        super(packed);
        readHeader();
    }

    /** Closes {@code packed} when it is no gzip archive. */
    static InputStream open(InputStream packed) throws IOException {
        try {
            Gunzip gunzip = new Gunzip(packed);
            return new ExpansionLimit(gunzip, () -> gunzip.offset + gunzip.filled);
        } catch (EOFException | ZipException e) {
            packed.close();
            throw damaged(e);
        } catch (IOException e) {
            packed.close();
            throw e;
        }
    }

    static boolean isGzip(byte[] head) {
        return head.length > 2 && head[0] == 0x1f && head[1] == (byte) 0x8b && head[2] == 8;
    }

    @Override
    public int read(byte[] into, int from, int room) throws IOException {
        try {
            while (!isAtEnd) {
                int count = inflate(into, from, room);
                if (count > 0 || room == 0) {
                    return count;
                }
            }
            return -1;
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        } catch (DataFormatException e) {
            throw damaged(new ZipException(e.getMessage()));
        }
    }

    /** @return 0 when a member ended, and another one or the end is next */
    private int inflate(byte[] into, int from, int room) throws IOException, DataFormatException {
        int count = inflater.inflate(into, from, room);
        while (count == 0 && room > 0 && !inflater.finished()) {
            if (inflater.needsDictionary()) {
                throw new ZipException("a dictionary, which gzip has not");
            }
            if (position == filled && !fill()) {
                throw new EOFException();
            }
            inflater.setInput(buffer, position, filled - position);
            position = filled;
            count = inflater.inflate(into, from, room);
        }
        check.update(into, from, count);
        if (inflater.finished() && count == 0) {
            endMember();
        }
        return count;
    }

    private void endMember() throws IOException {
        position = filled - inflater.getRemaining();
        long sum = little(4);
        long size = little(4);
        if (sum != check.getValue() || size != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new ZipException("another check sum");
        }
        inflater.reset();
        check.reset();
        isAtEnd = !hasAnotherMember();
    }

    /** Whether a member follows; zeros up to the end of the file, which fill a block on a tape or disk, are no harm. */
    private boolean hasAnotherMember() throws IOException {
        if (position == filled && !fill()) {
            return false;
        }
        if (buffer[position] == 0) {
            skipZeros();
            return false;
        }
        readHeader();
        return true;
    }

    private void skipZeros() throws IOException {
        while (position < filled || fill()) {
            if (buffer[position] != 0) {
                throw somethingElse(place());
            }
            position++;
        }
    }

    private void readHeader() throws IOException {
        long start = place();
        if (next() != 0x1f || next() != 0x8b || next() != 8) {
            throw somethingElse(start);
        }
        int flags = next();
        little(6); // time, and two bytes that say nothing of what follows
        if ((flags & HAS_EXTRA) != 0) {
            for (long extra = little(2); extra > 0; extra--) {
                next();
            }
        }
        for (int texts = Integer.bitCount(flags & (HAS_NAME | HAS_COMMENT)); texts > 0; texts--) {
            while (next() != 0) {
                // up to its end
            }
        }
        if ((flags & HAS_HEADER_CHECK) != 0) {
            little(2);
        }
    }

    /** Of the next byte, in the file, from 1. */
    private long place() {
        return offset + position + 1;
    }

    private long little(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) next() << (8 * i);
        }
        return number;
    }

    private int next() throws IOException {
        if (position == filled && !fill()) {
            throw new EOFException();
        }
        return buffer[position++] & 0xFF;
    }

    private boolean fill() throws IOException {
        offset += filled;
        position = 0;
        filled = Math.max(0, in.read(buffer, 0, BUFFER));
        return filled > 0;
    }

    private static BrokenBytesException somethingElse(long place) {
        return new BrokenBytesException(new Problem(
                String.format(Locale.ROOT, "other data after the gzip archive, from byte %,d of the file", place),
                "the end of the file, or another gzip archive",
                "Were rows appended to the compressed file? Unpack it, add the rows, and upload the unpacked file."));
    }

    private static BrokenBytesException damaged(IOException e) {
        return e instanceof EOFException
                ? new BrokenBytesException(new Problem(
                        "a gzip archive that is cut off", "a complete one", "Was it copied before it was complete?"))
                : new BrokenBytesException(
                        new Problem("a damaged gzip archive", "an intact one", "Create it again from the original."));
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        super.close();
    }
}
