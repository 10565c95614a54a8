package feedbackuploader.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes to characters, strictly. The platform's own readers put U+FFFD for what they cannot read, which would be
 * uploaded without a word, or fail without saying where.
 */
final class Utf8Reader implements Closeable {

    /** Bytes that are not UTF-8. Thrown only when every character before them has been handed out. */
    static final class Malformed extends IOException {
        /** Of the bad byte, from 0. */
        final long offset;

        final int found;

        Malformed(long offset, byte found) {
            this.offset = offset;
            this.found = found & 0xFF;
        }
    }

    private final InputStream stream;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private long offset;
    private boolean ended;

    /** @param offset how many bytes of the file came before the stream */
    Utf8Reader(InputStream stream, long offset) {
        this.stream = stream;
        this.offset = offset;
    }

    /** Fills as much of {@code block} as is at hand, at least one character; −1 at the end. */
    int read(char[] block) throws IOException {
        CharBuffer characters = CharBuffer.wrap(block);
        while (true) {
            int before = bytes.position();
            CoderResult result = decoder.decode(bytes, characters, ended);
            offset += bytes.position() - before;
            if (characters.position() > 0) {
                return characters.position();
            }
            if (result.isError()) {
                throw new Malformed(offset, bytes.get(bytes.position()));
            }
            if (ended) {
                return -1;
            }
            refill();
        }
    }

    private void refill() throws IOException {
        bytes.compact();
        int count = stream.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
