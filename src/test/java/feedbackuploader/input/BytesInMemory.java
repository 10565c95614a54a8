package feedbackuploader.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Reads bytes as if they were a file, for tests of what comes after reading. */
public final class BytesInMemory {

    private BytesInMemory() {}

    public static RowSource open(byte[] bytes, String name, InputOptions options) throws InputException, IOException {
        return InputFile.open(() -> new ByteArrayInputStream(bytes), name, options);
    }
}
