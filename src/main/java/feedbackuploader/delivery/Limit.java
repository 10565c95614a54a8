package feedbackuploader.delivery;

import java.time.Duration;

/** The number of requests that may be in flight, which may change with every answer. */
sealed interface Limit permits FixedLimit, AdaptiveLimit {

    static Limit of(Concurrency concurrency) {
        return concurrency instanceof Concurrency.Auto auto
                ? new AdaptiveLimit(auto.most())
                : new FixedLimit(concurrency.most());
    }

    /** From 1. */
    int permits();

    /** A request leaves. Moments are those of one clock, in order. */
    void sent(long nowNanos);

    /** The server has taken or refused a row, {@code latency} after its request left. */
    void answered(long nowNanos, Duration latency);

    /** The server had no time for a row, or gave no answer to it, {@code latency} after it left. */
    void strained(long nowNanos, Duration latency);

    /** A request has ended in a way that says nothing about the server. */
    void ended(long nowNanos);
}
