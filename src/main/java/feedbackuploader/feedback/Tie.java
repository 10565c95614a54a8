package feedbackuploader.feedback;

import java.util.Locale;

/** The two ways in which neither completion is preferred. */
public enum Tie {
    GOOD,
    BAD;

    /** The server's word for it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
