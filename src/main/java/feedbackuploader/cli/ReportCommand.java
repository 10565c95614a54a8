package feedbackuploader.cli;

import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Plan;
import feedbackuploader.report.Report;
import feedbackuploader.upload.PlanBasis;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "report",
        description = "Writes the results and the rows to mend again, from the ledger.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final RunFolderArguments run = new RunFolderArguments();

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UnusableException, LedgerException, IOException {
        try (Ledger ledger = run.ledgerToReport()) {
            Plan plan = ledger.plan()
                    .orElseThrow(() -> new UnusableException(
                            "The upload of " + run.input() + " never came to a plan, so there is nothing to report."));
            Report report = Report.write(
                    run.input(), PlanBasis.readingIn(plan.basis()), run.folder().path(), ledger, plan);
            if (report.inputChanged()) {
                surroundings
                        .err()
                        .println("Note: " + run.input() + " is not the file that was planned any more,"
                                + " so the results hold row numbers and statuses alone.");
            }
            surroundings.out().println("Report: " + Words.path(report.results().toString()));
            if (report.failed() != null) {
                surroundings
                        .out()
                        .println("To mend: " + Words.path(report.failed().toString()));
            }
        }
        return 0;
    }
}
