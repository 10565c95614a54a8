package feedbackuploader.report;

import feedbackuploader.feedback.RunName;
import feedbackuploader.feedback.Status;
import feedbackuploader.input.FormulaGuard;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.RowSource;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.OtherUpload;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.RowPieces;
import feedbackuploader.support.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * The result files, written from the ledger in the order of the rows and zipped with the input as long as it is the file
 * that was planned.
 *
 * @param results always written; in a file of its own when the input has changed
 * @param failed the rows to fix; null when there is none
 * @param kept rows to fix of an earlier report that someone had changed, by their new names
 * @param held uploads of rows to fix of an earlier report that are not over: their files stay as they are; then there are
 *     no new ones
 * @param statuses rows by status, but for those of other shards
 * @param rowsOfOtherShards rows that are in no status, since other shards upload them
 * @param inputChanged the input is not what was planned any more, is gone or cannot be read: the results have our
 *     columns only, and there is no file of rows to fix
 * @param notice why the report is not of the kind that its input is, or null
 */
public record Report(
        Path results,
        @Nullable Path failed,
        List<Path> kept,
        List<OtherUpload> held,
        Map<String, Long> statuses,
        long rowsOfOtherShards,
        boolean inputChanged,
        @Nullable String notice) {

    /** How the name of a file of rows to fix begins. */
    public static final String FAILED = "failed";

    public Report {
        kept = List.copyOf(kept);
        held = List.copyOf(held);
        statuses = Status.ordered(statuses);
    }

    /** What is to be known of the files, in sentences. */
    public List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (notice != null) {
            notices.add(notice);
        }
        boolean isAnyToFix =
                statuses.containsKey(Status.INVALID.label()) || statuses.containsKey(Status.REJECTED.label());
        for (OtherUpload upload : held) {
            notices.add("The upload of " + Shell.path(upload.input()) + " is not over, so that file stays as it is"
                    + (isAnyToFix ? ", and the rows to fix are in the results only" : "")
                    + ". Upload it again first.");
        }
        for (Path file : kept) {
            notices.add("The file of rows to fix was edited. It is kept as " + Shell.path(file)
                    + ". What is fixed there can still be uploaded.");
        }
        return notices;
    }

    /**
     * @param input read as the plan was made
     * @param ledger which may be opened twice
     * @param folder where the files go; those of an earlier report are replaced
     * @param run that this is the report of
     * @param viewer sees each row as it is written
     * @throws IOException when they cannot be written; earlier ones are then still whole
     */
    public static Report write(
            InputFile input, Path folder, RowPieces.Source ledger, Plan plan, RunName run, RowViewer viewer)
            throws IOException, LedgerException {
        try {
            return zipped(input, folder, ledger, plan, run, viewer);
        } catch (InputChangedException e) {
            return withoutInput(folder, ledger, plan, run, viewer);
        }
    }

    private static Report zipped(
            InputFile input, Path folder, RowPieces.Source ledger, Plan plan, RunName run, RowViewer viewer)
            throws IOException, LedgerException, InputChangedException {
        try {
            return zipped(input, folder, ledger, plan, run, viewer, false);
        } catch (BeyondSheetException e) {
            Report report = zipped(input, folder, ledger, plan, run, viewer, true);
            String notice = "The report is CSV: " + e.getMessage() + ".";
            return new Report(
                    report.results,
                    report.failed,
                    report.kept,
                    report.held,
                    report.statuses,
                    report.rowsOfOtherShards,
                    false,
                    notice);
        }
    }

    /**
     * Renames the report in {@code folder}, if there is one, as out of date: rows are about to be sent that it does not know. If this run is killed, no report may pass for a current one.
     *
     * @throws IOException when a file cannot be renamed, which some systems refuse while another program shows it
     */
    public static void outdate(Path folder) throws IOException {
        ReportFiles.outdate(folder);
    }

    /** Where the report to look at stands. */
    public static Path pageIn(Path folder) {
        return ReportFiles.page(folder);
    }

    /** Where there is to be no report to look at, an earlier one would be wrong. */
    public static void removePage(Path folder) throws IOException {
        ReportFiles.removePage(folder);
    }

    /** The results that an earlier run left in {@code folder} and that are true. */
    public static Optional<Path> resultsIn(Path folder) {
        return ReportFiles.resultsIn(folder);
    }

    /** The rows to fix in {@code folder}. */
    public static Optional<Path> failedIn(Path folder) {
        return ReportFiles.failedIn(folder);
    }

    /** Those that a run was going to replace, and did not. */
    public static Optional<Path> outOfDateIn(Path folder) {
        return ReportFiles.outOfDateIn(folder);
    }

    /** @param asText no workbook, whatever the input is */
    private static Report zipped(
            InputFile input,
            Path folder,
            RowPieces.Source ledger,
            Plan plan,
            RunName run,
            RowViewer viewer,
            boolean asText)
            throws IOException, LedgerException, InputChangedException {
        try (RowSource source = ZippedRows.open(input);
                RowPieces entries = ledger.open()) {
            ReportFormat format = ReportFormat.of(source.dialect());
            ReportFiles files =
                    new ReportFiles(folder, asText && format == ReportFormat.XLSX ? ReportFormat.CSV : format);
            try (AtomicFile results = new AtomicFile(files.results());
                    AtomicFile failed = new AtomicFile(files.failed())) {
                ZippedRows rows = new ZippedRows(source, entries, plan, run);
                RowReport report = rows.report(files.format(), ZippedRows.Sink.to(results), ZippedRows.Sink.to(failed));
                Tally tally = new Tally();
                AtomicBoolean anyFailed = new AtomicBoolean();
                viewer.begin(source.columns());
                long others = rows.each((row, outcome) -> {
                    viewer.row(row, outcome);
                    report.result(row, outcome);
                    tally.add(outcome);
                    if (outcome.isFailed()) {
                        report.failed(row, outcome);
                        anyFailed.set(true);
                    }
                });
                report.finish();
                List<OtherUpload> held = ReportFiles.held(folder);
                List<Path> kept = ReportFiles.keepEdited(folder, held);
                results.publish();
                boolean isFailedWritten = anyFailed.get() && held.isEmpty();
                if (isFailedWritten) {
                    failed.publish(Files.getLastModifiedTime(files.results()));
                }
                files.removeOthers(isFailedWritten, held);
                return new Report(
                        files.results(),
                        isFailedWritten ? files.failed() : null,
                        kept,
                        held,
                        tally.statuses,
                        others + tally.ofOtherShards,
                        false,
                        null);
            }
        }
    }

    /** Of the rows that are told, which are this upload's to send, and what became of them. */
    private static final class Tally {
        private final Map<String, Long> statuses = new HashMap<>();
        private long ofOtherShards;

        void add(RowOutcome outcome) {
            if (outcome.isOfOtherShards()) {
                ofOtherShards++;
            } else {
                statuses.merge(outcome.status().label(), 1L, Long::sum);
            }
        }
    }

    private static Report withoutInput(Path folder, RowPieces.Source ledger, Plan plan, RunName run, RowViewer viewer)
            throws IOException, LedgerException {
        Path byNumber = ReportFiles.byNumber(folder);
        Tally tally = new Tally();
        long rows = 0;
        boolean isShard;
        try (AtomicFile results = new AtomicFile(byNumber);
                RowPieces entries = ledger.open()) {
            CSVPrinter printer = new CSVPrinter(
                    results.writer(),
                    CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get());
            UploadColumns ours = UploadColumns.of(run, entries);
            printer.printRecord(ours.names());
            viewer.begin(List.of());
            for (List<Piece> pieces = entries.next(); !pieces.isEmpty(); pieces = entries.next()) {
                RowOutcome outcome = RowOutcome.of(pieces, entries.ledgerOfRow(run.ledger()));
                viewer.row(null, outcome);
                printer.printRecord(ours.cells(outcome).stream().map(FormulaGuard::guard));
                tally.add(outcome);
                rows++;
            }
            isShard = entries.isShard();
            results.publish();
        }
        long others = (isShard ? plan.rows() - rows : 0) + tally.ofOtherShards;
        return new Report(byNumber, null, List.of(), List.of(), tally.statuses, others, true, null);
    }
}
