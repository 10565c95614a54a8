package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.io.IOException;

/** Bytes from which no more can be had. In which file, and where, knows whoever reads rows from them. */
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
