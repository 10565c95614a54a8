package feedbackuploader.report;

import feedbackuploader.feedback.RunName;
import feedbackuploader.input.Dialect;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.RowSource;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.RowPieces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The results of an upload, with what reading back showed of each row: in the format of its other reports. */
public final class VerifiedReport {

    private VerifiedReport() {}

    /** The ending that the name of {@code file} must have; empty when it may stay as it is. */
    public static Optional<String> otherEnding(Path file, Dialect input) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        ReportFormat format = ReportFormat.of(input);
        return Arrays.stream(ReportFormat.values())
                        .anyMatch(other -> other != format && name.endsWith("." + other.ending()))
                ? Optional.of("." + format.ending())
                : Optional.empty();
    }

    /**
     * @param file replaced if it is there
     * @param ledger whose pieces have verdicts
     * @return whether it was written: not where the input is not the one that was planned
     * @throws IOException when it cannot be written
     */
    public static boolean write(InputFile input, Path file, RowPieces.Source ledger, Plan plan, RunName run)
            throws IOException, LedgerException {
        try (RowSource source = ZippedRows.open(input);
                RowPieces entries = ledger.open();
                AtomicFile verified = new AtomicFile(file)) {
            ZippedRows rows = new ZippedRows(source, entries, plan, run);
            RowReport report = rows.report(
                    ReportFormat.of(source.dialect()), ZippedRows.Sink.to(verified), ZippedRows.Sink.NOWHERE);
            rows.each(report::result);
            report.finish();
            verified.publish();
            return true;
        } catch (InputChangedException e) {
            return false;
        }
    }
}
