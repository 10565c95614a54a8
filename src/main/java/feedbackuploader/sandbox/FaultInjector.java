package feedbackuploader.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides which fault a request meets: one draw for each request, so that a seed gives the same faults again. */
final class FaultInjector {

    private final Faults faults;
    private final RandomGenerator random;

    FaultInjector(Faults faults, RandomGenerator random) {
        this.faults = faults;
        this.random = random;
    }

    /** The fault that the next request meets, or null for none. */
    synchronized Faults.@Nullable Kind draw() {
        double point = random.nextDouble();
        for (Map.Entry<Faults.Kind, Double> fault : faults.rates().entrySet()) {
            point -= fault.getValue();
            if (point < 0) {
                return fault.getKey();
            }
        }
        return null;
    }

    /** Whether the next list of completions leaves out what exists. Without that fault, nothing is drawn. */
    synchronized boolean leavesOut() {
        return faults.unlisted() > 0 && random.nextDouble() < faults.unlisted();
    }

    long retryAfterSeconds() {
        return faults.retryAfter().toSeconds();
    }

    Duration stall() {
        return faults.stall();
    }
}
