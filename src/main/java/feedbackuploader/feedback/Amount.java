package feedbackuploader.feedback;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** {@code 10 to send, 2 invalid}: those of {@code counts} that are above 0, in its order. */
    public static String listed(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> of(one.getValue()) + " " + one.getKey())
                .collect(Collectors.joining(", "));
    }

    /** {@code 1 piece of feedback}, {@code 2,000 pieces of feedback}. */
    public static String ofFeedback(long number) {
        return of(number, "piece") + " of feedback";
    }

    /** A length of time, rounded up: {@code 42 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String of(Duration duration) {
        long seconds = Math.max(0, (duration.toMillis() + 999) / 1000);
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
