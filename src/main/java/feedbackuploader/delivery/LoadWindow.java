package feedbackuploader.delivery;

/**
 * How a server did with one limit of requests in flight. Mean latency = in-flight time / answers (Little's law).
 * Averaging answer times would favour quick answers, because slow ones arrive after the window. Time in which nothing
 * is in flight, because the server asked to wait, counts for nothing.
 */
final class LoadWindow {

    private final int limit;
    private final long startNanos;
    private long lastNanos;
    private double inFlightNanos;
    private double weighted;
    private int answers;
    private int taken;
    private double mean;
    private double squares;

    /** @param limit of requests in flight */
    LoadWindow(int limit, long startNanos) {
        this.limit = limit;
        this.startNanos = startNanos;
        this.lastNanos = startNanos;
    }

    /** Notes that {@code inFlight} requests were in flight until now. */
    void pass(long nowNanos, int inFlight) {
        if (nowNanos - lastNanos > 0) {
            double nanos = (double) inFlight * (nowNanos - lastNanos);
            inFlightNanos += nanos;
            weighted += inFlight * nanos;
            lastNanos = nowNanos;
        }
    }

    /** @param isTaken whether the server took the row, or refused it for its own sake */
    void answered(long latencyNanos, boolean isTaken) {
        answers++;
        if (isTaken) {
            taken++;
            double delta = latencyNanos - mean;
            mean += delta / taken;
            squares += delta * (latencyNanos - mean);
        }
    }

    int limit() {
        return limit;
    }

    long nanos() {
        return lastNanos - startNanos;
    }

    int answers() {
        return answers;
    }

    /** In flight beside a request, on average, itself included. */
    double load() {
        return weighted / Math.max(1, inFlightNanos);
    }

    /** Nanoseconds from a request to its answer, on average. */
    double latency() {
        return inFlightNanos / Math.max(1, answers);
    }

    /** Rows a second that the server takes with all of the limit in flight. */
    double perSecond() {
        return limit * taken / Math.max(1, inFlightNanos) * 1e9;
    }

    /** How far the mean time of the rows taken may be off by chance, as a share of it: its relative standard error. */
    double error() {
        return taken < 2 ? 1 : Math.min(1, Math.sqrt(squares / (taken - 1) / taken) / Math.max(1, mean));
    }
}
