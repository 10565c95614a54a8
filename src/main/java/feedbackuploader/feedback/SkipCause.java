package feedbackuploader.feedback;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why feedback is left out, where a later run or a merge has to know it. In a report its word stands behind the name of
 * the run ({@link RunName}), as {@code skipped:recorded}.
 */
public enum SkipCause {
    /** The server has it, whoever found that out. */
    RECORDED,
    /** The server may have it: another upload sent it, and does not know. */
    IN_DOUBT,
    /** Another process uploads it. */
    OTHER_SHARD;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
        return label;
    }

    public String word() {
        return "skipped:" + label;
    }

    /** @param run as a report names the upload of a row */
    public static Optional<SkipCause> in(String run) {
        return run.indexOf(':') < 0
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(cause -> (run + ' ').contains(' ' + cause.word() + ' '))
                        .findFirst();
    }

    public static Optional<SkipCause> named(String label) {
        return Arrays.stream(values())
                .filter(cause -> cause.label.equals(label))
                .findFirst();
    }
}
