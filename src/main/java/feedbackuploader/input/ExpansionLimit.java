package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Unpacked bytes, as long as they are not out of all proportion to the packed ones: text packs to a twentieth, say. */
public final class ExpansionLimit extends BlockInputStream {

    /** What may come of nothing: a small file may pack very well. */
    private static final long FREE = 64 << 20;

    private static final int MOST = 200;

    private final LongSupplier packed;
    private long unpacked;

    /** @param packed how many bytes have been, or are to be, unpacked */
    public ExpansionLimit(InputStream unpacked, LongSupplier packed) {
        super(unpacked);
        this.packed = packed;
    }

    @Override
    public int read(byte[] into, int from, int room) throws IOException {
        int count = in.read(into, from, room);
        unpacked += Math.max(0, count);
        if (unpacked > FREE && unpacked / MOST > packed.getAsLong()) {
            throw new BrokenBytesException(new Problem(
                    String.format(Locale.ROOT, "an archive that unpacks to more than %,d times its size", MOST),
                    "feedback, which compresses less",
                    "If the archive is right, unpack it and upload the file inside."));
        }
        return count;
    }
}
