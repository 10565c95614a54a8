package feedbackuploader.sandbox;

import java.util.Locale;

/** What values a registered metric takes. */
public enum MetricKind {
    /** 0, 1, true and false. */
    BOOL,
    /** Any number that a double can hold. */
    SCALAR;

    /**
     * Reads {@code bool} or {@code scalar}, in any case.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static MetricKind parse(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "BOOL" -> BOOL;
            case "SCALAR" -> SCALAR;
            default ->
                throw new IllegalArgumentException("unknown kind of metric \"" + text + "\"; expected bool or scalar");
        };
    }
}
