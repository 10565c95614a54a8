package feedbackuploader.report;

import feedbackuploader.feedback.RunName;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.RowPieces;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the input, each beside what the ledger says of it, as long as the input is the file that was planned.
 *
 * @param run that the report is of
 */
record ZippedRows(RowSource source, RowPieces entries, Plan plan, RunName run) {

    /** Takes them one by one. */
    @FunctionalInterface
    interface Taker {
        void take(Row row, RowOutcome outcome) throws IOException;
    }

    /** Where a report's lines go; as text or as bytes. */
    record Sink(Writer writer, OutputStream stream) {

        static final Sink NOWHERE = new Sink(Writer.nullWriter(), OutputStream.nullOutputStream());

        static Sink to(AtomicFile file) {
            return new Sink(file.writer(), file.stream());
        }
    }

    static RowSource open(InputFile input) throws InputChangedException {
        try {
            return input.open();
        } catch (InputException | IOException e) {
            throw new InputChangedException(e);
        }
    }

    RowReport report(ReportFormat format, Sink results, Sink failed) throws IOException {
        UploadColumns ours = UploadColumns.of(run, entries);
        return switch (format) {
            case CSV -> new CsvReport(source, results.writer(), failed.writer(), ours);
            case JSONL -> new JsonlReport(source, results.writer(), failed.writer(), ours);
            case XLSX -> new XlsxReport(source, results.stream(), failed.stream(), ours);
        };
    }

    /**
     * To be called once.
     *
     * @return how many rows of the file were passed over, since they belong to its other shards
     */
    long each(Taker taker) throws IOException, LedgerException, InputChangedException {
        long others = 0;
        List<Piece> pieces = entries.next();
        for (Row row = next(); row != null; row = next()) {
            if (!pieces.isEmpty() && pieces.get(0).entry().row() == row.number()) {
                taker.take(row, RowOutcome.of(pieces, row, source.columns(), entries.ledgerOfRow(run.ledger())));
                pieces = entries.next();
            } else if (entries.isShard()) {
                others++;
            } else {
                throw new InputChangedException(null);
            }
        }
        if (!pieces.isEmpty() || !source.sha256().equals(plan.sha256())) {
            throw new InputChangedException(null);
        }
        return others;
    }

    private @Nullable Row next() throws InputChangedException {
        try {
            return source.next();
        } catch (InputException | IOException e) {
            throw new InputChangedException(e);
        }
    }
}
