package feedbackuploader.feedback;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A file that is read whole, and so may not be the wrong one: gigabytes of data, or a device without end. */
public final class SmallFile {

    private static final int MOST_BYTES = 8_000_000;

    private SmallFile() {}

    /** @throws IOException also when it is too large, or not in this character set */
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
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
