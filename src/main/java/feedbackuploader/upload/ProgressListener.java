package feedbackuploader.upload;

import feedbackuploader.delivery.DeliveryListener;
import feedbackuploader.delivery.Time;
import feedbackuploader.report.Progress;
import feedbackuploader.report.Traffic;
import feedbackuploader.server.Outcome;
import java.time.Duration;

/** Counts for the progress line, and writes whatever is not plain success into the log. */
final class ProgressListener implements DeliveryListener {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.delivery");

    /** A change of the limit by less than this factor is not worth a line. */
    private static final double NOTABLE = 1.5;

    private final Progress progress;
    private final Traffic traffic;
    private final Time time;
    private double loggedLimit = 1 / NOTABLE;

    ProgressListener(Progress progress, Traffic traffic, Time time) {
        this.progress = progress;
        this.traffic = traffic;
        this.time = time;
    }

    @Override
    public void sent() {
        progress.sent();
    }

    @Override
    public void measured(Duration latency) {
        traffic.measured(latency, time.nanos());
    }

    @Override
    public void limited(int inFlight) {
        progress.limited(inFlight);
        traffic.limited(inFlight, time.nanos());
        if (inFlight >= loggedLimit * NOTABLE || inFlight <= loggedLimit / NOTABLE) {
            loggedLimit = inFlight;
            LOG.log(System.Logger.Level.INFO, "up to {0} concurrent requests", inFlight);
        }
    }

    @Override
    public void answered(Outcome outcome, boolean again) {
        progress.answered(outcome, again);
        traffic.answered(outcome, again);
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
        traffic.paused(wait, time.nanos());
        LOG.log(System.Logger.Level.INFO, "the server asked to wait {0}", Progress.inWords(wait));
    }
}
