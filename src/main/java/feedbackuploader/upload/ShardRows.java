package feedbackuploader.upload;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.RowIds;
import feedbackuploader.feedback.Shard;
import feedbackuploader.input.Row;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Plan;
import feedbackuploader.mapping.Mapped;
import java.util.List;
import java.util.Optional;

/**
 * Which rows a shard has to do with, each row in the order of the file. What decides is the same in every shard, so that
 * each row is in one: its ids, or its feedback where the ids do not say it, or its number where it is no feedback.
 */
final class ShardRows {

    /** Which rows are whose. Another number in a plan's basis means that shards were divided otherwise. */
    static final int DIVISION = 3;

    private final Shard shard;
    private RowIds ids = RowIds.Without.UNCLEAR;

    ShardRows(Shard shard) {
        this.shard = shard;
    }

    /** Whether a ledger was begun for the whole file, for another shard, or when rows were shared otherwise. */
    static boolean mayHaveBeenSentForOthers(Ledger ledger, PlanBasis now) throws LedgerException {
        Optional<Plan> before = ledger.plan();
        return before.isPresent() && (!now.hasSameShard(before.get().basis()) || ledger.holdsOtherShards());
    }

    /** Whether a row with these ids belongs to another shard, whatever else it holds. To be asked first. */
    boolean isOthers(Row row, RowIds ids) {
        this.ids = ids;
        return isDecided() && !shard.takes(ids, row.number());
    }

    private boolean isDecided() {
        return ids != RowIds.Without.UNCLEAR && ids != RowIds.Without.BY_OTHERS;
    }

    /**
     * The same of a row that is mapped now.
     *
     * @throws UnusableException when it holds what its ids did not promise: two shards could send the same feedback
     */
    boolean isOthers(Row row, List<Mapped> pieces) throws UnusableException {
        if (isDecided()) {
            if (Mapped.any(pieces, piece -> piece.feedbackOrNull() != null && !agrees(piece.feedbackOrNull()))) {
                throw new UnusableException(
                        "Row " + row.number()
                                + " cannot be given to one shard: it holds feedback on something else than its ids say."
                                + " Nothing was sent. Upload the file without --shard, and report this as a fault of the program.");
            }
            return false;
        }
        return ids == RowIds.Without.UNCLEAR && !isOwn(row, pieces);
    }

    /** What failed the check belongs where the row's feedback does. */
    private boolean isOwn(Row row, List<Mapped> pieces) {
        return Mapped.any(pieces, piece -> piece.feedbackOrNull() != null)
                ? Mapped.any(pieces, piece -> piece.feedbackOrNull() != null && shard.takes(piece.feedbackOrNull()))
                : shard.takes(RowIds.Without.NONE, row.number());
    }

    private boolean agrees(Feedback feedback) {
        return ids != RowIds.Without.NONE && shard.takes(feedback);
    }

    boolean takes(Feedback feedback) {
        return shard.takes(feedback);
    }
}
