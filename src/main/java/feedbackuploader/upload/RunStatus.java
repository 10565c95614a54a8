package feedbackuploader.upload;

import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Owner;
import feedbackuploader.ledger.RunLock;
import feedbackuploader.report.Report;
import feedbackuploader.report.RunHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an upload stands, as its run folder tells it, also while it runs.
 *
 * @param isPlanned whether the rows were checked, so that {@code counts} says something
 * @param last the last run; null where none is known
 * @param isRunning whether the last run goes on, here or in another process; where it has no end, it was killed otherwise
 * @param results the report that is there; null for none, or none that is true
 */
public record RunStatus(
        Owner owner,
        boolean isPlanned,
        Counts counts,
        RunHistory.@Nullable Run last,
        boolean isRunning,
        @Nullable Path results) {

    /** @param ledger of {@code folder} */
    public static RunStatus of(Ledger ledger, RunFolder folder) throws LedgerException {
        RunHistory.@Nullable Run last = RunHistory.last(folder.history()).orElse(null);
        return new RunStatus(
                ledger.owner(),
                ledger.plan().isPresent(),
                ledger.counts(),
                last,
                last != null && last.ended() == null && RunLock.isHeld(folder.path()),
                results(folder, last));
    }

    /** Of a run that was killed before anything was sent, the report of the run before is still true. */
    private static @Nullable Path results(RunFolder folder, RunHistory.@Nullable Run last) {
        return last == null || last.results() == null || !Files.exists(Path.of(last.results()))
                ? Report.resultsIn(folder.path()).orElse(null)
                : Path.of(last.results());
    }

    /** Whether the last run was killed, or left by a second Ctrl-C. */
    public boolean wasKilled() {
        return last != null && last.ended() == null && !isRunning;
    }
}
