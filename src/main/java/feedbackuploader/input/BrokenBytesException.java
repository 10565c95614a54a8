package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.io.IOException;

/** The byte stream is broken. The caller adds file and row. */
public final class BrokenBytesException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public BrokenBytesException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
