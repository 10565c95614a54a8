package feedbackuploader.mapping;

import java.util.Locale;

/** What the field {@link Field#USER} is in a row that creates a completion: a deployment takes a rating's date or its rater. */
public enum Raters {
    /** Who asked; nothing is said of who rated. */
    NONE,
    /** Who rated: such ratings are sent without their date. */
    KEEP,
    /** Who rated, and is left out, so that ratings keep their date. */
    DROP;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
