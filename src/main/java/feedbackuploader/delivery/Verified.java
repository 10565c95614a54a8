package feedbackuploader.delivery;

import java.util.Locale;

/** What reading back shows of a piece of feedback that is recorded. */
public enum Verified {
    THERE,
    /** Shown, but not as it was sent. */
    CHANGED,
    /** Its completion is shown without it. */
    GONE,
    NOT_CHECKABLE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
