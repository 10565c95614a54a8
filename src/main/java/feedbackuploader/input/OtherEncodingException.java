package feedbackuploader.input;

import java.io.IOException;

/** A text that began as UTF-8 is in another encoding: what was read of it is to be read again. */
public final class OtherEncodingException extends IOException {
    private static final long serialVersionUID = 1;

    /** The first byte that is not UTF-8, from 0. */
    final long firstFault;

    OtherEncodingException(long firstFault) {
        super("not UTF-8 from byte " + firstFault + " on");
        this.firstFault = firstFault;
    }
}
