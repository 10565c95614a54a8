package feedbackuploader.delivery;

import java.time.Duration;

/** As many as the user chose. */
record FixedLimit(int permits) implements Limit {

    @Override
    public void sent(long nowNanos) {}

    @Override
    public void answered(long nowNanos, Duration latency) {}

    @Override
    public void strained(long nowNanos, Duration latency) {}

    @Override
    public void ended(long nowNanos) {}
}
