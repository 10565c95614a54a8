package feedbackuploader.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A file that is read whole, and so may not be the wrong one: gigabytes of data, or a device without end. */
public final class SmallFile {

    private static final int MOST_BYTES = 8_000_000;

    private SmallFile() {}

    /**
     * @param charset of a file without a byte order mark, which is left out
     * @throws IOException also when it is too large, or not in this character set
     */
    public static String read(Path file, Charset charset) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    String.format(Locale.ROOT, "it has more than %,d bytes: is it the right file?", MOST_BYTES));
        }
        return decoded(bytes, charset);
    }

    /** Editors and shells on Windows begin a file with a byte order mark, and some write UTF-16. */
    private static String decoded(byte[] bytes, Charset charset) throws CharacterCodingException {
        Charset marked = charset;
        int mark = 0;
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            marked = StandardCharsets.UTF_8;
            mark = 3;
        } else if (startsWith(bytes, 0xFF, 0xFE)) {
            marked = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (startsWith(bytes, 0xFE, 0xFF)) {
            marked = StandardCharsets.UTF_16BE;
            mark = 2;
        }
        return marked.newDecoder()
                .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
                .toString();
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
