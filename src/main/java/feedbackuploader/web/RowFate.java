package feedbackuploader.web;

import feedbackuploader.feedback.RowKey;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.State;
import feedbackuploader.report.RowOutcome;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row.
 *
 * @param error why it failed, or its outcome is open; null when there is nothing to say
 * @param isLocked whether the server has all of it, or may have: then it cannot be changed any more
 * @param sent what of it the server has, or may have
 */
record RowFate(String status, @Nullable String error, boolean isLocked, Set<RowKey> sent) {

    static final String BEING_SENT = "It is being sent, or looked for on the server.";

    private static final Set<State> SENT = Set.of(State.RECORDED, State.SENDING, State.AMBIGUOUS, State.UNKNOWN);

    /** @param isRunning whether the upload goes on; else what is on its way was left there by a kill */
    static RowFate of(List<Piece> pieces, boolean isRunning) {
        RowOutcome outcome = RowOutcome.of(pieces);
        boolean isOnItsWay = pieces.stream().anyMatch(piece -> piece.entry().state() == State.SENDING);
        return new RowFate(
                outcome.status().label(),
                isRunning && isOnItsWay ? BEING_SENT : outcome.reason(),
                pieces.stream().allMatch(RowFate::isSent),
                pieces.stream()
                        .filter(RowFate::isSent)
                        .map(Piece::key)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    private static boolean isSent(Piece piece) {
        return SENT.contains(piece.entry().state());
    }
}
