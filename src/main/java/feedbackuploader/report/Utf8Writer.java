package feedbackuploader.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text as UTF-8, in which a byte that was no character in the input stands as it was: a row with such a byte is then
 * refused again until it is fixed, and not uploaded with a question mark in its place.
 */
final class Utf8Writer extends Writer {

    /** What {@link feedbackuploader.input.Row#text} puts before such a byte. */
    private static final int ESCAPE = 0xDC00;

    private final OutputStream out;
    private final CharBuffer characters = CharBuffer.allocate(1 << 14);
    private boolean closed;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    /** @param out closed with this writer */
    Utf8Writer(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        if (closed) {
            throw new IOException("the file is closed");
        }
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, characters.remaining());
            characters.put(text, from + done, count);
            done += count;
            if (!characters.hasRemaining()) {
                encode(false);
            }
        }
    }

    private void encode(boolean end) throws IOException {
        characters.flip();
        for (CoderResult result = encoder.encode(characters, bytes, end);
                !result.isUnderflow();
                result = encoder.encode(characters, bytes, end)) {
            if (result.isOverflow()) {
                drain();
            } else {
                writeAsItWas(characters.get(), result);
            }
        }
        characters.compact();
    }

    private void writeAsItWas(char half, CoderResult fault) throws IOException {
        int escaped = half - ESCAPE;
        if (escaped < 0 || escaped > 0xFF) {
            fault.throwException();
        }
        if (!bytes.hasRemaining()) {
            drain();
        }
        bytes.put((byte) escaped);
    }

    private void drain() throws IOException {
        out.write(bytes.array(), 0, bytes.position());
        bytes.clear();
    }

    @Override
    public void flush() throws IOException {
        encode(false);
        drain();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            encode(true);
            drain();
            out.close();
        }
    }
}
