package feedbackuploader.report;

import org.jspecify.annotations.Nullable;

/** The input is not the one that was planned, or what it is cannot be read. */
final class InputChangedException extends Exception {

    private static final long serialVersionUID = 1;

    InputChangedException(@Nullable Throwable cause) {
        super(cause);
    }
}
