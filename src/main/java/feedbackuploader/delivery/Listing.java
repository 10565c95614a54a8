package feedbackuploader.delivery;

import feedbackuploader.ledger.InDoubtRow;
import feedbackuploader.ledger.InDoubtRows;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Settled;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ServerClock;
import feedbackuploader.server.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server shows of one completion.
 *
 * @param all of it
 * @param notOwned what no row of the ledger is known to have
 * @param recorded how much is known to stand in it
 */
record Listing(Trace.At trace, List<ObservedFeedback> all, List<ObservedFeedback> notOwned, long recorded) {

    private static final int SHORTEST_PAGE = 10;

    static Listing of(Trace.At trace, List<ObservedFeedback> all, InDoubtRows inDoubtRows) throws LedgerException {
        List<ObservedFeedback> notOwned = new ArrayList<>();
        for (ObservedFeedback observedFeedback : all) {
            if (!inDoubtRows.isOwned(observedFeedback.id())) {
                notOwned.add(observedFeedback);
            }
        }
        return new Listing(trace, all, notOwned, inDoubtRows.recordedOn(trace));
    }

    /** Judges the rows that it may show. */
    List<Settled> settle(List<InDoubtRow> rows, Canaries canaries, ServerClock clock) {
        canaries.noteLength(all);
        return MatchRules.of(rows, notOwned, evidence(canaries, clock));
    }

    /**
     * How far it can be believed: feedback from the future is dated by some other clock, and a list may be incomplete
     * if a known row is missing, or if its length looks like a page size and it is the longest list seen.
     *
     * @param canaries what is known of other feedback of its kind
     */
    private Evidence evidence(Canaries canaries, ServerClock clock) {
        Evidence evidence =
                isFromTheFuture(clock.now().latest()) ? canaries.of(trace).undated() : canaries.of(trace);
        long shown = all.stream().filter(this::isListedHere).count()
                - notOwned.stream().filter(this::isListedHere).count();
        if (shown < recorded) {
            return evidence.without("The server shows " + shown + " of " + recorded + " pieces of feedback that it has"
                    + " recorded on this completion, so it may have this row without showing it.");
        }
        return isLikeAPage(all.size()) && all.size() >= canaries.longest()
                ? evidence.without("The server shows " + all.size() + " pieces of feedback on this completion, its"
                        + " longest list so far. There may be more that it does not show.")
                : evidence;
    }

    /** Pages have 10, 12, 15, 16, 20, 24, 25, 32, 50, 64, 100 … entries: a list of another length ends by itself. */
    static boolean isLikeAPage(int length) {
        return length >= SHORTEST_PAGE && (length % 5 == 0 || length % 12 == 0 || Integer.bitCount(length) == 1);
    }

    private boolean isFromTheFuture(@Nullable Instant now) {
        return now != null
                && all.stream().anyMatch(shown -> shown.createdAt().isAfter(now.plus(MatchRules.CLOCK_SKEW)));
    }

    /** A preference may be shown on both of its completions, and is looked for on the preferred one. */
    private boolean isListedHere(ObservedFeedback observedFeedback) {
        return !(observedFeedback.matchKey() instanceof MatchKey.OfPreference preference)
                || preference.preferred() == null
                || preference.preferred().equals(trace.completion())
                || trace.isTied();
    }
}
