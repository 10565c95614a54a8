package feedbackuploader.delivery;

import feedbackuploader.ledger.RecordedPieces.Recorded;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.Trace;
import feedbackuploader.support.Printable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** In what feedback is shown otherwise than it was sent. */
final class Difference {

    private static final int SHOWN_TEXT = 60;

    /** The length of a UUID: a model that was sent by its id is shown by its key, which says nothing. */
    private static final int ID = 36;

    private Difference() {}

    /** As a sentence; null when there is none that a server shows. */
    static @Nullable String between(Recorded sent, ObservedFeedback shown) {
        List<String> differences = new ArrayList<>(inContent((Trace.At) sent.trace(), shown.matchKey()));
        add(differences, "date", toTheSecond(sent.datedAt()), toTheSecond(shown.createdAt()), sent.datedAt() != null);
        return differences.isEmpty() ? null : String.join("; ", differences) + ".";
    }

    /** Whether they differ in their dates at most. */
    static boolean isInDatesAlone(Recorded sent, ObservedFeedback shown) {
        return inContent((Trace.At) sent.trace(), shown.matchKey()).isEmpty();
    }

    /** Of a rating that travelled with its completion no id is known: another value of its metric is what became of it. */
    static boolean isOnTheSameMetric(Recorded sent, ObservedFeedback shown) {
        return ((Trace.At) sent.trace()).matchKey() instanceof MatchKey.OfMetric one
                && shown.matchKey() instanceof MatchKey.OfMetric other
                && one.metric().equals(other.metric());
    }

    /** What of it was sent, and is not shown: none of it can differ. */
    static Set<String> notCompared(Recorded sent, ObservedFeedback shown) {
        Set<String> notCompared = new HashSet<>(sent.unshown());
        MatchKey own = ((Trace.At) sent.trace()).matchKey();
        if (own.user() != null && shown.matchKey().user() == null) {
            notCompared.add("users of ratings");
        }
        if (own instanceof MatchKey.OfInteraction one && shown.matchKey() instanceof MatchKey.OfInteraction other) {
            @Nullable String model = one.model();
            if (model != null && (model.length() == ID || !other.isWhole())) {
                notCompared.add("models of completions");
            }
            if (!one.labels().isEmpty() && !other.isWhole()) {
                notCompared.add("labels of completions");
            }
        }
        return notCompared;
    }

    private static List<String> inContent(Trace.At sent, MatchKey seen) {
        List<String> differences = new ArrayList<>();
        if (sent.matchKey() instanceof MatchKey.OfInteraction one && seen instanceof MatchKey.OfInteraction other) {
            addAll(differences, one, other);
            return differences;
        }
        if (!sent.isShownAs(seen)) {
            if (sent.matchKey() instanceof MatchKey.OfMetric one && seen instanceof MatchKey.OfMetric other) {
                add(differences, "metric", one.metric(), other.metric(), true);
                add(differences, "value", number(one.value()), number(other.value()), true);
                add(differences, "details", quoted(one.details()), quoted(other.details()), true);
            } else if (sent.matchKey() instanceof MatchKey.OfPreference one
                    && seen instanceof MatchKey.OfPreference other) {
                add(differences, "metric", one.metric(), other.metric(), true);
                add(differences, "preferred completion", one.preferred(), other.preferred(), true);
                add(differences, "other completion", one.other(), other.other(), true);
            } else {
                differences.add("it is feedback of another kind");
            }
        }
        @Nullable UUID user = sent.matchKey().user();
        add(differences, "user", user, seen.user(), user != null && seen.user() != null);
        return differences;
    }

    private static void addAll(List<String> differences, MatchKey.OfInteraction one, MatchKey.OfInteraction other) {
        add(
                differences,
                "text",
                quoted(one.text()),
                quoted(other.text()),
                !one.text().equals(other.text()));
        if (!other.isWhole()) {
            return;
        }
        @Nullable String model = one.model();
        add(differences, "model", model, other.model(), model != null && model.length() != ID);
        for (Map.Entry<String, String> label : new TreeMap<>(one.labels()).entrySet()) {
            @Nullable String shown = other.labels().get(label.getKey());
            add(
                    differences,
                    "label " + Printable.of(label.getKey(), SHOWN_TEXT),
                    quoted(label.getValue()),
                    quoted(Objects.requireNonNullElse(shown, "")),
                    !label.getValue().equals(shown));
        }
    }

    /** @param isCompared whether the two say anything of each other */
    private static void add(
            List<String> differences, String name, @Nullable Object sent, @Nullable Object shown, boolean isCompared) {
        if (isCompared && !Objects.equals(sent, shown)) {
            differences.add(name + " sent: " + sent + ", shown: " + Objects.requireNonNullElse(shown, "none"));
        }
    }

    private static @Nullable Instant toTheSecond(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String number(float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "none" : '"' + Printable.of(text, SHOWN_TEXT) + '"';
    }
}
