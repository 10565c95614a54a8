package feedbackuploader.web.local;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that may not be longer than so many bytes, whatever its header says. */
final class BodyLimit extends FilterInputStream {

    private final long longest;
    private long read;

    BodyLimit(InputStream body, long longest) {
        super(body);
        this.longest = longest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = received(into, offset, length);
        read += Math.max(0, count);
        if (read > longest) {
            throw new BadCallException(413, "The request's body is longer than " + longest + " bytes.");
        }
        return count;
    }

    private int received(byte[] into, int offset, int length) throws HungUpException {
        try {
            return super.read(into, offset, length);
        } catch (IOException e) {
            throw new HungUpException(e);
        }
    }

    @Override
    public long skip(long n) throws IOException {
        return n <= 0 || read() < 0 ? 0 : 1;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** The server reads on, so that it can answer. */
    @Override
    public void close() {}
}
