package feedbackuploader.web;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Piece;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.upload.UploadRequest;
import feedbackuploader.web.grid.RowLocks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says was sent.
 *
 * @param sha256 of the file, without any edits
 */
record LedgerLocks(LedgerView ledger, String sha256) implements RowLocks {

    @Override
    public boolean allow(long row, List<Mapped> pieces) throws LedgerException {
        Set<RowKey> kept = new HashSet<>();
        for (List<Piece> its : ledger.rows(sha256, List.of(row))) {
            kept.addAll(RowFate.of(its, false).sent());
        }
        for (Mapped piece : pieces) {
            @Nullable
            Feedback feedback = piece instanceof Mapped.Skipped skipped ? skipped.feedback() : piece.feedbackOrNull();
            if (feedback != null) {
                kept.remove(UploadRequest.keyOf(feedback));
            }
        }
        return kept.isEmpty();
    }

    @Override
    public boolean isAnyLocked(List<Long> rows) throws LedgerException {
        return ledger.rows(sha256, rows).stream()
                .anyMatch(pieces -> RowFate.of(pieces, false).isLocked());
    }

    @Override
    public List<Long> sentInPart(List<Long> rows) throws LedgerException {
        return ledger.rows(sha256, rows).stream()
                .filter(pieces -> {
                    RowFate fate = RowFate.of(pieces, false);
                    return !fate.isLocked() && !fate.sent().isEmpty();
                })
                .map(pieces -> pieces.get(0).entry().row())
                .toList();
    }
}
