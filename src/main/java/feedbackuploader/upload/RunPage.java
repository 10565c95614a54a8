package feedbackuploader.upload;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.RowViewer;
import feedbackuploader.report.RunHistory;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code report.html} of a run that uploads. */
final class RunPage {

    /** The runs before it that are told of. */
    private static final int RUNS = 20;

    private final RunContext run;
    private final PageWalk walk;

    RunPage(RunContext run) throws LedgerException {
        this.run = run;
        this.walk = new PageWalk(run.request().page(), run.ledger());
    }

    RowViewer viewer() {
        return walk.viewer();
    }

    boolean mayKeep() {
        return walk.mayKeep(run.request().folder().path());
    }

    @Nullable
    String place() {
        return walk.place(run.request().folder().path());
    }

    void write(Summary summary) throws IOException {
        @Nullable String command = run.journal().invocation().command();
        List<NextStep> steps = command == null ? List.of() : NextSteps.after(summary, command);
        List<RunHistory.Run> runs = RunHistory.lastRuns(run.request().folder().history(), RUNS + 1);
        List<RunHistory.Run> earlier = runs.stream()
                .filter(one -> !one.began().equals(run.journal().startedAt().toString()))
                .toList();
        walk.write(run.request().folder().path(), summary, steps, earlier, List.of());
    }
}
