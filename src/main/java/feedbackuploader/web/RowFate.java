package feedbackuploader.web;

import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.State;
import feedbackuploader.report.RowOutcome;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row.
 *
 * @param error why it failed, or its outcome is open; null when there is nothing to say
 * @param isLocked whether the server has something of it, or may have: then it cannot be changed any more
 */
record RowFate(String status, @Nullable String error, boolean isLocked) {

    static final String BEING_SENT = "It is being sent, or looked for on the server.";

    private static final Set<State> LOCKED = Set.of(State.RECORDED, State.SENDING, State.AMBIGUOUS, State.UNKNOWN);

    /** @param isRunning whether the upload goes on; else what is on its way was left there by a kill */
    static RowFate of(List<Piece> pieces, boolean isRunning) {
        RowOutcome outcome = RowOutcome.of(pieces);
        boolean isOnItsWay = pieces.stream().anyMatch(piece -> piece.entry().state() == State.SENDING);
        return new RowFate(
                outcome.status().label(),
                isRunning && isOnItsWay ? BEING_SENT : outcome.reason(),
                pieces.stream().anyMatch(piece -> LOCKED.contains(piece.entry().state())));
    }
}
