package feedbackuploader.upload;

import feedbackuploader.delivery.DeliveryListener;
import feedbackuploader.delivery.Time;
import feedbackuploader.feedback.Amount;
import feedbackuploader.report.DeliveryStats;
import feedbackuploader.server.Outcome;
import java.time.Duration;

/** Counts for the progress line, and writes whatever is not plain success into the log. */
final class ProgressListener implements DeliveryListener {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.delivery");

    /** A change of the limit by less than this factor is not worth a line. */
    private static final double NOTABLE = 1.5;

    private final DeliveryStats stats;
    private final Time time;
    private double loggedLimit = 1 / NOTABLE;

    ProgressListener(DeliveryStats stats, Time time) {
        this.stats = stats;
        this.time = time;
    }

    @Override
    public void sent() {
        stats.sent(time.nanos());
    }

    @Override
    public void measured(Duration latency) {
        stats.measured(latency, time.nanos());
    }

    @Override
    public void limited(int inFlight) {
        stats.limited(inFlight, time.nanos());
        if (inFlight >= loggedLimit * NOTABLE || inFlight <= loggedLimit / NOTABLE) {
            loggedLimit = inFlight;
            LOG.log(System.Logger.Level.INFO, "up to {0} concurrent requests", inFlight);
        }
    }

    @Override
    public void answered(Outcome outcome, boolean again) {
        stats.answered(outcome, again);
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
    public void paused(Duration wait, String cause) {
        stats.paused(wait, cause, time.nanos());
        LOG.log(System.Logger.Level.INFO, "the server asked to wait {0}", Amount.of(wait));
    }
}
