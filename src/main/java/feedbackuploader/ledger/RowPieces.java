package feedbackuploader.ledger;

import java.util.List;

/** The rows of a plan in the order of the file, each as its pieces of feedback; the caller closes it. */
public interface RowPieces extends AutoCloseable {

    /** Opens a walk. */
    @FunctionalInterface
    interface Source {
        RowPieces open() throws LedgerException;
    }

    /** Whether any row of the plan holds several pieces of feedback. */
    boolean hasParts();

    /** Whether rows of the file may be missing here, since they are in the plans of its other shards. */
    default boolean isShard() {
        return false;
    }

    /** Whether some create completions, or have them found. */
    default boolean hasCreations() {
        return false;
    }

    /**
     * The id of the ledger that knows the row which {@link #next} returned last.
     *
     * @param ofAll the id of the ledger that knows all rows; empty when there is no such one
     */
    default String ledgerOfRow(String ofAll) {
        return ofAll;
    }

    /** Whether what is recorded was read back. */
    default boolean hasVerdicts() {
        return false;
    }

    /** The pieces of the next row, at least one, or an empty list after the last row. */
    List<Piece> next() throws LedgerException;

    @Override
    void close() throws LedgerException;
}
