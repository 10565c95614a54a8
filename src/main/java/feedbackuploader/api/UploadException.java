package feedbackuploader.api;

import feedbackuploader.upload.ExitStatus;
import org.jspecify.annotations.Nullable;

/** A run came to no report; the message says what to do, as the command line would, and never holds the API key. */
public final class UploadException extends Exception {

    private static final long serialVersionUID = 1;

    private final ExitStatus status;

    UploadException(ExitStatus status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** {@link ExitStatus#STOPPED} and {@link ExitStatus#INTERRUPTED}: run it again. Otherwise, do first what is said. */
    public ExitStatus status() {
        return status;
    }
}
