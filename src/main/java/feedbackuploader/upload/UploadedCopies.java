package feedbackuploader.upload;

import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.report.RunHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The uploads of files of rows to fix that lie in a run folder. An upload learns of what they recorded when it goes on.
 *
 * @param last when one of them last ended that recorded rows; null where none did
 */
record UploadedCopies(@Nullable Instant last) {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.upload");

    static UploadedCopies in(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Instant> ends = all.filter(Ledger::existsIn)
                    .map(copy -> RunHistory.last(new RunFolder(copy).history()).orElse(null))
                    .filter(UploadedCopies::hasRecorded)
                    .map(run -> time(run.ended()))
                    .filter(Objects::nonNull)
                    .toList();
            return new UploadedCopies(ends.stream().max(Instant::compareTo).orElse(null));
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot look for run folders in " + folder, e);
            return new UploadedCopies(null);
        }
    }

    /** Whether any recorded rows after {@code run} had begun. */
    boolean isAnyAfter(RunHistory.@Nullable Run run) {
        Instant began = run == null ? null : time(run.began());
        return last != null && began != null && last.isAfter(began);
    }

    private static boolean hasRecorded(RunHistory.@Nullable Run run) {
        return run != null && run.statuses() != null && run.statuses().getOrDefault(Status.RECORDED.label(), 0L) > 0;
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null; // of another version
        }
    }
}
