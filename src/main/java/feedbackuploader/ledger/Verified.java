package feedbackuploader.ledger;

import java.util.Locale;

/** What reading back shows of a piece of feedback that is recorded, from what asks nothing of a person to what asks most. */
public enum Verified {
    /** Shown as it was sent. */
    RECORDED,
    /** Nothing is proved. */
    NOT_READ_BACK,
    /** Shown, but not as it was sent. */
    CHANGED,
    /** Not shown where others like it are. */
    GONE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
