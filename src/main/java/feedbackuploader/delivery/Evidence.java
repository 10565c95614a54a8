package feedbackuploader.delivery;

import feedbackuploader.server.MatchKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a server can be believed when its feedback is read back, by what it shows of rows that are certainly
 * recorded.
 *
 * @param isDated whether its dates mean anything: whether it is not known to date feedback by some other clock
 * @param isExact whether it is not known to show anything otherwise than it was sent
 * @param showsUsers whether it is known to show who rated
 * @param keptParts what it is known to show as it was sent, wherever it stands
 * @param reachesTo the latest known-recorded row that the server showed was sent at or after this time; null if there
 *     is none
 * @param whyUnproved why nothing is proved by what is not shown, as a whole sentence
 */
record Evidence(
        boolean isDated,
        boolean isExact,
        boolean showsUsers,
        Set<MatchKey.Part> keptParts,
        @Nullable Instant reachesTo,
        String whyUnproved) {

    Evidence {
        keptParts = Set.copyOf(keptParts);
    }

    /** Of a server that has not shown any feedback of ours yet: what it shows is believed, what it does not show is not. */
    static final Evidence NONE = new Evidence(
            true,
            true,
            false,
            Set.of(),
            null,
            "The server has not yet shown any feedback that it certainly recorded, so it may have this row without"
                    + " showing it. Once another row is recorded, this one is checked again.");

    /**
     * Why it proves nothing that a row is not shown; null when it proves that it was not recorded.
     *
     * @param lastClaimedAt when the row left, or the last of several; null when that is not known
     */
    @Nullable
    String whyUnproved(@Nullable Instant lastClaimedAt) {
        if (reachesTo == null) {
            return whyUnproved;
        }
        boolean isRecent = lastClaimedAt != null && !reachesTo.isBefore(lastClaimedAt.minus(Reconciler.LONGEST_LAG));
        return isRecent
                ? null
                : "The latest feedback that the server shows was sent at " + reachesTo
                        + ", long before this row, so it may not show this one yet. Once another row is recorded, this"
                        + " one is checked again.";
    }

    /** Whether they are two people's, as far as the server is known to show who rated. */
    boolean areOfTwoUsers(MatchKey one, MatchKey other) {
        return showsUsers
                && one.user() != null
                && other.user() != null
                && !one.user().equals(other.user());
    }

    /** Whether its user is known to be shown for what is theirs, and is not a service that is shown in place of others. */
    boolean isKnownByItself(MatchKey seen) {
        return seen.parts().stream().anyMatch(part -> part.name().equals("user") && keptParts.contains(part));
    }

    /** Whether {@code sent} may be shown as {@code seen}: what differs between them is nothing that is known to be kept. */
    boolean mayShow(MatchKey sent, MatchKey seen) {
        Set<MatchKey.Part> shown = seen.parts();
        return sent.parts().stream().allMatch(part -> shown.contains(part) || !keptParts.contains(part));
    }

    Evidence undated() {
        return new Evidence(false, isExact, showsUsers, keptParts, reachesTo, whyUnproved);
    }

    Evidence without(String why) {
        return new Evidence(isDated, isExact, showsUsers, keptParts, null, why);
    }
}
