package feedbackuploader.web.local;

import java.io.IOException;

/** A request that cannot be answered as it stands; whoever sent it has to change it. */
public final class BadCallException extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * @param status from 400 to 499
     * @param sentence shown on the page
     */
    public BadCallException(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** Nothing is there under that name. */
    public static BadCallException notFound(String sentence) {
        return new BadCallException(404, sentence);
    }

    /** Not now, or not any more. */
    public static BadCallException conflict(String sentence) {
        return new BadCallException(409, sentence);
    }

    /** What it names cannot be used. */
    public static BadCallException unusable(String sentence) {
        return new BadCallException(422, sentence);
    }

    Reply reply() {
        return new Reply.Problem(status, String.valueOf(getMessage()));
    }
}
