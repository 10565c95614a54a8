package feedbackuploader.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of feedback with all that the ledger holds of it.
 *
 * @param kind of feedback; null for what failed the check
 * @param body of its request, as it was or is to be sent; null for what failed the check or was left out
 * @param attempts requests after which it was not done yet; the first of very many
 */
public record SentPiece(
        Piece piece, @Nullable String kind, @Nullable String body, List<EarlierAttempt> attempts) {

    public SentPiece {
        attempts = List.copyOf(attempts);
    }
}
