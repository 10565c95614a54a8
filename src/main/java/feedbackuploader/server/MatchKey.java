package feedbackuploader.server;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a server shows of a piece of feedback when its completion is read back. Two pieces with the same key cannot be
 * distinguished there: a server shows no tie, perhaps no user, and it may keep numbers and text less exactly than they
 * were sent.
 */
public sealed interface MatchKey {

    /** Whether seen may be this piece, changed by the server (rounded, escaped, cut). */
    boolean mayBe(MatchKey seen);

    /**
     * What it is made of, as far as a server shows each part alike wherever it stands: the same number of a metric is always
     * rounded in the same way.
     */
    Set<Part> parts();

    /** A number, a text, a key or a user, under the name of its field. */
    record Part(String name, Object shown) {}

    /** The same on a server that does not show who rated. */
    MatchKey withoutUser();

    /** Who rated; null for nobody, and where a server does not show it. */
    @Nullable
    UUID user();

    /**
     * @param metric its key
     * @param value true is 1, false is 0; as a float, so that a server which keeps floats shows an equal one
     * @param details without the differences that storing text may make; empty for none
     */
    record OfMetric(
            String metric,
            float value,
            String details,
            @Nullable UUID user) implements MatchKey {

        /** Maximum number of digits behind the point to which a server may round. */
        private static final int MOST_DIGITS = 6;

        public static OfMetric of(String metric, double value, @Nullable String details, @Nullable UUID user) {
            float withoutNegativeZero = (float) value + 0.0f;
            return new OfMetric(metric, withoutNegativeZero, normalized(Objects.requireNonNullElse(details, "")), user);
        }

        /** A server may round the value, spell the metric otherwise, and fold details, cut them off, or hide them. */
        @Override
        public boolean mayBe(MatchKey seen) {
            return seen instanceof OfMetric other
                    && Folded.metric(metric).equals(Folded.metric(other.metric))
                    && (value == other.value || mayBeRoundedTo(other.value))
                    && Folded.text(details).startsWith(Folded.text(other.details));
        }

        private boolean mayBeRoundedTo(float shown) {
            double unit = 1;
            for (int digits = 0; digits <= MOST_DIGITS; digits++, unit /= 10) {
                double units = shown / unit;
                if (Math.abs((double) value - shown) < unit && Math.abs(units - Math.rint(units)) < 1e-3) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Set<Part> parts() {
            Set<Part> parts = new HashSet<>(Set.of(
                    new Part("metric", metric), new Part("value of " + metric, value), new Part("details", details)));
            if (user != null) {
                parts.add(new Part("user", user));
            }
            return parts;
        }

        @Override
        public OfMetric withoutUser() {
            return user == null ? this : new OfMetric(metric, value, details, null);
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
            @Nullable UUID other) implements MatchKey {

        /** A tie may be shown with its sides swapped. */
        @Override
        public boolean mayBe(MatchKey seen) {
            return seen instanceof OfPreference comparison
                    && Folded.metric(metric).equals(Folded.metric(comparison.metric))
                    && (mayBeBetween(comparison.preferred, comparison.other)
                            || mayBeBetween(comparison.other, comparison.preferred));
        }

        private boolean mayBeBetween(@Nullable UUID shownPreferred, @Nullable UUID shownOther) {
            return (shownPreferred == null || shownPreferred.equals(preferred))
                    && (other == null || shownOther == null || other.equals(shownOther));
        }

        /** Not its sides: those of a tie may be shown swapped. */
        @Override
        public Set<Part> parts() {
            return Set.of(new Part("metric", metric));
        }

        public OfPreference swapped() {
            return new OfPreference(metric, other, preferred);
        }

        @Override
        public OfPreference withoutUser() {
            return this;
        }

        @Override
        public @Nullable UUID user() {
            return null;
        }
    }

    /**
     * A completion that an upload created.
     *
     * @param text without the differences that storing text may make
     * @param model its key, or its id as far as it was sent so; null for none
     * @param labels a server may show more than were sent
     * @param isWhole whether model and labels are known; where a server does not show them, the text alone is compared
     */
    record OfInteraction(String text, @Nullable String model, Map<String, String> labels, boolean isWhole)
            implements MatchKey {

        public OfInteraction {
            text = normalized(text);
            labels = Map.copyOf(labels);
        }

        /** By its id alone is it known. */
        @Override
        public boolean mayBe(MatchKey seen) {
            return false;
        }

        @Override
        public Set<Part> parts() {
            return Set.of();
        }

        @Override
        public OfInteraction withoutUser() {
            return this;
        }

        @Override
        public @Nullable UUID user() {
            return null;
        }
    }

    private static String normalized(String text) {
        String oneKindOfLineEnd = text.replace("\r\n", "\n").replace('\r', '\n');
        return Normalizer.normalize(oneKindOfLineEnd, Normalizer.Form.NFC).strip();
    }

    /** Text without the differences that a server may make when it cleans up what it stores. */
    final class Folded {

        private static final Map<String, String> ENTITIES = Map.of(
                "&lt;", "<", "&gt;", ">", "&quot;", "\"", "&#34;", "\"", "&#39;", "'", "&#x27;", "'", "&apos;", "'",
                "&nbsp;", " ");

        private Folded() {}

        static String metric(String key) {
            return text(key).replaceAll("[-_.]", "");
        }

        static String text(String text) {
            String plain = text;
            if (text.indexOf('&') >= 0) {
                plain = plain.replace("&amp;", "&");
                for (Map.Entry<String, String> entity : ENTITIES.entrySet()) {
                    plain = plain.replace(entity.getKey(), entity.getValue());
                }
            }
            return Normalizer.normalize(plain, Normalizer.Form.NFKC)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("\\s", "");
        }
    }
}
