package feedbackuploader.delivery;

/**
 * What a server did with a load over some time. The mean time of an answer comes from Little's law, as the requests in
 * flight over the answers in a second: the times of the answers themselves would count the quick ones too often, since a
 * window ends before the slow ones come.
 */
final class LoadWindow {

    private final long startNanos;
    private long lastNanos;
    private double inFlightNanos;
    private int answers;
    private double meanLatency;
    private double squares;

    LoadWindow(long startNanos) {
        this.startNanos = startNanos;
        this.lastNanos = startNanos;
    }

    /** Time goes on with so many in flight. */
    void pass(long nowNanos, int inFlight) {
        if (nowNanos - lastNanos > 0) {
            inFlightNanos += (double) inFlight * (nowNanos - lastNanos);
            lastNanos = nowNanos;
        }
    }

    void answered(long latencyNanos) {
        answers++;
        double delta = latencyNanos - meanLatency;
        meanLatency += delta / answers;
        squares += delta * (latencyNanos - meanLatency);
    }

    boolean hasBegun() {
        return lastNanos - startNanos > 0;
    }

    long nanos() {
        return lastNanos - startNanos;
    }

    int answers() {
        return answers;
    }

    /** In flight, on average. */
    double load() {
        return inFlightNanos / Math.max(1, nanos());
    }

    /** Nanoseconds from the request to its answer, on average. */
    double latency() {
        return inFlightNanos / Math.max(1, answers);
    }

    /** How far {@link #latency} may be off by chance, as a share of it: its relative standard error. */
    double error() {
        return answers < 2 ? 1 : Math.min(1, Math.sqrt(squares / (answers - 1) / answers) / meanLatency);
    }
}
