package feedbackuploader.upload;

import feedbackuploader.feedback.Amount;
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
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file whose shards were planned and uploaded apart, each piece as the shard knows it that it belongs to. A
 * ledger holds the rows of its shard, and those of which every shard knows something.
 */
final class MergedPieces implements RowPieces {

    /** Rows that are named when something is wrong with them. */
    private static final int NAMED = 10;

    /** A piece as one shard knows it. */
    private record Part(int shard, Piece piece) {}

    private final List<RowPieces> shards = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private String idOfRow = "";
    private final RowsSideBySide sideBySide;
    private final long rows;
    private long walked;
    private final List<Long> sentTwice = new ArrayList<>();
    private long countSentTwice;
    private long inDoubt;

    /** Pieces by status, one map for each shard, and one for what failed the check and belongs to none. */
    private final List<Map<String, Long>> byShard = new ArrayList<>();

    /**
     * @param ledgers one for each shard, with plans of the same file on the same basis; not closed by this
     * @param rows of the file, none of which may be missing
     */
    MergedPieces(List<Ledger> ledgers, long rows) throws LedgerException {
        this.rows = rows;
        for (Ledger ledger : ledgers) {
            shards.add(ledger.entries());
            ids.add(ledger.name().ledger());
            byShard.add(new TreeMap<>());
        }
        byShard.add(new TreeMap<>());
        sideBySide = new RowsSideBySide(shards);
    }

    /** Rows of which more than one shard says that the server has, or may have, the same piece; the first few. */
    List<Long> sentTwice() {
        return List.copyOf(sentTwice);
    }

    long countSentTwice() {
        return countSentTwice;
    }

    /** Pieces that were skipped, and that the server may have, or may not. */
    long inDoubt() {
        return inDoubt;
    }

    /** So far: pieces by status for each shard, and behind the last one what belongs to none. */
    List<Map<String, Long>> byShard() {
        return List.copyOf(byShard);
    }

    @Override
    public boolean hasParts() {
        return shards.stream().anyMatch(RowPieces::hasParts);
    }

    @Override
    public boolean hasCreations() {
        return shards.stream().anyMatch(RowPieces::hasCreations);
    }

    @Override
    public List<Piece> next() throws LedgerException {
        List<RowsSideBySide.View> views = sideBySide.next();
        if (views.isEmpty()) {
            if (walked != rows) {
                throw inNone(Amount.of(rows - walked, "row"));
            }
            return List.of();
        }
        walked++;
        SortedMap<Integer, List<Part>> parts = new TreeMap<>();
        for (RowsSideBySide.View view : views) {
            for (Piece piece : view.pieces()) {
                parts.computeIfAbsent(piece.entry().part(), part -> new ArrayList<>())
                        .add(new Part(view.ledger(), piece));
            }
        }
        List<Part> own = new ArrayList<>();
        for (List<Part> part : parts.values()) {
            own.add(own(part));
        }
        idOfRow = ids.get(own.stream()
                .filter(part -> part.piece().entry().state().status().isToFix())
                .findFirst()
                .orElse(own.get(0))
                .shard());
        return own.stream().map(Part::piece).toList();
    }

    @Override
    public String ledgerOfRow(String ofAll) {
        return idOfRow;
    }

    private static LedgerException inNone(String what) {
        return new LedgerException(
                "In none of the shards: " + what + ". Run each shard again with the same file and the same options.");
    }

    private Part own(List<Part> views) throws LedgerException {
        if (views.stream().filter(view -> mayBeOnServer(view.piece().entry())).count() > 1) {
            countSentTwice++;
            if (sentTwice.size() < NAMED) {
                sentTwice.add(views.get(0).piece().entry().row());
            }
        }
        if (views.stream().allMatch(view -> view.piece().skipCause() == SkipCause.OTHER_SHARD)) {
            throw inNone("row " + views.get(0).piece().entry().row());
        }
        Part owner = ownerOf(views);
        Part own = owner == null ? anyOf(views) : owner;
        inDoubt += own.piece().skipCause() == SkipCause.IN_DOUBT ? 1 : 0;
        byShard.get(owner == null ? shards.size() : owner.shard())
                .merge(own.piece().entry().state().status().label(), 1L, Long::sum);
        return own;
    }

    private static Part anyOf(List<Part> views) {
        return views.stream()
                .filter(view -> view.piece().skipCause() != SkipCause.OTHER_SHARD)
                .findFirst()
                .orElseThrow();
    }

    /** How the shard sees a piece that it belongs to; null where several say alike that it failed the check. */
    private static @Nullable Part ownerOf(List<Part> views) {
        Part owner = null;
        for (Part view : views) {
            if (mayBeOnServer(view.piece().entry())) {
                return view;
            }
            boolean isOther = view.piece().skipCause() == SkipCause.OTHER_SHARD;
            boolean isInvalid = view.piece().entry().state() == State.INVALID;
            if (owner == null && !isOther && (!isInvalid || views.size() == 1)) {
                owner = view;
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
