package feedbackuploader.upload;

import feedbackuploader.delivery.DeliveryListener;
import feedbackuploader.delivery.Time;
import feedbackuploader.feedback.Outcome;
import feedbackuploader.report.Progress;
import java.time.Duration;

/** Counts for the progress line, and writes whatever is not plain success into the log. */
final class ProgressListener implements DeliveryListener {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.delivery");

    private final Progress progress;
    private final Time time;

    ProgressListener(Progress progress, Time time) {
        this.progress = progress;
        this.time = time;
    }

    @Override
    public void sent() {
        progress.sent();
    }

    @Override
    public void answered(Outcome outcome, boolean again) {
        progress.answered(outcome, again);
        if (!(outcome instanceof Outcome.Recorded)) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "{0}{1}: {2}",
                    outcome.getClass().getSimpleName(),
                    again ? ", to be sent again" : "",
                    outcome.reason());
        }
    }

    @Override
    public void paused(Duration wait) {
        progress.pausedUntil(time.nanos() + wait.toNanos());
        LOG.log(System.Logger.Level.INFO, "the server asked to wait {0}", Progress.inWords(wait));
    }
}
