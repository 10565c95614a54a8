package feedbackuploader.web.local;

import java.io.IOException;

/** Whoever sent a request does not send the rest of it. There is nobody to answer. */
public final class HungUpException extends IOException {

    private static final long serialVersionUID = 1;

    HungUpException(IOException cause) {
        super("the browser hung up", cause);
    }
}
