package feedbackuploader.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks gzip, and stops at an archive that breaks off, is damaged, or was made to fill a disk. */
final class Gunzip extends BlockInputStream {

    private static final int BUFFER = 1 << 16;

    private Gunzip(InputStream packed) throws IOException {
        this(new Counted(packed));
    }

    private Gunzip(Counted packed) throws IOException {
        super(null);
        try {
            in = new ExpansionLimit(new GZIPInputStream(packed, BUFFER), () -> packed.count);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    /** Closes {@code packed} when it is no gzip archive. */
    static InputStream open(InputStream packed) throws IOException {
        try {
            return new Gunzip(packed);
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
            return in.read(into, from, room);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    private static BrokenBytesException damaged(IOException e) {
        return e instanceof EOFException
                ? new BrokenBytesException(
                        "a gzip archive that breaks off", "a whole one", "Was it copied before it was complete?")
                : new BrokenBytesException("a damaged gzip archive", "a sound one", "Make it again from the original.");
    }

    private static final class Counted extends BlockInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int room) throws IOException {
            int read = in.read(into, from, room);
            count += Math.max(0, read);
            return read;
        }
    }
}
