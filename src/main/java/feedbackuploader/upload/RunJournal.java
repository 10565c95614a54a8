package feedbackuploader.upload;

import feedbackuploader.delivery.Time;
import feedbackuploader.feedback.Project;
import feedbackuploader.report.Invocation;
import feedbackuploader.report.RunHistory;
import feedbackuploader.report.RunLog;
import feedbackuploader.report.Summary;
import java.time.Duration;
import java.time.Instant;

/** What is noted of a run while it goes on: its log, and its line in the history. */
final class RunJournal implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.upload");

    private final Invocation invocation;
    private final Time time;
    private final Instant startedAt;
    private final long openedNanos;
    private final RunLog log;
    private final RunHistory history;
    private boolean toldOfFailure;

    private RunJournal(UploadRequest request, Invocation invocation, Time time) {
        this.invocation = invocation;
        this.time = time;
        this.log = RunLog.open(request.folder().log());
        this.startedAt = time.clock().instant();
        this.history = RunHistory.begin(
                request.folder().history(),
                invocation,
                startedAt.toString(),
                request.target(),
                request.keyNamed(Project.Naming.USE_CASE),
                request.keyNamed(Project.Naming.PROJECT));
        this.openedNanos = time.nanos();
    }

    /** From now on the run lasts. */
    static RunJournal open(UploadRequest request, Invocation invocation, Time time) {
        return new RunJournal(request, invocation, time);
    }

    Invocation invocation() {
        return invocation;
    }

    Instant startedAt() {
        return startedAt;
    }

    long openedNanos() {
        return openedNanos;
    }

    String now() {
        return time.clock().instant().toString();
    }

    /** So far; a wall clock may be set meanwhile. */
    double seconds() {
        return Duration.ofNanos(time.nanos() - openedNanos).toMillis() / 1000.0;
    }

    void planning(UploadRequest request) {
        Project project = request.project();
        LOG.log(
                System.Logger.Level.INFO,
                "{0}, {1} on {2}: {3} to {4}, {5}; options: {6}",
                invocation.program(),
                invocation.user(),
                invocation.host(),
                request.input(),
                request.target(),
                project == null ? "no use case or project" : project.inWords(),
                String.join(" ", invocation.options()));
    }

    /** Once, now or later: on a full disk it may be the ledger that matters next. */
    void tellOfFailure(UploadListener listener) {
        if (!toldOfFailure) {
            log.failure().or(history::failure).ifPresent(sentence -> {
                toldOfFailure = true;
                listener.notice(sentence);
            });
        }
    }

    /** The run ended without a report; does nothing after {@link #end}. */
    void fail(int exitCode, String why) {
        LOG.log(System.Logger.Level.INFO, "ended with exit code {0}: {1}", exitCode, why);
        history.end(now(), exitCode, why, null, null);
    }

    void end(Summary summary) {
        history.end(summary);
        LOG.log(System.Logger.Level.INFO, "ended with exit code {0}: {1}", summary.exitCode(), summary.statuses());
    }

    @Override
    public void close() {
        log.close();
    }
}
