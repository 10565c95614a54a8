package feedbackuploader.endtoend;

import feedbackuploader.sandbox.Faults;
import feedbackuploader.sandbox.Latency;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** A sandbox in the test's own process, where a test has no need to kill it: it starts in no time. */
final class LocalSandbox implements AutoCloseable {

    private static final long SEED = 20_261_124;

    private final Sandbox sandbox;

    private LocalSandbox(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static LocalSandbox start() throws IOException {
        return start(Latency.NONE, "");
    }

    static LocalSandbox slow(Duration latency) throws IOException {
        return slow(Latency.of(latency));
    }

    static LocalSandbox slow(Latency latency) throws IOException {
        return start(latency, "");
    }

    /** @param faults as they are typed */
    static LocalSandbox withFaults(String faults) throws IOException {
        return start(Latency.NONE, faults);
    }

    private static LocalSandbox start(Latency latency, String faults) throws IOException {
        return new LocalSandbox(Sandbox.start(SandboxOptions.withKey(PackagedProgram.KEY)
                .withLatency(latency)
                .withFaults(faults.isEmpty() ? Faults.none() : Faults.parse(faults))
                .withRandom(new SplittableRandom(SEED))
                .withMetrics(Map.of(
                        "quality", MetricKind.SCALAR, "helpful", MetricKind.BOOL, "acceptance", MetricKind.BOOL))));
    }

    SandboxView view() {
        return new SandboxView(sandbox.root());
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
