package feedbackuploader.cli;

import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Plan;
import feedbackuploader.report.Report;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.PlanBasis;
import feedbackuploader.upload.ShardMerge;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = "Writes the results and the rows to mend again, from the ledger.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final RunFolderArguments run;

    @Option(
            names = "--merge",
            description = "one report from the run folders of all shards, after a check that none is missing and that"
                    + " nothing was sent by two of them")
    private boolean merge;

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.run = new RunFolderArguments(surroundings);
    }

    @Override
    public Integer call() throws UnusableException, LedgerException, IOException {
        if (merge) {
            return tell(run.merge()).code();
        }
        try (Ledger ledger = run.ledgerToReport()) {
            Path input = run.input();
            Plan plan = ledger.plan()
                    .orElseThrow(() -> new UnusableException(
                            "The upload of " + input + " never came to a plan, so there is nothing to report."));
            return tell(
                            input,
                            Report.write(
                                    input,
                                    PlanBasis.readingIn(plan.basis()),
                                    run.folder().path(),
                                    ledger::entries,
                                    plan,
                                    ledger.name()))
                    .code();
        }
    }

    private ExitStatus tell(Path input, Report report) {
        if (report.inputChanged()) {
            surroundings
                    .err()
                    .println(
                            input + " is not the file that was planned any more, or cannot be read, so there is no"
                                    + " report on it. What became of which row number: "
                                    + Words.path(report.results().toString())
                                    + ". For a whole report, put the file back as it"
                                    + " was and run this again, or upload it as it is now: what is recorded is not sent again.");
            return ExitStatus.UNUSABLE;
        }
        if (report.notice() != null) {
            surroundings.err().println("Note: " + report.notice());
        }
        report.kept()
                .forEach(file -> surroundings
                        .err()
                        .println("Note: the rows to mend were changed since they were written, and are kept as "
                                + Words.path(file.toString()) + "."));
        surroundings.out().println("Report: " + Words.path(report.results().toString()));
        if (report.failed() != null) {
            surroundings.out().println("To mend: " + Words.path(report.failed().toString()));
        }
        return ExitStatus.DONE;
    }

    private ExitStatus tell(ShardMerge.Merged merged) {
        ClosingWords.counts(merged.report().statuses(), ClosingWords.NOT_SENT, false)
                .forEach(surroundings.out()::println);
        ExitStatus told = tell(merged.input(), merged.report());
        if (merged.countSentTwice() > 0) {
            surroundings
                    .out()
                    .println("More than one shard says that the server has, or may have, the same feedback, "
                            + Words.count(merged.countSentTwice(), "time") + ": rows "
                            + merged.sentTwice().stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + (merged.countSentTwice() > merged.sentTwice().size() ? " and more." : "."));
            return ExitStatus.SOME_FAILED;
        }
        return ExitStatus.worst(told, ExitStatus.ofStatuses(merged.report().statuses()));
    }
}
