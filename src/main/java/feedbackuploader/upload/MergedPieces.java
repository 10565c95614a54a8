package feedbackuploader.upload;

import feedbackuploader.feedback.SkipCause;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.RowPieces;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a file whose shards were planned and uploaded apart, each piece as the shard knows it that it belongs to.
 * Every ledger holds all rows: those of other shards are skipped there.
 */
final class MergedPieces implements RowPieces {

    /** Rows that are named when something is wrong with them. */
    private static final int NAMED = 10;

    private final List<RowPieces> shards = new ArrayList<>();
    private final List<Long> sentTwice = new ArrayList<>();
    private long countSentTwice;

    /** @param ledgers one for each shard, with plans of the same file on the same basis; not closed by this */
    MergedPieces(List<Ledger> ledgers) throws LedgerException {
        for (Ledger ledger : ledgers) {
            shards.add(ledger.entries());
        }
    }

    /** Rows of which more than one shard says that the server has, or may have, the same piece; the first few. */
    List<Long> sentTwice() {
        return List.copyOf(sentTwice);
    }

    long countSentTwice() {
        return countSentTwice;
    }

    @Override
    public boolean hasParts() {
        return shards.get(0).hasParts();
    }

    @Override
    public boolean hasCreations() {
        return shards.get(0).hasCreations();
    }

    @Override
    public List<Piece> next() throws LedgerException {
        List<List<Piece>> views = new ArrayList<>();
        for (RowPieces shard : shards) {
            views.add(shard.next());
        }
        List<Piece> pieces = new ArrayList<>();
        for (int part = 0; part < views.get(0).size(); part++) {
            int index = part;
            pieces.add(own(views.stream().map(view -> view.get(index)).toList()));
        }
        return pieces;
    }

    /** What failed the check belongs to no shard, and all say the same of it. */
    private Piece own(List<Piece> views) {
        if (views.stream().filter(view -> mayBeOnServer(view.entry())).count() > 1) {
            countSentTwice++;
            if (sentTwice.size() < NAMED) {
                sentTwice.add(views.get(0).entry().row());
            }
        }
        return views.stream()
                .filter(view -> mayBeOnServer(view.entry()))
                .findFirst()
                .or(() -> views.stream()
                        .filter(view -> view.skipCause() != SkipCause.OTHER_SHARD)
                        .findFirst())
                .orElse(views.get(0));
    }

    private static boolean mayBeOnServer(Entry entry) {
        return switch (entry.state()) {
            case RECORDED, SENDING, AMBIGUOUS, UNKNOWN -> true;
            default -> false;
        };
    }

    @Override
    public void close() throws LedgerException {
        for (RowPieces shard : shards) {
            shard.close();
        }
    }
}
