package feedbackuploader.upload;

import feedbackuploader.feedback.SkipCause;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.RowPieces;
import feedbackuploader.ledger.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** Pieces by status, one map for each shard, and one for what failed the check and belongs to none. */
    private final List<Map<String, Long>> byShard = new ArrayList<>();

    /** @param ledgers one for each shard, with plans of the same file on the same basis; not closed by this */
    MergedPieces(List<Ledger> ledgers) throws LedgerException {
        for (Ledger ledger : ledgers) {
            shards.add(ledger.entries());
            byShard.add(new TreeMap<>());
        }
        byShard.add(new TreeMap<>());
    }

    /** Rows of which more than one shard says that the server has, or may have, the same piece; the first few. */
    List<Long> sentTwice() {
        return List.copyOf(sentTwice);
    }

    long countSentTwice() {
        return countSentTwice;
    }

    /** So far: pieces by status for each shard, and behind the last one what belongs to none. */
    List<Map<String, Long>> byShard() {
        return List.copyOf(byShard);
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
        int owner = ownerOf(views);
        Piece piece = views.get(Math.max(owner, 0));
        byShard.get(owner < 0 ? shards.size() : owner)
                .merge(piece.entry().state().status().label(), 1L, Long::sum);
        return piece;
    }

    /** The shard that a piece belongs to; below 0 where it is none. */
    private static int ownerOf(List<Piece> views) {
        int owner = -1;
        for (int i = 0; i < views.size(); i++) {
            if (mayBeOnServer(views.get(i).entry())) {
                return i;
            }
            boolean isOther = views.get(i).skipCause() == SkipCause.OTHER_SHARD;
            if (owner < 0 && !isOther && views.get(i).entry().state() != State.INVALID) {
                owner = i;
            }
        }
        return owner;
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
