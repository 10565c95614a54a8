package feedbackuploader.cli;

import feedbackuploader.ledger.PrivateFiles;
import feedbackuploader.sandbox.Faults;
import feedbackuploader.sandbox.Latency;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sandbox",
        description = "Runs a local Adaptive Engine that keeps what it is sent, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Its key is $ADAPTIVE_API_KEY, or else the word sandbox.",
            "GET /sandbox/feedback lists what was recorded, as JSONL; GET /sandbox/stats counts requests and faults."
                    + " Both need the key. It answers only to 127.0.0.1, localhost and [::1] at its own port.",
            "Faults, each with its share of the requests: 429, 503, 500 (not recorded), 500-after (recorded),"
                    + " drop-before and drop-after (connection closed without an answer), timeout (recorded, and answered"
                    + " late); retry-after=2s goes with 429, stall=5s with timeout."
        })
final class SandboxCommand implements Callable<Integer> {

    private static final String DEFAULT_KEY = "sandbox";
    private static final List<String> DEFAULT_METRICS = List.of("quality:scalar", "helpful:bool", "acceptance:bool");

    private final Surroundings surroundings;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8787",
            description = "0 takes any free one (default: ${DEFAULT-VALUE})")
    private int port = 8787;

    @Option(
            names = "--metric",
            paramLabel = "KEY:KIND",
            description = "a registered metric of kind bool or scalar; may be repeated"
                    + " (default: quality:scalar, helpful:bool, acceptance:bool)")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            defaultValue = "0ms",
            description = "how long each feedback request takes, or a range such as 5ms..2s, in which most are quick"
                    + " and some are slow (default: ${DEFAULT-VALUE})")
    private Latency latency = Latency.NONE;

    @Option(
            names = "--faults",
            paramLabel = "SPEC",
            description = "trouble, for example 429=5%%,drop-after=1%%,retry-after=2s")
    private @Nullable String faults;

    @Option(
            names = "--hide-users",
            description = "refuse to say who rated when feedback is read back, as older deployments do")
    private boolean hidesUsers;

    @Option(names = "--data", paramLabel = "FILE", description = "keep what is recorded here, also for the next start")
    private @Nullable Path data;

    @Option(names = "--seed", paramLabel = "N", description = "makes the trouble the same each time")
    private @Nullable Long seed;

    SandboxCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UnusableException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Signals signals = Signals.handle(ended::countDown, () -> {});
        String key = Objects.requireNonNullElse(surroundings.variable(Surroundings.KEY_VARIABLE), DEFAULT_KEY);
        try {
            makeDataPrivate();
            run(key, ended);
        } catch (IOException e) {
            throw unusable(e);
        }
        return signals.exitCode(0);
    }

    /** It holds people's feedback, as a ledger does. Where its folder is missing, the sandbox says so itself. */
    private void makeDataPrivate() throws IOException {
        Path folder = data == null ? null : data.toAbsolutePath().getParent();
        if (data != null && folder != null && Files.isDirectory(folder)) {
            PrivateFiles.createFile(data);
        }
    }

    private void run(String key, CountDownLatch ended) throws IOException, UnusableException, InterruptedException {
        try (Sandbox sandbox = Sandbox.start(options(key))) {
            PrintStream out = surroundings.out();
            out.println("Sandbox at " + sandbox.root() + ", " + Words.number(sandbox.recordedCount())
                    + " recorded so far. Ctrl-C ends it.");
            out.println("export ADAPTIVE_URL=" + sandbox.root()
                    + (key.equals(DEFAULT_KEY) ? " ADAPTIVE_API_KEY=" + DEFAULT_KEY : ""));
            ended.await();
            out.println(Words.number(sandbox.recordedCount()) + " recorded.");
        }
    }

    private SandboxOptions options(String key) throws UnusableException {
        try {
            return SandboxOptions.withKey(key)
                    .withPort(port)
                    .withMetrics(registered(metrics.isEmpty() ? DEFAULT_METRICS : metrics))
                    .withLatency(latency)
                    .withFaults(faults == null ? Faults.none() : Faults.parse(faults))
                    .withData(data)
                    .withoutUsers(hidesUsers)
                    .withRandom(seed == null ? new SplittableRandom() : new SplittableRandom(seed));
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    private static UnusableException unusable(Exception e) {
        String message = String.valueOf(e.getMessage());
        return new UnusableException("The sandbox cannot start: " + message + (message.endsWith(".") ? "" : "."), e);
    }

    private static Map<String, MetricKind> registered(List<String> metrics) {
        Map<String, MetricKind> registered = new LinkedHashMap<>();
        for (String metric : metrics) {
            int colon = metric.lastIndexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("--metric " + metric + ": expected KEY:bool or KEY:scalar.");
            }
            registered.put(metric.substring(0, colon), MetricKind.parse(metric.substring(colon + 1)));
        }
        return registered;
    }
}
