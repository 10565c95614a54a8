package feedbackuploader.cli.console;

import feedbackuploader.report.DeliveryStats;

/** Shows how a delivery goes to someone, for as long as it lasts. */
interface ProgressView {

    void start(DeliveryStats stats);

    /** The delivery is over; may be called without a start. */
    void stop();
}
