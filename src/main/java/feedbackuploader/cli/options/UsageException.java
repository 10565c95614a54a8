package feedbackuploader.cli.options;

import feedbackuploader.upload.UnusableException;

/** Options that do not go together, or that the help explains: whoever typed them is pointed to it. */
public final class UsageException extends UnusableException {

    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
