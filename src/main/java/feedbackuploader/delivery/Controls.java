package feedbackuploader.delivery;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Sighting;
import feedbackuploader.ledger.Control;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server shows of rows that are known to be recorded, and so what it proves by not showing others. Without such
 * rows it is taken at its word.
 */
final class Controls {

    private final Deque<Control> left;
    private final Map<Kind, String> unprovable = new EnumMap<>(Kind.class);
    private final Set<Kind> datedOtherwise = EnumSet.noneOf(Kind.class);

    Controls(List<Control> controls) {
        this.left = new ArrayDeque<>(controls);
    }

    /** The next row to look for; null when nothing more needs to be known. */
    @Nullable
    Control next() {
        return left.poll();
    }

    void shown(Control control, List<Sighting> sightings) {
        Kind kind = control.trace().kind();
        Optional<Sighting> found = control.find(sightings);
        if (found.isEmpty()) {
            missing(
                    control,
                    "The server does not show feedback that it has recorded (id " + control.uploadId()
                            + "), so what it does not show proves nothing.");
            return;
        }
        left.removeIf(other -> other.trace().kind() == kind);
        if (!control.isDated(found.get(), Settlement.CLOCK_SKEW)) {
            datedOtherwise.add(kind);
        }
    }

    /** One that is not shown may have been deleted since; that none of them is shown is no accident. */
    void missing(Control control, String why) {
        Kind kind = control.trace().kind();
        if (left.stream().noneMatch(other -> other.trace().kind() == kind)) {
            unprovable.put(kind, why);
        }
    }

    /** Whether the dates of this kind of feedback are not known to come from another clock than the server's answers. */
    boolean isDated(Kind kind) {
        return !datedOtherwise.contains(kind);
    }

    /** Why nothing can be said of this kind of feedback; null when something can. */
    @Nullable
    String whyUnprovable(Kind kind) {
        return unprovable.get(kind);
    }
}
