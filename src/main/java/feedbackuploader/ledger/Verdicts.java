package feedbackuploader.ledger;

import feedbackuploader.ledger.RecordedPieces.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verdicts on all pieces of an upload, in a temporary file that vanishes when this is closed. */
public final class Verdicts implements AutoCloseable {

    private final Database database;

    public Verdicts() throws LedgerException {
        database = Database.temporary();
        database.run(() -> {
            database.execute("CREATE TABLE verdict (row INTEGER, part INTEGER, verified TEXT NOT NULL, why TEXT,"
                    + " PRIMARY KEY (row, part)) WITHOUT ROWID");
            database.execute("BEGIN"); // never committed: it need not outlive this
            return true;
        });
    }

    /** One that is gone from the file has no place in its report. */
    public void note(Recorded piece, Verdict verdict) throws LedgerException {
        if (piece.row() != null) {
            database.run(() -> database.update(
                    "INSERT INTO verdict VALUES (?, ?, ?, ?)",
                    piece.row(),
                    piece.part(),
                    verdict.verified().name(),
                    verdict.why()));
        }
    }

    private Optional<Verdict> of(Entry entry) throws LedgerException {
        return database.run(() -> database.first(
                "SELECT verified, why FROM verdict WHERE row = ? AND part = ?",
                found -> new Verdict(Verified.valueOf(found.getString(1)), found.getString(2)),
                entry.row(),
                entry.part()));
    }

    /**
     * The rows, each recorded piece with its verdict.
     *
     * @param whyNone a sentence, of what is recorded and was not read back
     */
    public RowPieces over(RowPieces rows, String whyNone) {
        return new RowPieces() {
            @Override
            public boolean hasParts() {
                return rows.hasParts();
            }

            @Override
            public boolean isShard() {
                return rows.isShard();
            }

            @Override
            public boolean hasCreations() {
                return rows.hasCreations();
            }

            @Override
            public boolean hasVerdicts() {
                return true;
            }

            @Override
            public List<Piece> next() throws LedgerException {
                List<Piece> next = new ArrayList<>();
                for (Piece piece : rows.next()) {
                    Optional<Verdict> verdict = of(piece.entry());
                    next.add(
                            verdict.isEmpty() && piece.entry().state() != State.RECORDED
                                    ? piece
                                    : piece.with(verdict.orElse(new Verdict(Verified.NOT_READ_BACK, whyNone))));
                }
                return next;
            }

            @Override
            public void close() throws LedgerException {
                rows.close();
            }
        };
    }

    @Override
    public void close() throws LedgerException {
        database.close();
    }
}
