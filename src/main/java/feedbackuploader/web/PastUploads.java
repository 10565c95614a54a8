package feedbackuploader.web;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.RememberedUpload;
import feedbackuploader.report.RunHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Uploads that were begun elsewhere, from a terminal or a job: what is known of them without opening their ledgers. */
record PastUploads(Commands commands) {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.web");

    static final String REPORT = "report.html";

    /** @param open files that are open in the page, which are not listed again */
    List<UploadSummary> butOf(List<Path> open) {
        List<UploadSummary> uploads = new ArrayList<>();
        for (RememberedUpload one : remembered()) {
            if (!open.contains(one.input()) && Files.exists(one.input())) {
                uploads.add(summary(
                        null,
                        one.input(),
                        one.folder(),
                        one.target(),
                        null,
                        one.at().toString(),
                        0));
            }
        }
        return uploads;
    }

    /** Of a file that is open, but that nobody has looked at yet. */
    static UploadSummary ofOpen(FileRegistry.Entry file, FileCommand.Destination to, long edits) {
        return summary(file.id(), Path.of(file.path()), to.folder(), to.target(), file.opened(), null, edits);
    }

    /**
     * @param folder the run folder, which need not be there
     * @param opened when it was opened here; null when it was not
     * @param at when it was sent, if no run says so
     */
    private static UploadSummary summary(
            @Nullable String id,
            Path input,
            Path folder,
            @Nullable String target,
            @Nullable String opened,
            @Nullable String at,
            long edits) {
        RunHistory.@Nullable Run last = last(folder).orElse(null);
        Map<String, Long> statuses = last == null || last.statuses() == null ? Map.of() : last.statuses();
        return new UploadSummary(
                id,
                String.valueOf(input.getFileName()),
                input.toString(),
                id == null || last == null ? null : FileState.Stage.ENDED,
                statuses.values().stream().mapToLong(Long::longValue).sum(),
                statuses,
                target,
                opened,
                last == null ? at : last.began(),
                edits,
                Files.exists(folder.resolve(REPORT)));
    }

    private List<RememberedUpload> remembered() {
        try {
            return RememberedUpload.in(commands.memory());
        } catch (LedgerException e) {
            LOG.log(System.Logger.Level.WARNING, "uploads of the past are not listed", e); // those that are open are
            return List.of();
        }
    }

    private static Optional<RunHistory.Run> last(Path folder) {
        return RunHistory.last(folder.resolve("history.jsonl"));
    }

    /** The choices that the last run of {@code file} was begun with; none when there was no run. */
    List<Choice> choices(Path file) {
        Stream<Path> beside =
                Stream.of(".upload", ".sandbox").map(ending -> file.resolveSibling(file.getFileName() + ending));
        Stream<Path> elsewhere =
                remembered().stream().filter(one -> one.input().equals(file)).map(RememberedUpload::folder);
        return Stream.concat(beside, elsewhere)
                .flatMap(folder -> last(folder).stream())
                .max(Comparator.comparing(RunHistory.Run::began))
                .map(RunHistory.Run::invocation)
                .filter(Objects::nonNull)
                .map(run -> commands.choices(run.options()))
                .orElse(List.of());
    }
}
