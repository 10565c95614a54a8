package feedbackuploader.web;

import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.feedback.Status;
import feedbackuploader.report.Report;
import feedbackuploader.report.RunHistory;
import feedbackuploader.report.page.Headline;
import feedbackuploader.report.page.PageContent;
import feedbackuploader.upload.RunStatus;
import feedbackuploader.upload.Survey;
import feedbackuploader.web.FileState.Stage;
import feedbackuploader.web.grid.EditCounts;
import feedbackuploader.web.grid.GridCounts;
import feedbackuploader.web.grid.RowGrid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says of an open file what the page shows of it. */
record StateWriter(Commands commands, AdviceReader advice) {

    static final String ANOTHER_PROCESS = "Another process uploads this file. Wait for it to end, or stop it.";

    /**
     * What is known of a file at one moment.
     *
     * @param words the choices and the edits
     * @param command null when the choices are wrong, as {@code refusal} says
     * @param check of these choices, perhaps still at work
     * @param checked what the last check that ended found
     */
    record Now(
            FileRegistry.Entry file,
            long version,
            long rowsVersion,
            List<Choice> words,
            @Nullable PreparedCommand command,
            @Nullable String refusal,
            @Nullable BackgroundCheck check,
            boolean isChecking,
            @Nullable CheckedFile checked,
            EditCounts edits,
            boolean areEditsUnchecked,
            @Nullable PageRun run,
            LedgerView.Seen seen) {

        boolean isUploading() {
            return run != null && !run.hasEnded();
        }

        CheckedFile.@Nullable Found found() {
            return checked == null ? null : checked.found();
        }

        /** Whether the file is the one that was planned last. */
        boolean isCurrent() {
            CheckedFile.@Nullable Found found = found();
            return found != null && found.sha256().equals(seen.sha256());
        }

        /** Whether the file has changed since it was planned last. */
        boolean isAnotherFile() {
            return !isUploading() && found() != null && seen.sha256() != null && !isCurrent();
        }

        /** Whether the last run sent nothing. */
        boolean wasDryRun() {
            return seen.summary() != null && seen.summary().path("dry_run").booleanValue();
        }

        @Nullable
        String unusable() {
            return refusal != null ? refusal : isChecking || checked == null ? null : checked.unusable();
        }
    }

    FileState state(Now now) {
        Path path = Path.of(now.file().path());
        @Nullable PreparedCommand command = now.command();
        @Nullable BackgroundCheck check = now.check();
        CheckedFile.@Nullable Found found = now.refusal() != null ? null : now.found();
        @Nullable String unusable = now.unusable();
        return new FileState(
                now.file().id(),
                String.valueOf(path.getFileName()),
                path.toString(),
                size(path),
                now.file().dropped(),
                now.version(),
                now.rowsVersion(),
                now.file().choices(),
                commands.typed(path, now.words()),
                command == null ? "" : command.mappingFile(),
                command == null || command.target() == null ? null : command.isSandbox() ? "sandbox" : "deployment",
                command == null ? null : command.targetProblem(),
                stage(now),
                now.isChecking() && check != null ? new FileState.Checking(check.rows(), check.share()) : null,
                unusable == null ? null : unusable(unusable),
                found == null ? null : survey(found),
                found == null
                        ? List.of()
                        : found.survey().notices().stream()
                                .map(text -> new FileState.Notice(text, advice.in(text)))
                                .toList(),
                check == null ? List.of() : check.sheets(),
                check == null ? FileHead.NONE : check.head(),
                found == null ? List.of() : found.grid().columns(),
                found == null ? List.of() : problems(found.grid()),
                new FileState.Edited(
                        now.edits().cells(),
                        now.edits().fixes(),
                        now.edits().canUndo(),
                        now.edits().last(),
                        corrected(now),
                        !now.isChecking()
                                && now.checked() != null
                                && now.checked().doEditsMisfit(),
                        now.areEditsUnchecked()),
                uploaded(now),
                locked(now));
    }

    /** What is behind these words is said once the first part is done. */
    private FileState.Unusable unusable(String message) {
        int then = message.indexOf(" With that: ");
        String first = then < 0 ? message : message.substring(0, then);
        return new FileState.Unusable(first, advice.in(first));
    }

    UploadSummary summary(Now now) {
        Path path = Path.of(now.file().path());
        @Nullable RunStatus status = now.seen().status();
        FileState.@Nullable Uploaded uploaded = uploaded(now);
        return new UploadSummary(
                now.file().id(),
                String.valueOf(path.getFileName()),
                path.toString(),
                stage(now),
                status == null ? 0 : status.counts().rows(),
                uploaded == null ? Map.of() : uploaded.statuses(),
                now.command() == null ? null : now.command().target(),
                now.file().opened(),
                status == null || status.last() == null ? null : status.last().began(),
                now.edits().steps(),
                uploaded != null && uploaded.report());
    }

    private static @Nullable String corrected(Now now) {
        @Nullable String path = now.file().corrected();
        return path != null && Files.exists(Path.of(path)) ? path : null;
    }

