package feedbackuploader.input;

import java.io.IOException;
import java.io.InputStream;
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

    /** So much that is not UTF-8, and so little that is: no need to read on. */
    private static final long CLEAR = 1_000;

    /**
     * By the byte order mark if there is one; as {@code given}; by the zeros of UTF-16; as UTF-8 if the text is that, but
     * perhaps for a few bytes; and else as the detector says.
     *
     * @param file for messages
     * @param head the first bytes of the text
     * @throws InputException when no encoding, or more than one, makes words of a text that is not UTF-8
     */
    static Encoding of(String file, Bytes text, byte[] head, @Nullable Charset given)
            throws InputException, IOException {
        Encoding marked = marked(head);
        if (marked != null) {
            return marked;
        }
        if (given != null) {
            return new Encoding(given, 0, null);
        }
        Charset wide = wide(head);
        return wide == null ? narrow(file, text) : new Encoding(wide, 0, null);
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

    private static Encoding narrow(String file, Bytes text) throws InputException, IOException {
        long characters = 0;
        long faults = 0;
        long firstFault = 0;
        long ascii = asciiBytes(text);
        try (InputStream stream = text.open()) {
            stream.skipNBytes(ascii);
            StrictReader reader = new StrictReader(stream, StandardCharsets.UTF_8, ascii);
            char[] block = new char[1 << 14];
            while (faults - characters < CLEAR) {
                try {
                    int count = reader.read(block);
                    if (count < 0) {
                        break;
                    }
                    characters += beyondAscii(block, count);
                } catch (StrictReader.Malformed e) {
                    firstFault = faults++ == 0 ? e.offset : firstFault;
                }
            }
        }
        Encoding guess = faults > characters ? EncodingGuess.of(file, text, firstFault) : null;
        return guess == null ? new Encoding(StandardCharsets.UTF_8, 0, null) : guess;
    }

    /** How many bytes there are at least before the first that is not ASCII: in most files, all; so it is done fast. */
    private static long asciiBytes(Bytes text) throws IOException {
        byte[] block = new byte[1 << 16];
        long ascii = 0;
        try (InputStream stream = text.open()) {
            for (int count = stream.read(block); count >= 0; count = stream.read(block)) {
                int all = 0;
                for (int i = 0; i < count; i++) {
                    all |= block[i];
                }
                if (all < 0) {
                    break;
                }
                ascii += count;
            }
        }
        return ascii;
    }

    private static int beyondAscii(char[] block, int count) {
        int beyond = 0;
        for (int i = 0; i < count; i++) {
            beyond += (block[i] + 0xFF80) >>> 16;
        }
        return beyond;
    }

    /** What the user should know of a guess. */
    String notice() {
        return String.format(
                Locale.ROOT,
                "The text is not UTF-8. It was decoded as %s; check this sample: %s. If it is wrong, name the encoding"
                        + " with --encoding.",
                charset.name(),
                Shown.quoted(String.valueOf(guessedFrom)));
    }
}
