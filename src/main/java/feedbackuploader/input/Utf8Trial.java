package feedbackuploader.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a text as UTF-8 until it proves to be another encoding, by more bytes that are no UTF-8 than characters beyond
 * ASCII that are.
 */
final class Utf8Trial extends StrictReader {

    /** Enough to stop reading. */
    private static final long CLEAR = 1_000;

    private long characters;
    private long faults;
    private long firstFault;

    Utf8Trial(InputStream text) {
        super(text, StandardCharsets.UTF_8, 0);
    }

    /** @throws OtherEncodingException once it is clear, at the end of the text at the latest */
    @Override
    int read(char[] block) throws IOException {
        int count;
        try {
            count = super.read(block);
        } catch (Malformed e) {
            firstFault = faults++ == 0 ? e.offset : firstFault;
            requireAtMost(CLEAR - 1);
            throw e;
        }
        characters += beyondAscii(block, count);
        requireAtMost(count < 0 ? 0 : CLEAR - 1);
        return count;
    }

    private void requireAtMost(long more) throws OtherEncodingException {
        if (faults - characters > more) {
            throw new OtherEncodingException(firstFault);
        }
    }

    private static int beyondAscii(char[] block, int count) {
        int beyond = 0;
        for (int i = 0; i < count; i++) {
            beyond += (block[i] + 0xFF80) >>> 16;
        }
        return beyond;
    }
}
