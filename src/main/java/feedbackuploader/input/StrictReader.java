package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to characters, strictly. The platform's own readers put U+FFFD for what they cannot read, which would be
 * uploaded without a word, or fail without saying where.
 */
class StrictReader implements Closeable {

    private static final String OTHER_ENCODING =
            "If the whole file is in another encoding, name it with --encoding. If only a few rows are, write their"
                    + " text again.";

    /**
     * Bytes that are no character. Thrown only when every character before them has been handed out; the next read goes
     * on after them.
     */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;

        /** Of the first bad byte, from 0. */
        final long offset;

        final byte[] bytes;

        Malformed(long offset, byte[] bytes) {
            this.offset = offset;
            this.bytes = bytes;
        }

        /** U+DC00 and the byte for each: lone surrogates, which no text has, and from which the bytes can be had again. */
        char[] escaped() {
            char[] escaped = new char[bytes.length];
            for (int i = 0; i < escaped.length; i++) {
                escaped[i] = (char) (0xDC00 + (bytes[i] & 0xFF));
            }
            return escaped;
        }

        Problem problem(Charset encoding) {
            StringBuilder found = new StringBuilder(bytes.length == 1 ? "the byte" : "the bytes");
            for (byte one : bytes) {
                found.append(String.format(Locale.ROOT, " 0x%02X", one & 0xFF));
            }
            found.append(String.format(Locale.ROOT, " at byte %,d of the file", offset + 1));
            return new Problem(found.toString(), encoding.name(), OTHER_ENCODING);
        }
    }

    /** The first byte in {@code text} that is no character, as it was escaped; null when there is none. */
    static @Nullable Problem badByte(String text, Charset encoding) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
                String found = String.format(Locale.ROOT, "the byte 0x%02X", c & 0xFF);
                return new Problem(found, encoding.name(), OTHER_ENCODING);
            }
        }
        return null;
    }

    private final InputStream stream;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private long offset;
    private boolean ended;

    /** @param offset how many bytes of the file came before the stream */
    StrictReader(InputStream stream, Charset encoding, long offset) {
        this.stream = stream;
        this.offset = offset;
        this.decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** How many bytes of the file the characters take that have been handed out, and those before them. */
    final long offset() {
        return offset;
    }

    final Charset encoding() {
        return decoder.charset();
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
                throw skip(result.length());
            }
            if (ended) {
                return -1;
            }
            refill();
        }
    }

    /** Half a pair of UTF-16 is reported with the character after it, which may be a line break. */
    private Malformed skip(int length) {
        int most = encoding().name().startsWith("UTF-16") ? 2 : length;
        byte[] bad = new byte[Math.min(Math.min(length, most), bytes.remaining())];
        bytes.get(bad);
        Malformed malformed = new Malformed(offset, bad);
        offset += bad.length;
        return malformed;
    }

    private void refill() throws IOException {
        bytes.compact();
        int count = stream.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
    }

    @Override
    public final void close() throws IOException {
        stream.close();
    }
}
