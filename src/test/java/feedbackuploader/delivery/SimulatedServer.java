package feedbackuploader.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** A server in simulated time: so many rows at once, each for some time, the others wait; and perhaps a rate limit. */
final class SimulatedServer {

    /** Says no to a request at a moment, and for how long to wait. */
    @FunctionalInterface
    interface RateLimit {
        Optional<Duration> refusal(double seconds);
    }

    private final Random random = new Random(1);
    private final PriorityQueue<Double> busyUntil = new PriorityQueue<>();
    private int workers;
    private ToDoubleFunction<Random> serviceSeconds;
    private final RateLimit rateLimit;

    SimulatedServer(int workers, ToDoubleFunction<Random> serviceSeconds, RateLimit rateLimit) {
        this.workers = workers;
        this.serviceSeconds = serviceSeconds;
        this.rateLimit = rateLimit;
    }

    static SimulatedServer of(int workers, ToDoubleFunction<Random> serviceSeconds) {
        return new SimulatedServer(workers, serviceSeconds, seconds -> Optional.empty());
    }

    /** So many in each second of the clock. */
    static RateLimit window(int rate) {
        return new RateLimit() {
            private long second;
            private int count;

            @Override
            public Optional<Duration> refusal(double seconds) {
                if ((long) seconds != second) {
                    second = (long) seconds;
                    count = 0;
                }
                return count++ < rate ? Optional.empty() : Optional.of(Duration.ofSeconds(1));
            }
        };
    }

    static RateLimit bucket(double rate, double burst, Duration wait) {
        return new RateLimit() {
            private double tokens = burst;
            private double last;

            @Override
            public Optional<Duration> refusal(double seconds) {
                tokens = Math.min(burst, tokens + (seconds - last) * rate);
                last = seconds;
                if (tokens < 1) {
                    return Optional.of(wait);
                }
                tokens--;
                return Optional.empty();
            }
        };
    }

    void takes(ToDoubleFunction<Random> seconds) {
        serviceSeconds = seconds;
    }

    void loses(int fewer) {
        workers -= fewer;
    }

    Optional<Duration> refusal(double now) {
        return rateLimit.refusal(now);
    }

    /** When a request that comes now is answered. */
    double answerAt(double now) {
        double start = now;
        while (busyUntil.size() >= workers) {
            start = Math.max(now, busyUntil.remove());
        }
        double end = start + serviceSeconds.applyAsDouble(random);
        busyUntil.add(end);
        return end;
    }
}
