package feedbackuploader.report;

import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.OtherUpload;
import feedbackuploader.ledger.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows to fix whose own upload is not finished. The file must stay where it is: that upload needs it to say what became of its rows.
 */
final class UnsettledCopy {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.report");

    private UnsettledCopy() {}

    /**
     * @param failed a file of rows to fix; its run folder is looked for beside it and beside the folder that it lies in
     * @return its upload; empty where that is over, or was never begun
     */
    static Optional<OtherUpload> find(Path failed) {
        Path whole = failed.toAbsolutePath().normalize();
        Path folder = Objects.requireNonNull(whole.getParent());
        if (!Files.isRegularFile(whole)) {
            return Optional.empty();
        }
        Stream<Path> beside = runFoldersIn(folder, whole).stream().filter(run -> isUnsettled(run, null));
        Stream<Path> above = folder.getParent() == null
                ? Stream.of()
                : runFoldersIn(folder.getParent(), whole).stream().filter(run -> isUnsettled(run, whole));
        return Stream.concat(beside, above).findFirst().map(run -> new OtherUpload(whole, run));
    }

    private static List<Path> runFoldersIn(Path folder, Path failed) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(one -> one.getFileName().toString().startsWith(failed.getFileName() + "."))
                    .filter(Ledger::existsIn)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot look for run folders in " + folder, e);
            return List.of();
        }
    }

    private static boolean isUnsettled(Path run, @Nullable Path input) {
        try (Ledger ledger = Ledger.openToRead(run)) {
            Counts counts = ledger.counts();
            return (input == null || ledger.owner().input().equals(input))
                    && counts.of(State.PLANNED, State.SENDING, State.AMBIGUOUS, State.UNKNOWN) > 0;
        } catch (LedgerException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot read the ledger in " + run, e);
            return input == null; // it lies where that file's does
        }
    }
}
