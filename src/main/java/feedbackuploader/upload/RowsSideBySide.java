package feedbackuploader.upload;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.RowPieces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The rows of one file as several ledgers know it, row by row. */
final class RowsSideBySide {

    /** A row as one ledger knows it. */
    record View(int ledger, List<Piece> pieces) {
        long row() {
            return pieces.get(0).entry().row();
        }
    }

    private final List<RowPieces> ledgers;
    private final PriorityQueue<View> ahead =
            new PriorityQueue<>(Comparator.comparingLong(View::row).thenComparingInt(View::ledger));

    /** @param ledgers each in the order of the file; closed by the caller */
    RowsSideBySide(List<RowPieces> ledgers) throws LedgerException {
        this.ledgers = List.copyOf(ledgers);
        for (int ledger = 0; ledger < ledgers.size(); ledger++) {
            goOn(ledger);
        }
    }

    private void goOn(int ledger) throws LedgerException {
        List<Piece> pieces = ledgers.get(ledger).next();
        if (!pieces.isEmpty()) {
            ahead.add(new View(ledger, pieces));
        }
    }

    /** The next row of the file that any of them has, in the order of the ledgers; empty at the end. */
    List<View> next() throws LedgerException {
        List<View> views = new ArrayList<>();
        for (View view = ahead.peek();
                view != null && (views.isEmpty() || view.row() == views.get(0).row());
                view = ahead.peek()) {
            ahead.remove();
            views.add(view);
            goOn(view.ledger());
        }
        return views;
    }
}
