package feedbackuploader.feedback;

import java.util.Locale;

/** Numbers as every message writes them. */
public final class Amount {

    private Amount() {}

    /** {@code 12,345}. */
    public static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 row}, {@code 2,000 rows}. */
    public static String of(long number, String singular) {
        return of(number) + " " + singular + (number == 1 ? "" : "s");
    }

    /** {@code 1 piece of feedback}, {@code 2,000 pieces of feedback}. */
    public static String ofFeedback(long number) {
        return of(number, "piece") + " of feedback";
    }
}
