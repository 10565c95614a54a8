package feedbackuploader.ledger;

import feedbackuploader.feedback.Status;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBackVerdict;
import java.util.Locale;
import java.util.Set;

/** Where a row stands in its life, and where it may go from there. */
public enum State {
    /** To be sent; proved not to be on the server, or never sent at all. */
    PLANNED(Status.NOT_SENT),
    /** Its request may be on its way: set on the disk before the first byte can leave. */
    SENDING(Status.UNKNOWN),
    /** The server has it. Final. */
    RECORDED(Status.RECORDED),
    /** The server refused it, so it is not there; a later run sends it again. */
    REJECTED(Status.REJECTED),
    /** Sent, and not yet settled whether the server has it. */
    AMBIGUOUS(Status.UNKNOWN),
    /** Could not be settled. */
    UNKNOWN(Status.UNKNOWN),
    /** Failed the check before sending, or could not be looked for on the server; only the latter is planned again. */
    INVALID(Status.INVALID),
    /** Left out on purpose. Final for this content of the row. */
    SKIPPED(Status.SKIPPED),
    /** To be sent once the deployment has given ids to the completions that it names. */
    WAITING(Status.NOT_SENT),
    /** Travels in the request of an interaction: what becomes of that becomes of it. */
    CARRIED(Status.NOT_SENT);

    private final Status status;

    State(Status status) {
        this.status = status;
    }

    /** What the reports say of it. */
    public Status status() {
        return status;
    }

    /** The word that the ledger file uses. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The states that this one may turn into, which {@link Transitions} holds every statement to. */
    Set<State> next() {
        return switch (this) {
            case PLANNED -> Set.of(SENDING, UNKNOWN, SKIPPED, INVALID);
            case SENDING -> Set.of(RECORDED, REJECTED, PLANNED, AMBIGUOUS);
            case AMBIGUOUS -> Set.of(RECORDED, PLANNED, REJECTED, UNKNOWN);
            case UNKNOWN -> Set.of(AMBIGUOUS, PLANNED);
            case REJECTED -> Set.of(PLANNED, UNKNOWN, SKIPPED, INVALID, WAITING);
            case INVALID -> Set.of(PLANNED);
            case WAITING -> Set.of(PLANNED, SKIPPED, INVALID, REJECTED);
            case CARRIED -> Set.of(RECORDED);
            case RECORDED, SKIPPED -> Set.of();
        };
    }

    /**
     * What an ambiguous row turns into once it was read back.
     *
     * @param ifAbsent what {@link #ifAbsent(Outcome)} said of it
     */
    static State after(ReadBackVerdict verdict, State ifAbsent) {
        if (verdict instanceof ReadBackVerdict.Recorded) {
            return RECORDED;
        }
        return verdict instanceof ReadBackVerdict.Absent ? ifAbsent : UNKNOWN;
    }

    /** What a sent row turns into. Only a proof that it was not recorded makes it {@link #PLANNED} again. */
    public static State after(Outcome outcome) {
        return switch (outcome.proof()) {
            case RECORDED -> RECORDED;
            case REFUSED -> REJECTED;
            case NOT_RECORDED -> PLANNED;
            case NONE -> AMBIGUOUS;
        };
    }

    /**
     * What a row turns into that was sent before, when the server said that it had not processed it, or did not show it
     * when it was read back. If a row that was sent before is now refused, check the server first: the earlier sending
     * may be the one that exists (409), and a refused key says nothing about the earlier sending.
     */
    static State afterSeveral(Outcome outcome) {
        return outcome instanceof Outcome.Rejected || outcome instanceof Outcome.Stopped ? AMBIGUOUS : after(outcome);
    }

    /** What a row with this last answer turns into, should it be ambiguous and reading back not show it. */
    static State ifAbsent(Outcome outcome) {
        if (outcome instanceof Outcome.Unconfirmed) {
            return UNKNOWN;
        }
        return outcome instanceof Outcome.Rejected ? REJECTED : PLANNED;
    }
}
