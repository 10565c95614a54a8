package feedbackuploader.input;

import java.io.IOException;
import java.io.InputStream;

/** A file's bytes, from their beginning each time. */
@FunctionalInterface
public interface Bytes {

    /** The caller closes it. */
    InputStream open() throws IOException;
}
