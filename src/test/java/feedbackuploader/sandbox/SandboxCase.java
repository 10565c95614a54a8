package feedbackuploader.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox that is started for each test, and a client that has its key. */
abstract class SandboxCase {

    Sandbox sandbox;
    SandboxClient client;

    abstract SandboxOptions options();

    /** One whose clock stands still. */
    static SandboxOptions at(long millis, Map<String, MetricKind> metrics) {
        return with(metrics).withClock(Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
    }

    static SandboxOptions with(Map<String, MetricKind> metrics) {
        return SandboxOptions.withKey(SandboxClient.KEY).withMetrics(metrics);
    }

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(options());
        client = new SandboxClient(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }
}
