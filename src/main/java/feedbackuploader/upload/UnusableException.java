package feedbackuploader.upload;

/** The input or what was asked cannot be used, and nothing was sent; the message is for the user, whole sentences. */
public class UnusableException extends Exception {

    private static final long serialVersionUID = 1;

    public UnusableException(String message) {
        super(message);
    }

    public UnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
