package feedbackuploader.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.EarlierAttempt;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.SentPiece;
import feedbackuploader.ledger.State;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one row: what was sent, how often, and what came back.
 *
 * @param pieces of feedback; none of a row that was not planned yet
 */
public record RowDetail(long row, long line, List<PieceDetail> pieces) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    public RowDetail {
        pieces = List.copyOf(pieces);
    }

    /**
     * @param kind of feedback; null for what failed the check
     * @param body of its request, on several lines; null for what failed the check or was left out
     * @param attempts requests that left or may have left
     * @param error why it is not recorded, or the problems of an invalid one
     * @param recordedAt by when the server had recorded it, ISO 8601; null when it has not, or its clock is not known
     * @param readBack what reading it back showed; null where that was not needed
     * @param log its requests after which it was not done yet, one a line
     */
    public record PieceDetail(
            @Nullable String kind,
            @Nullable String metric,
            @Nullable String body,
            String status,
            @Nullable String uploadId,
            @Nullable String completionId,
            @Nullable Integer httpStatus,
            int attempts,
            @Nullable String error,
            @Nullable String recordedAt,
            @Nullable String readBack,
            List<String> log) {

        public PieceDetail {
            log = List.copyOf(log);
        }

        static PieceDetail of(SentPiece sent, boolean isRunning) {
            Piece piece = sent.piece();
            Entry entry = piece.entry();
            return new PieceDetail(
                    sent.kind(),
                    piece.metric(),
                    sent.body() == null ? null : pretty(sent.body()),
                    entry.state().status().label(),
                    entry.uploadId(),
                    piece.completionId(),
                    entry.httpStatus(),
                    entry.attempts(),
                    isRunning && entry.state() == State.SENDING ? RowFate.BEING_SENT : entry.reason(),
                    Objects.toString(piece.recordedAt(), null),
                    readBack(sent),
                    sent.attempts().stream().map(PieceDetail::line).toList());
        }

        private static String pretty(String body) {
            try {
                return JSON.readTree(body).toPrettyString();
            } catch (JsonProcessingException e) {
                return body;
            }
        }

        /** The last of its requests left it open, and yet it is settled: then the server was asked for it. */
        private static @Nullable String readBack(SentPiece sent) {
            List<EarlierAttempt> attempts = sent.attempts();
            Entry entry = sent.piece().entry();
            boolean isLastOpen =
                    !attempts.isEmpty() && attempts.get(attempts.size() - 1).number() == entry.attempts();
            if (!isLastOpen || entry.state().status() != Status.RECORDED) {
                return null;
            }
            return "Its answer was lost. The server shows it, so it is recorded.";
        }

        private static String line(EarlierAttempt attempt) {
            return "Attempt " + attempt.number()
                    + (attempt.at() == null
                            ? ""
                            : ", " + Instant.ofEpochSecond(attempt.at().getEpochSecond()))
                    + (attempt.httpStatus() == null ? "" : ", HTTP " + attempt.httpStatus())
                    + ": " + attempt.reason();
        }
    }
}
