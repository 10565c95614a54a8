package feedbackuploader.delivery;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.Control;
import feedbackuploader.server.Likeness;
import feedbackuploader.server.Sighting;
import feedbackuploader.server.Trace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server shows of rows that are known to be recorded, and so what it proves by not showing others. A difference
 * that one of them shows is known of all feedback of that kind. Ties are looked for apart, since a server that shows
 * them on the other side's completion still shows the rest.
 */
final class Controls {

    private record Sort(Kind kind, boolean isTied) {
        static Sort of(Trace.At trace) {
            return new Sort(trace.kind(), trace.isTied());
        }
    }

    private final Deque<Control> left;
    private final Map<Sort, String> missing = new HashMap<>();
    private final Map<Sort, String> hidden = new HashMap<>();
    private final Map<Sort, Instant> reachesTo = new HashMap<>();
    private final Set<Kind> datedOtherwise = EnumSet.noneOf(Kind.class);
    private final Set<Kind> inexact = EnumSet.noneOf(Kind.class);
    private final Set<Likeness.Part> keptParts = new HashSet<>();
    private final Set<Kind> withUsers = EnumSet.noneOf(Kind.class);
    private final Set<Kind> withoutUsers = EnumSet.noneOf(Kind.class);
    private int longest;

    Controls(List<Control> controls) {
        this.left = new ArrayDeque<>(controls);
    }

    /** The next row to look for; null when nothing more needs to be known. */
    @Nullable
    Control next() {
        return left.poll();
    }

    void shown(Control control, List<Sighting> sightings) {
        noteLength(sightings);
        Trace.At trace = control.trace();
        Optional<Sighting> found = control.find(sightings);
        if (found.isEmpty()) {
            missing.put(
                    Sort.of(trace),
                    "The server does not show feedback that it has recorded (id " + control.uploadId()
                            + "), so it may have this row without showing it.");
            return;
        }
        reachesTo.merge(Sort.of(trace), control.claimedAt(), (one, other) -> one.isAfter(other) ? one : other);
        if (!control.isDated(found.get(), Settlement.CLOCK_SKEW)) {
            datedOtherwise.add(trace.kind());
        }
        if (!trace.isShownAs(found.get().likeness())) {
            inexact.add(trace.kind());
        }
        Set<Likeness.Part> kept = new HashSet<>(trace.likeness().parts());
        kept.retainAll(found.get().likeness().parts());
        keptParts.addAll(kept);
        if (trace.likeness().user() != null) {
            boolean isUserShown =
                    trace.likeness().user().equals(found.get().likeness().user());
            (isUserShown ? withUsers : withoutUsers).add(trace.kind());
        }
    }

    /** The completion of one cannot be seen; another's may. */
    void hidden(Control control, String why) {
        hidden.put(Sort.of(control.trace()), why);
    }

    /** A list of any completion. */
    void noteLength(List<Sighting> list) {
        longest = Math.max(longest, list.size());
    }

    /** The longest list that was shown: a shorter one is not cut off. */
    int longest() {
        return longest;
    }

    /** Why nothing can be said of such feedback; null when something can. */
    @Nullable
    String whyUnprovable(Trace.At trace) {
        Sort sort = Sort.of(trace);
        return missing.containsKey(sort) || reachesTo.containsKey(sort) ? missing.get(sort) : hidden.get(sort);
    }

    /** How far the server can be believed of such feedback. */
    Evidence of(Trace.At trace) {
        Kind kind = trace.kind();
        return new Evidence(
                !datedOtherwise.contains(kind),
                !inexact.contains(kind),
                withUsers.contains(kind) && !withoutUsers.contains(kind),
                keptParts,
                reachesTo.get(Sort.of(trace)),
                Evidence.NONE.whyUnproved());
    }
}
