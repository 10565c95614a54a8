package feedbackuploader.report;

import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.RecordedFeedback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** What an upload has recorded, as CSV: for whoever runs the deployment to find it, and perhaps to remove it. */
public final class RecordedIds {

    private RecordedIds() {}

    /** @param copies the ledgers of uploads that sent rows to fix of this one */
    public static void write(Ledger ledger, List<Ledger> copies, Appendable out) throws LedgerException, IOException {
        CSVPrinter csv = new CSVPrinter(
                out, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get());
        csv.printRecord("completion_id", "feedback_id", "metric", "recorded_at");
        RecordedFeedback.walk(ledger, null, recorded -> print(csv, recorded));
        String own = ledger.name().ledger();
        for (Ledger copy : copies) {
            RecordedFeedback.walk(copy, own, recorded -> print(csv, recorded));
        }
        csv.flush();
    }

    private static void print(CSVPrinter csv, RecordedFeedback recorded) {
        try {
            @Nullable Instant at = recorded.at();
            csv.printRecord(
                    recorded.completion(),
                    recorded.id(),
                    recorded.metric(),
                    at == null ? null : at.truncatedTo(ChronoUnit.SECONDS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
