package feedbackuploader.feedback;

import java.util.Locale;

/** The kinds of feedback that a deployment takes, each on a route of its own. */
public enum Kind {
    METRIC,
    PREFERENCE,
    /** A completion that was made elsewhere; its ratings are {@link #METRIC} feedback. */
    INTERACTION,
    /** A value for a whole session. */
    OUTCOME;

    /** The word for this kind on the command line, in the ledger and in messages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
