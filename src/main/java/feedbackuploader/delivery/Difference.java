package feedbackuploader.delivery;

import feedbackuploader.server.MatchKey;
import feedbackuploader.server.Trace;
import feedbackuploader.support.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** In what feedback is shown otherwise than it was sent. */
final class Difference {

    private static final int SHOWN_TEXT = 60;

    private Difference() {}

    /** As a sentence; null when there is none that a server shows. */
    static @Nullable String between(Trace.At sent, MatchKey seen) {
        boolean isOtherUser = sent.matchKey().user() != null
                && seen.user() != null
                && !Objects.equals(sent.matchKey().user(), seen.user());
        if (sent.isShownAs(seen) && !isOtherUser) {
            return null;
        }
        List<String> differences = new ArrayList<>();
        if (sent.matchKey() instanceof MatchKey.OfMetric one && seen instanceof MatchKey.OfMetric other) {
            add(differences, "metric", one.metric(), other.metric());
            add(differences, "value", number(one.value()), number(other.value()));
            add(differences, "details", quoted(one.details()), quoted(other.details()));
        } else if (sent.matchKey() instanceof MatchKey.OfPreference one
                && seen instanceof MatchKey.OfPreference other) {
            add(differences, "metric", one.metric(), other.metric());
            add(differences, "preferred completion", one.preferred(), other.preferred());
            add(differences, "other completion", one.other(), other.other());
        }
        if (isOtherUser) {
            add(differences, "user", sent.matchKey().user(), seen.user());
        }
        return String.join("; ", differences) + ".";
    }

    private static void add(List<String> differences, String name, @Nullable Object sent, @Nullable Object shown) {
        if (!Objects.equals(sent, shown)) {
            differences.add(name + " sent: " + sent + ", shown: " + shown);
        }
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
