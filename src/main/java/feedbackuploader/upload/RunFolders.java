package feedbackuploader.upload;

import feedbackuploader.ledger.About;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the run folder that a report came from: the one that it lies in, or one beside it. */
final class RunFolders {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.upload");

    private RunFolders() {}

    /** @param ledger id of the ledger in the folder */
    static Optional<Path> find(Path report, String ledger) {
        Path folder = report.toAbsolutePath().getParent();
        if (folder == null || ledger.isEmpty()) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(folder), foldersIn(folder).stream())
                .filter(Ledger::existsIn)
                .filter(candidate -> isOf(candidate, ledger))
                .findFirst();
    }

    private static List<Path> foldersIn(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot look for run folders in " + folder, e);
            return List.of();
        }
    }

    /** Another one may be damaged, or of another program: this upload has nothing to do with it. */
    private static boolean isOf(Path candidate, String ledger) {
        try {
            return About.idIn(candidate).equals(ledger);
        } catch (LedgerException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot read the ledger in " + candidate, e);
            return false;
        }
    }
}
