package feedbackuploader.feedback;

import java.text.Normalizer;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a piece of feedback a server shows when its completion is read back. Two pieces with the same likeness cannot
 * be told apart there: the read-back has no user and no tie, and it may keep numbers and text less exactly than they
 * were sent.
 */
public sealed interface Likeness {

    /** Whether {@code seen} may still be this piece although the two are not equal. */
    boolean mayBe(Likeness seen);

    /**
     * @param metric its key
     * @param value true is 1, false is 0; as a float, so that a server which keeps floats shows an equal one
     * @param details without the differences that storing text may make; empty for none
     */
    record OfMetric(String metric, float value, String details) implements Likeness {

        public static OfMetric of(String metric, double value, @Nullable String details) {
            float withoutNegativeZero = (float) value + 0.0f;
            return new OfMetric(metric, withoutNegativeZero, normalized(Objects.requireNonNullElse(details, "")));
        }

        private static String normalized(String text) {
            String oneKindOfLineEnd = text.replace("\r\n", "\n").replace('\r', '\n');
            return Normalizer.normalize(oneKindOfLineEnd, Normalizer.Form.NFC).strip();
        }

        /** A server may cut details off, or not show them at all. */
        @Override
        public boolean mayBe(Likeness seen) {
            return seen instanceof OfMetric other
                    && metric.equals(other.metric)
                    && value == other.value
                    && details.startsWith(other.details);
        }
    }

    /**
     * @param metric its key
     * @param preferred null, in what a server shows, for a completion that it does not name
     * @param other null for a completion that was given as text, which the server may or may not give an id
     */
    record OfPreference(
            String metric,
            @Nullable UUID preferred,
            @Nullable UUID other) implements Likeness {

        @Override
        public boolean mayBe(Likeness seen) {
            return seen instanceof OfPreference comparison
                    && metric.equals(comparison.metric)
                    && (comparison.preferred == null || comparison.preferred.equals(preferred))
                    && (other == null || comparison.other == null || other.equals(comparison.other));
        }
    }
}
