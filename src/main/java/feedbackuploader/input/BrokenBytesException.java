package feedbackuploader.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Bytes from which no more can be had: the three phrases of a problem, whose place the reader of the rows knows. */
public final class BrokenBytesException extends IOException {

    private static final long serialVersionUID = 1;

    private final String found;
    private final String expected;
    private final @Nullable String hint;

    public BrokenBytesException(String found, String expected, @Nullable String hint) {
        super("found " + found + "; expected " + expected);
        this.found = found;
        this.expected = expected;
        this.hint = hint;
    }

    public InputException in(String file) {
        return InputException.file(file, found, expected, hint);
    }

    public InputException at(String file, long row, long line) {
        return InputException.at(file, row, line, found, expected, hint);
    }
}