    private static long size(Path path) {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stage stage(Now now) {
        if (now.run() != null && now.isUploading()) {
            return Stage.valueOf(now.run().phase().name());
        } else if (now.isChecking()) {
            return Stage.CHECKING;
        } else if (now.unusable() != null) {
            return Stage.UNUSABLE;
        }
        @Nullable RunStatus status = now.seen().status();
        boolean hasOutcome = status != null && !now.isAnotherFile() && (status.isPlanned() || stopped(now) != null);
        return hasOutcome || failure(now) != null ? Stage.ENDED : Stage.CHECKED;
    }

    /** As it was checked, with the rows counted as they were edited since. */
    private static Survey survey(CheckedFile.Found found) {
        GridCounts counts = found.grid().counts();
        return found.survey().withRows(counts.invalid(), counts.skipped());
    }

    private List<FileState.ProblemKind> problems(RowGrid grid) {
        return grid.problems().stream()
                .map(problem -> new FileState.ProblemKind(
                        problem, problem.hint() == null ? List.of() : advice.in(problem.hint())))
                .toList();
    }

    private FileState.@Nullable Uploaded uploaded(Now now) {
        @Nullable RunStatus status = now.seen().status();
        @Nullable PageRun run = now.run();
        if (status == null && run == null && now.seen().damage() == null) {
            return null;
        }
        @Nullable String stopped = stopped(now);
        Map<String, Long> pieces = status == null ? Map.of() : status.counts().byStatus();
        boolean hasParts = status != null && status.counts().hasParts();
        @Nullable Map<String, Long> told = now.isUploading() ? null : statuses(now.seen());
        Map<String, Long> rows = told != null ? told : pieces;
        return new FileState.Uploaded(
                now.isUploading() || rows.isEmpty()
                        ? null
                        : (now.isAnotherFile() ? "Before the file changed: " : "") + sentence(rows, now),
                ran(now),
                isDryRun(now),
                now.isCurrent(),
                now.seen().runs(),
                rows,
                hasParts ? pieces : null,
                run == null || !now.isUploading() ? null : RunProgress.of(run),
                run == null ? null : run.question(),
                run == null ? null : run.traffic(),
                now.isUploading() ? null : now.seen().summary(),
                rows.getOrDefault(Status.INVALID.label(), 0L) + rows.getOrDefault(Status.REJECTED.label(), 0L),
                status != null && status.results() != null,
                now.command() != null
                        && Report.failedIn(now.command().folder().path()).isPresent(),
                now.command() != null
                        && Files.exists(now.command().folder().path().resolve(PastUploads.REPORT)),
                stopped,
                stopped == null ? List.of() : advice.in(stopped),
                run == null ? List.of() : run.notices());
    }

    /** Before a run has begun its line in the history, the last one there is another run. */
    private @Nullable String ran(Now now) {
        @Nullable RunStatus status = now.seen().status();
        RunHistory.@Nullable Run last = status == null ? null : status.last();
        return last == null || last.invocation() == null || (now.isUploading() && last.ended() != null)
                ? null
                : commands.typed(last.invocation().options(), last.invocation().folder());
    }

    private static boolean isDryRun(Now now) {
        @Nullable PageRun run = now.run();
        return (run != null && now.isUploading()) ? run.isDryRun() : now.wasDryRun();
    }

    /** As the report begins. */
    private static String sentence(Map<String, Long> rows, Now now) {
        Map<Status, Long> statuses = new EnumMap<>(Status.class);
        rows.forEach((word, count) -> statuses.put(Status.named(word).orElseThrow(), count));
        @Nullable JsonNode summary = now.seen().summary();
        @Nullable
        String target = summary == null ? null : summary.path("target").textValue();
        return Headline.of(statuses, now.wasDryRun() ? PageContent.About.DRY_RUN : PageContent.About.UPLOAD, target);
    }

    /** By row, as the summary has them; null without one. */
    private static @Nullable Map<String, Long> statuses(LedgerView.Seen seen) {
        if (seen.summary() == null || !seen.summary().path("statuses").isObject()) {
            return null;
        }
        Map<String, Long> statuses = new TreeMap<>();
        seen.summary()
                .path("statuses")
                .properties()
                .forEach(one -> statuses.put(one.getKey(), one.getValue().longValue()));
        return statuses.isEmpty() ? null : statuses;
    }

    /** Of a run in this process, why it came to no end; else what the history says of the last one. */
    private static @Nullable String stopped(Now now) {
        @Nullable String failure = failure(now);
        @Nullable RunStatus status = now.seen().status();
        if (failure != null) {
            return failure;
        } else if (now.isUploading() || status == null || status.last() == null) {
            return null;
        }
        return status.wasKilled()
                ? "The last run was killed. Nothing is lost: go on, and it first checks what was on its way."
                : status.last().stopped();
    }

    private static @Nullable String failure(Now now) {
        if (now.seen().damage() != null) {
            return now.seen().damage();
        }
        return now.run() == null || now.isUploading() ? null : now.run().failure();
    }

    private static @Nullable String locked(Now now) {
        @Nullable RunStatus status = now.seen().status();
        if (now.isUploading()) {
            return now.run() != null && now.run().phase() == PageRun.Phase.QUESTION
                    ? "The upload waits for your answer. Give it, or send nothing, to change something."
                    : "The file is being uploaded. Pause the upload to change something.";
        }
        return status != null && status.isRunning() ? ANOTHER_PROCESS : null;
    }
}
