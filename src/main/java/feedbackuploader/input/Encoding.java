package feedbackuploader.input;

import feedbackuploader.support.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a text.
 *
 * @param markLength bytes of the byte order mark, which are no text
 * @param guessedFrom a word of the text, when the encoding is a guess from statistics; else null
 */
record Encoding(Charset charset, int markLength, @Nullable String guessedFrom) {

    static final Encoding UTF_8 = new Encoding(StandardCharsets.UTF_8, 0, null);

    /**
     * By the byte order mark if there is one; as {@code given}; by the zeros of UTF-16.
     *
     * @param head the first bytes of the text
     * @return null where only all of the text can tell
     */
    static @Nullable Encoding told(byte[] head, @Nullable Charset given) {
        Encoding marked = marked(head);
        if (marked != null) {
            return marked;
        }
        Charset charset = given != null ? given : wide(head);
        return charset == null ? null : new Encoding(charset, 0, null);
    }

    /** Whether a text that begins so is UTF-8 as far as that goes. */
    static boolean mayBeUtf8(byte[] head) {
        return !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length), false)
                .isError();
    }

    /**
     * UTF-8 if the text is that, but perhaps for a few bytes; else as the detector says.
     *
     * @param file for messages
     * @param text is read as far as it takes to tell
     * @param again the same from its beginning
     * @throws InputException when no encoding, or more than one, makes words of a text that is not UTF-8
     */
    static Encoding detected(String file, InputStream text, Bytes again) throws InputException, IOException {
        StrictReader reader = new Utf8Trial(text);
        char[] block = new char[1 << 14];
        try {
            while (isMore(reader, block)) {
                // the trial counts what it reads
            }
            return UTF_8;
        } catch (OtherEncodingException e) {
            Encoding guess = EncodingGuess.of(file, again, e.firstFault);
            return guess == null ? UTF_8 : guess;
        }
    }

    private static boolean isMore(StrictReader reader, char[] block) throws IOException {
        try {
            return reader.read(block) >= 0;
        } catch (StrictReader.Malformed e) {
            return true; // behind these bytes, which the trial has counted
        }
    }

    private static @Nullable Encoding marked(byte[] head) {
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            return new Encoding(StandardCharsets.UTF_8, 3, null);
        } else if (starts(head, 0xFF, 0xFE, 0, 0)) {
            return new Encoding(Charset.forName("UTF-32LE"), 4, null);
        } else if (starts(head, 0, 0, 0xFE, 0xFF)) {
            return new Encoding(Charset.forName("UTF-32BE"), 4, null);
        } else if (starts(head, 0xFF, 0xFE)) {
            return new Encoding(StandardCharsets.UTF_16LE, 2, null);
        } else if (starts(head, 0xFE, 0xFF)) {
            return new Encoding(StandardCharsets.UTF_16BE, 2, null);
        }
        return null;
    }

    private static boolean starts(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** UTF-16 without a byte order mark: a header has few letters beyond ASCII, so every other byte of it is zero. */
    private static @Nullable Charset wide(byte[] head) {
        int length = Math.min(head.length, 128) & ~1;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < length; i += 2) {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }
        int many = length / 3;
        if (length >= 4 && even == 0 && odd > many) {
            return StandardCharsets.UTF_16LE;
        }
        return length >= 4 && odd == 0 && even > many ? StandardCharsets.UTF_16BE : null;
    }

    /** What the user should know of a guess. */
    String notice() {
        return String.format(
                Locale.ROOT,
                "The text is not UTF-8. It was decoded as %s; check this sample: %s. If it is wrong, name the encoding"
                        + " with --encoding.",
                charset.name(),
                Printable.quoted(String.valueOf(guessedFrom)));
    }
}
