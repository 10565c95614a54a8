package feedbackuploader.sandbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long requests to the recording routes take: between {@code least} and {@code most}, spread evenly on a
 * logarithmic scale, so that most are quick and some take almost the most.
 */
public record Latency(Duration least, Duration most) {

    public static final Latency NONE = of(Duration.ZERO);

    public Latency {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "a latency cannot be negative, nor its upper bound below the lower: " + least + ".." + most);
        }
    }

    /** The same for every request. */
    public static Latency of(Duration latency) {
        return new Latency(latency, latency);
    }

    /** The two parts of one request's latency: before it is recorded, and after. */
    record Halves(Duration before, Duration after) {}

    /** Half and half when all requests take the same time; else both the time and its parts are drawn. */
    Halves draw(RandomGenerator random) {
        if (least.equals(most)) {
            Duration before = most.dividedBy(2);
            return new Halves(before, most.minus(before));
        }
        double lower = Math.max(1, least.toNanos());
        double nanos = lower * Math.pow(most.toNanos() / lower, random.nextDouble());
        long before = (long) (nanos * random.nextDouble());
        return new Halves(Duration.ofNanos(before), Duration.ofNanos((long) nanos - before));
    }
}
