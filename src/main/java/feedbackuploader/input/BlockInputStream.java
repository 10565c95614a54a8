package feedbackuploader.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A filter that looks at blocks of bytes alone: a single byte is a block of one. */
public abstract class BlockInputStream extends FilterInputStream {

    /** @param in null when a subclass sets the field of this name before anything is read */
    public BlockInputStream(@Nullable InputStream in) {
        super(in);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public abstract int read(byte[] into, int from, int room) throws IOException;
}
