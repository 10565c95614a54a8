package feedbackuploader.ledger;

import feedbackuploader.feedback.Outcome;
import feedbackuploader.feedback.Verdict;
import java.util.Locale;
import java.util.Set;

/** Where a row stands in its life, and where it may go from there. */
public enum State {
    /** To be sent; proved not to be on the server, or never sent at all. */
    PLANNED("not_sent"),
    /** Its request may be on its way: set on the disk before the first byte can leave. */
    SENDING("unknown"),
    /** The server has it. Final. */
    RECORDED("recorded"),
    /** The server refused it, so it is not there; a later run sends it again. */
    REJECTED("rejected"),
    /** Sent, and not yet settled whether the server has it. */
    AMBIGUOUS("unknown"),
    /** Could not be settled. */
    UNKNOWN("unknown"),
    /** Failed the check before sending. Final for this content of the row. */
    INVALID("invalid"),
    /** Left out on purpose. Final for this content of the row. */
    SKIPPED("skipped");

    private final String status;

    State(String status) {
        this.status = status;
    }

    /** The word that the reports use. */
    public String status() {
        return status;
    }

    /** The word that the ledger file uses. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The states that this one may turn into. */
    Set<State> next() {
        return switch (this) {
            case PLANNED -> Set.of(SENDING, UNKNOWN);
            case SENDING -> Set.of(RECORDED, REJECTED, PLANNED, AMBIGUOUS);
            case AMBIGUOUS -> Set.of(RECORDED, PLANNED, UNKNOWN);
            case UNKNOWN -> Set.of(AMBIGUOUS, PLANNED);
            case REJECTED -> Set.of(PLANNED, UNKNOWN);
            case RECORDED, INVALID, SKIPPED -> Set.of();
        };
    }

    /** What an ambiguous row turns into once it was read back. */
    static State after(Verdict verdict) {
        if (verdict instanceof Verdict.Recorded) {
            return RECORDED;
        }
        return verdict instanceof Verdict.Absent ? PLANNED : UNKNOWN;
    }

    /** What a sent row turns into. Only a proof that it was not recorded makes it {@link #PLANNED} again. */
    public static State after(Outcome outcome) {
        if (outcome instanceof Outcome.Recorded) {
            return RECORDED;
        }
        if (outcome instanceof Outcome.Rejected) {
            return REJECTED;
        }
        if (outcome instanceof Outcome.NotProcessed
                || outcome instanceof Outcome.NotSent
                || outcome instanceof Outcome.Stopped) {
            return PLANNED;
        }
        return AMBIGUOUS;
    }
}
