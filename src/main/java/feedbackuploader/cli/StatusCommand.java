package feedbackuploader.cli;

import feedbackuploader.cli.console.ConsoleListener;
import feedbackuploader.cli.console.SummaryFormatter;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.cli.options.RunFolderArguments;
import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.Fixes;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Owner;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.RecordedIds;
import feedbackuploader.report.Report;
import feedbackuploader.report.RunHistory;
import feedbackuploader.support.JsonText;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.ReportAgain;
import feedbackuploader.upload.RowReasons;
import feedbackuploader.upload.RunStatus;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Shows the state of an upload, also while it runs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 shown; 2 no upload of FILE here; 3 its rows are not checked yet; 5 cannot continue, see the message."
        })
final class StatusCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

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
                writeRecordedIds(ledger);
                return ExitStatus.DONE.code();
            }
            RunStatus status = RunStatus.of(ledger, run.folder());
            RowReasons reasons = RowReasons.of(ledger, any -> true);
            if (json) {
                printJson(status, reasons);
            } else {
                print(status, reasons);
            }
            return status.isPlanned() || status.isRunning() ? ExitStatus.DONE.code() : ExitStatus.STOPPED.code();
        }
    }

    private void writeRecordedIds(Ledger ledger) throws LedgerException, IOException {
        List<Ledger> copies = new ArrayList<>();
        try {
            for (Path folder : Fixes.folders(surroundings.memory(), ledger)) {
                if (Ledger.existsIn(folder)) {
                    copies.add(Ledger.openToRead(folder));
                } else {
                    surroundings.say("Missing in this list: what was recorded from " + TypedCommand.shown(folder)
                            + ", which has no ledger any more.");
                }
            }
            RecordedIds.write(ledger, copies, surroundings.out());
        } finally {
            for (Ledger copy : copies) {
                copy.close();
            }
        }
    }

    private void print(RunStatus status, RowReasons reasons) throws UnusableException {
        PrintStream out = surroundings.out();
        RunHistory.@Nullable Run last = status.last();
        surroundings.show(TypedCommand.shown(status.owner().input()) + " to " + target(status.owner()) + ": "
                + (status.isPlanned()
                        ? ConsoleListener.rows(status.counts())
                        : "the rows are not checked yet; nothing was sent."));
        status.counts()
                .byStatus()
                .forEach((word, count) ->
                        out.printf("%10s %s%n", Amount.of(count), word + (status.isRunning() ? meanwhile(word) : "")));
        SummaryFormatter.forOtherShards(status.counts().rowsOfOtherShards()).ifPresent(out::println);
        surroundings.show(reasons.lines());
        if (last != null) {
            surroundings.show(lastRun(last, status.isRunning()));
            if (last.stopped() != null) {
                surroundings.show("It stopped: " + last.stopped());
            }
        }
        surroundings.show(report(status));
        surroundings.show(ReportAgain.toLink(reasons, ReportAgain.command(last)).stream()
                .map(NextStep::inOneLine)
                .toList());
    }

    /** What may still become of rows while an upload runs. */
    private static String meanwhile(String status) {
        return switch (Status.named(status).orElseThrow()) {
            case NOT_SENT -> " (still to be sent)";
            case UNKNOWN -> " (being sent, or being checked)";
            case SKIPPED, RECORDED, INVALID, REJECTED -> "";
        };
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
                        : " and was killed, or left by a second Ctrl-C. Nothing is lost. Run the same upload command to"
                                + " continue.");
    }

    private static String seconds(String instant) {
        return Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private String report(RunStatus status) throws UnusableException {
        if (status.results() != null) {
            return "Report: " + TypedCommand.shown(status.results());
        }
        Optional<Path> outOfDate = Report.outOfDateIn(run.folder().path());
        String state = outOfDate
                .map(file -> "Report: " + TypedCommand.shown(file) + " of an earlier run is out of date.")
                .orElse("Report: none yet.");
        return state
                + (status.isRunning() || !status.isPlanned()
                        ? " The upload writes it when it ends."
                        : " To write it now: "
                                + TypedCommand.of(Objects.requireNonNull(spec), surroundings.name())
                                        .as("report")
                                        .toPaste());
    }

    private void printJson(RunStatus found, RowReasons reasons) {
        Owner owner = found.owner();
        RunHistory.@Nullable Run last = found.last();
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("input", owner.input().toString());
        status.put("target", owner.target());
        boolean isUseCase =
                last != null && last.useCase() != null && last.useCase().equals(owner.project());
        status.put(isUseCase ? "use_case" : "project", owner.project());
        status.put("checked", found.isPlanned());
        status.put("rows", found.counts().rows());
        status.put("feedback", found.counts().total());
        status.put("statuses", found.counts().byStatus());
        if (found.counts().rowsOfOtherShards() > 0) {
            status.put("rows_of_other_shards", found.counts().rowsOfOtherShards());
        }
        status.put("reasons", reasons.lines());
        status.put("running", found.isRunning());
        status.put("began", last == null ? null : last.began());
        status.put("ended", last == null ? null : last.ended());
        status.put("exit_code", last == null ? null : last.exitCode());
        status.put("stopped", last == null ? null : last.stopped());
        status.put("results", Objects.toString(found.results(), null));
        surroundings.out().println(JsonText.forTerminal(status));
    }
}
