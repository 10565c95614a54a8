package feedbackuploader.cli;

import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Owner;
import feedbackuploader.ledger.State;
import feedbackuploader.report.RecordedIds;
import feedbackuploader.report.RunHistory;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Shows the state of an upload, also while it runs.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 shown; 2 no upload of FILE here; 3 its rows are not checked yet; 5 as for upload."
        })
final class StatusCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final RunFolderArguments run;

    @Option(
            names = "--recorded-ids",
            description = "List all feedback that the server has recorded, as CSV: completion_id, feedback_id,"
                    + " metric, recorded_at.")
    private boolean recordedIds;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.run = new RunFolderArguments(surroundings);
    }

    @Override
    public Integer call() throws UnusableException, LedgerException, IOException {
        try (Ledger ledger = run.ledgerToRead()) {
            if (recordedIds) {
                RecordedIds.write(ledger, surroundings.out());
                return ExitStatus.DONE.code();
            }
            boolean isPlanned = ledger.plan().isPresent();
            Path folder = run.folder().path();
            RunHistory.@Nullable Run last =
                    RunHistory.last(run.folder().history()).orElse(null);
            boolean isRunning = last != null && last.ended() == null && Ledger.isInUse(folder);
            if (json) {
                printJson(ledger, isPlanned, last, isRunning);
            } else {
                print(ledger, isPlanned, last, isRunning);
            }
            return isPlanned || isRunning ? ExitStatus.DONE.code() : ExitStatus.STOPPED.code();
        }
    }

    private void print(Ledger ledger, boolean isPlanned, RunHistory.@Nullable Run last, boolean isRunning)
            throws LedgerException {
        PrintStream out = surroundings.out();
        Owner owner = ledger.owner();
        Counts counts = ledger.counts();
        out.println(Words.path(owner.input().toString()) + " to " + target(owner) + ": "
                + (isPlanned
                        ? Words.count(counts.rows(), "row")
                                + (counts.hasParts() ? ", " + Words.number(counts.total()) + " feedback" : "")
                        : "the rows are not checked yet; nothing was sent."));
        counts.byState().forEach((state, count) -> out.printf("%10s %s%n", Words.number(count), word(state)));
        if (last != null) {
            out.println(lastRun(last, isRunning));
            if (last.stopped() != null) {
                out.println("It stopped: " + last.stopped());
            }
        }
        out.println(report(last));
    }

    /** A sandbox is its own use case. */
    private static String target(Owner owner) {
        return owner.project() == null || owner.project().equals(owner.target())
                ? owner.target()
                : owner.target() + ", " + owner.project();
    }

    private static String lastRun(RunHistory.Run last, boolean isRunning) {
        String began = "Last run: began " + seconds(last.began());
        if (last.ended() != null) {
            return began + ", ended " + seconds(last.ended()) + " with exit code " + last.exitCode() + ".";
        }
        return began
                + (isRunning
                        ? " and is still running."
                        : " and was killed. Nothing is lost. Run the same upload command to continue.");
    }

    private static String seconds(String instant) {
        return Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String report(RunHistory.@Nullable Run last) {
        @Nullable Path results = existingResults(last);
        return results == null
                ? "Report: none yet. The upload writes it when it ends."
                : "Report: " + Words.path(results.toString());
    }

    private static @Nullable Path existingResults(RunHistory.@Nullable Run last) {
        return last == null || last.results() == null || !Files.exists(Path.of(last.results()))
                ? null
                : Path.of(last.results());
    }

    private void printJson(Ledger ledger, boolean isPlanned, RunHistory.@Nullable Run last, boolean isRunning)
            throws LedgerException {
        Owner owner = ledger.owner();
        Counts counts = ledger.counts();
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("input", owner.input().toString());
        status.put("target", owner.target());
        status.put("project", owner.project());
        status.put("checked", isPlanned);
        status.put("rows", counts.rows());
        status.put("feedback", counts.total());
        Map<String, Long> states = new LinkedHashMap<>();
        counts.byState().forEach((state, count) -> states.put(word(state), count));
        status.put("states", states);
        status.put("running", isRunning);
        status.put("began", last == null ? null : last.began());
        status.put("ended", last == null ? null : last.ended());
        status.put("exit_code", last == null ? null : last.exitCode());
        status.put("stopped", last == null ? null : last.stopped());
        status.put("results", Objects.toString(existingResults(last), null));
        surroundings.out().println(JsonLine.of(status));
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
