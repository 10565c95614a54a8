package feedbackuploader.upload;

import feedbackuploader.ledger.About;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the run folders that a report came from: the one that it lies in, one beside it, or, for the merged report of
 * shards, theirs. Each is looked at once, and none before one is asked for: most files are no report.
 */
final class RunFolders {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.upload");

    private final Iterator<Path> ahead;
    private final Map<String, Path> byLedger = new HashMap<>();

    private RunFolders(Iterator<Path> ahead) {
        this.ahead = ahead;
    }

    static RunFolders around(Path report) {
        @Nullable Path folder = report.toAbsolutePath().normalize().getParent();
        return new RunFolders(Stream.<Supplier<Stream<Path>>>of(
                        () -> Stream.ofNullable(folder), () -> foldersIn(folder), () -> shardsOf(folder))
                .flatMap(Supplier::get)
                .filter(Ledger::existsIn)
                .iterator());
    }

    /** @param merged the folder of a merged report, or any other */
    private static Stream<Path> shardsOf(@Nullable Path merged) {
        String name = merged == null ? "" : Objects.toString(merged.getFileName());
        if (merged == null || !name.endsWith(RunFolder.MERGED)) {
            return Stream.of();
        }
        String shards = name.substring(0, name.length() - RunFolder.MERGED.length()) + "-";
        return foldersIn(merged.getParent())
                .filter(one -> Objects.toString(one.getFileName()).startsWith(shards));
    }

    /** @param ledger id of the ledger in the folder */
    Optional<Path> find(String ledger) {
        while (!byLedger.containsKey(ledger) && ahead.hasNext()) {
            Path folder = ahead.next();
            byLedger.putIfAbsent(idIn(folder), folder);
        }
        return ledger.isEmpty() ? Optional.empty() : Optional.ofNullable(byLedger.get(ledger));
    }

    private static Stream<Path> foldersIn(@Nullable Path folder) {
        if (folder == null) {
            return Stream.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> folders = all.filter(Files::isDirectory).sorted().toList();
            return folders.stream();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot look for run folders in " + folder, e);
            return Stream.of();
        }
    }

    /** Another one may be damaged, or of another program: this upload has nothing to do with it. */
    private static String idIn(Path candidate) {
        try {
            return About.idIn(candidate);
        } catch (LedgerException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot read the ledger in " + candidate, e);
            return "";
        }
    }
}
