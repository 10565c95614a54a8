package feedbackuploader.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox behaves.
 *
 * @param port on 127.0.0.1; 0 takes any free one
 * @param apiKey the only key that is let in
 * @param latency how long requests to a recording route take; they are recorded on the way
 * @param data where the recorded feedback is kept across restarts, or null for a temporary file that is deleted with the sandbox
 * @param metrics the registered metrics by key; others are refused
 * @param random decides which requests meet a fault and how long they take; need not be safe for threads
 * @param clock dates what is recorded. The {@code Date} header of an answer is always the real time.
 * @param behaviour in what deployments differ
 */
public record SandboxOptions(
        int port,
        String apiKey,
        Latency latency,
        Faults faults,
        @Nullable Path data,
        Map<String, MetricKind> metrics,
        RandomGenerator random,
        Clock clock,
        Behaviour behaviour) {

    public SandboxOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " does not exist; expected 0 to 65535");
        }
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("the sandbox needs an API key that is not blank");
        }
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** Any free port, no latency, no faults, no data file, no metrics. */
    public static SandboxOptions withKey(String apiKey) {
        return new SandboxOptions(
                0,
                apiKey,
                Latency.NONE,
                Faults.none(),
                null,
                Map.of(),
                new SplittableRandom(),
                Clock.systemUTC(),
                Behaviour.USUAL);
    }

    public SandboxOptions withPort(int newPort) {
        return new SandboxOptions(newPort, apiKey, latency, faults, data, metrics, random, clock, behaviour);
    }

    public SandboxOptions withLatency(Latency newLatency) {
        return new SandboxOptions(port, apiKey, newLatency, faults, data, metrics, random, clock, behaviour);
    }

    public SandboxOptions withFaults(Faults newFaults) {
        return new SandboxOptions(port, apiKey, latency, newFaults, data, metrics, random, clock, behaviour);
    }

    public SandboxOptions withData(@Nullable Path newData) {
        return new SandboxOptions(port, apiKey, latency, faults, newData, metrics, random, clock, behaviour);
    }

    /** These metrics and no others. */
    public SandboxOptions withMetrics(Map<String, MetricKind> newMetrics) {
        return new SandboxOptions(port, apiKey, latency, faults, data, newMetrics, random, clock, behaviour);
    }

    public SandboxOptions withRandom(RandomGenerator newRandom) {
        return new SandboxOptions(port, apiKey, latency, faults, data, metrics, newRandom, clock, behaviour);
    }

    public SandboxOptions withClock(Clock newClock) {
        return new SandboxOptions(port, apiKey, latency, faults, data, metrics, random, newClock, behaviour);
    }

    public SandboxOptions withBehaviour(Behaviour newBehaviour) {
        return new SandboxOptions(port, apiKey, latency, faults, data, metrics, random, clock, newBehaviour);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SandboxOptions[port=" + port + ", latency=" + latency + ", faults=" + faults + ", data=" + data
                + ", metrics=" + metrics + "]";
    }
}
