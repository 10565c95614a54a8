package feedbackuploader.cli;

import feedbackuploader.cli.console.SummaryFormatter;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.cli.options.PageArguments;
import feedbackuploader.cli.options.RunFolderArguments;
import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.Report;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.ReportAgain;
import feedbackuploader.upload.ShardMerge;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = {
            "Writes the report of an upload again, from its ledger: the results and the rows to fix.",
            "If the file has changed, the results hold only row numbers and statuses."
        },
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final RunFolderArguments run;

    @Option(
            names = "--merge",
            description = "Write one report from the run folders of all shards, into a folder FILE.upload-merged."
                    + " Before that, check that no shard is missing and that no feedback was sent by two"
                    + " shards.")
    private boolean merge;

    @Mixin
    private final PageArguments page = new PageArguments();

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.run = new RunFolderArguments(surroundings);
    }

    @Override
    public Integer call() throws UnusableException, LedgerException, IOException {
        if (merge) {
            return show(run.merge(page.options())).code();
        }
        try (Ledger ledger = run.ledgerToReport()) {
            Path input = run.input();
            ReportAgain.Written written = ReportAgain.write(input, run.folder(), ledger, page.options());
            ExitStatus shown = show(input, written.report());
            surroundings.show(written.reasons());
            surroundings.show(written.steps().stream().map(NextStep::inOneLine).toList());
            return shown.code();
        }
    }

    /** Null where there is none. */
    private @Nullable Path page(Report report) {
        Path folder = Objects.requireNonNull(report.results().getParent());
        return page.options().isWritten() ? Report.pageIn(folder) : null;
    }

    private ExitStatus show(Path input, Report report) {
        if (report.inputChanged()) {
            surroundings.say(input + " has changed since it was checked, or cannot be read. The outcome by row number: "
                    + TypedCommand.shown(report.results())
                    + ". For a complete report, restore the file and run this command again. Or upload the"
                    + " file as it is now: recorded rows are not sent again.");
            return ExitStatus.UNUSABLE;
        }
        report.notices().forEach(notice -> surroundings.say("Note: " + notice));
        SummaryFormatter.files(report.results(), report.failed(), page(report)).forEach(surroundings.out()::println);
        return ExitStatus.DONE;
    }

    private ExitStatus show(ShardMerge.Merged merged) {
        SummaryFormatter.of(merged).forEach(surroundings.out()::println);
        ExitStatus shown = show(merged.input(), merged.report());
        ExitStatus status =
                ExitStatus.worst(shown, ExitStatus.of(Status.in(merged.report().statuses())));
        if (merged.countSentTwice() > 0) {
            surroundings.show("Several shards sent, or may have sent, the same feedback, "
                    + Amount.of(merged.countSentTwice(), "time") + ": rows "
                    + merged.sentTwice().stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + (merged.countSentTwice() > merged.sentTwice().size() ? " and more." : "."));
            status = ExitStatus.worst(status, ExitStatus.SOME_FAILED);
        }
        if (merged.inDoubt() > 0) {
            surroundings.show("Skipped, and it is unknown whether the server has it: "
                    + Amount.ofFeedback(merged.inDoubt()) + ". upload_error gives the reason.");
            status = ExitStatus.worst(status, ExitStatus.SOME_UNKNOWN);
        }
        surroundings.show(merged.reasons());
        surroundings.show(merged.steps().stream().map(NextStep::inOneLine).toList());
        return status;
    }
}
