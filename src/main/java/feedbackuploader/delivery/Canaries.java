package feedbackuploader.delivery;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.Canary;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.ObservedFeedback;
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
final class Canaries {

    private record Sort(Kind kind, boolean isTied) {
        static Sort of(Trace.At trace) {
            return new Sort(trace.kind(), trace.isTied());
        }
    }

    private final Deque<Canary> left;
    private final Map<Sort, String> missing = new HashMap<>();
    private final Map<Sort, String> hidden = new HashMap<>();
    private final Map<Sort, Instant> reachesTo = new HashMap<>();
    private final Set<Kind> datedOtherwise = EnumSet.noneOf(Kind.class);
    private final Set<Kind> inexact = EnumSet.noneOf(Kind.class);
    private final Set<MatchKey.Part> keptParts = new HashSet<>();
    private final Set<Kind> withUsers = EnumSet.noneOf(Kind.class);
    private final Set<Kind> withoutUsers = EnumSet.noneOf(Kind.class);
    private int longest;

    Canaries(List<Canary> canaries) {
        this.left = new ArrayDeque<>(canaries);
    }

    /** The next row to look for; null when nothing more needs to be known. */
    @Nullable
    Canary next() {
        return left.poll();
    }

    void shown(Canary canary, List<ObservedFeedback> observed) {
        noteLength(observed);
        Trace.At trace = canary.trace();
        Optional<ObservedFeedback> found = canary.find(observed);
        if (found.isEmpty()) {
            missing.put(
                    Sort.of(trace),
                    "The server does not show feedback that it has recorded (id " + canary.uploadId()
                            + "), so it may have this row without showing it.");
            return;
        }
        reachesTo.merge(Sort.of(trace), canary.claimedAt(), (one, other) -> one.isAfter(other) ? one : other);
        if (!canary.isDated(found.get(), MatchRules.CLOCK_SKEW)) {
            datedOtherwise.add(trace.kind());
        }
        if (!trace.isShownAs(found.get().matchKey())) {
            inexact.add(trace.kind());
        }
        Set<MatchKey.Part> kept = new HashSet<>(trace.matchKey().parts());
        kept.retainAll(found.get().matchKey().parts());
        keptParts.addAll(kept);
        if (trace.matchKey().user() != null) {
            boolean isUserShown =
                    trace.matchKey().user().equals(found.get().matchKey().user());
            (isUserShown ? withUsers : withoutUsers).add(trace.kind());
        }
    }

    /** The completion of one cannot be seen; another's may. */
    void hidden(Canary canary, String why) {
        hidden.put(Sort.of(canary.trace()), why);
    }

    /** A list of any completion. */
    void noteLength(List<ObservedFeedback> list) {
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
