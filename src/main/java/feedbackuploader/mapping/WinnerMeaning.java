package feedbackuploader.mapping;

import feedbackuploader.feedback.Tie;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a label in the field {@code winner} can mean. */
public enum WinnerMeaning {
    A,
    B,
    TIE_GOOD,
    TIE_BAD,
    /** No feedback at all. */
    SKIP;

    /** All words, for a message. */
    public static final String WORDS = "a, b, tie-good, tie-bad or skip";

    /** The word for this verdict in options and mapping files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<WinnerMeaning> ofWord(String word) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.label().equalsIgnoreCase(Texts.trim(word)))
                .findFirst();
    }

    @Nullable
    Tie tie() {
        return this == TIE_GOOD ? Tie.GOOD : this == TIE_BAD ? Tie.BAD : null;
    }
}
