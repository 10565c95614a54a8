package feedbackuploader.server;

import feedbackuploader.feedback.MetricCatalogue;

/**
 * What came of asking a deployment for its metrics, the harmless read that comes before the first row. The texts are
 * whole sentences, safe to print, and never contain the key.
 */
public sealed interface CatalogueAnswer {

    /** The deployment answered with its metrics. */
    record Known(MetricCatalogue catalogue) implements CatalogueAnswer {}

    /** The deployment answers, but not this: worth a notice, and no reason not to upload. */
    record Unavailable(String why) implements CatalogueAnswer {}

    /** No row would be recorded either: the run must stop before it began. */
    record Stopped(Outcome.Stopped stop) implements CatalogueAnswer {}

    /** No answer came, or only one from a gateway or from a server that asks to wait: worth another try later. */
    record Unreachable(String why) implements CatalogueAnswer {}
}
