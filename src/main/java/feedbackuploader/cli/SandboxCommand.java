package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.PrivateFiles;
import feedbackuploader.sandbox.Behaviour;
import feedbackuploader.sandbox.Faults;
import feedbackuploader.sandbox.LabelFilter;
import feedbackuploader.sandbox.Latency;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sandbox",
        description = "Runs a local Adaptive Engine for trials, until Ctrl-C. It keeps the feedback that it receives.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The page of the manual on it: feedback-uploader help sandbox-faults",
            "Its API key is $ADAPTIVE_API_KEY, or the word sandbox if that is not set.",
            "GET /sandbox/feedback lists the recorded feedback as JSONL. GET /sandbox/stats counts"
                    + " requests and faults. Both need the key. The sandbox answers only to 127.0.0.1,"
                    + " localhost and [::1] at its own port.",
            "Faults, each with its share of the requests. 429, 503 and 500: an error, not recorded."
                    + " 500-after: an error, but recorded. drop-before and drop-after: the connection closes"
                    + " without an answer, before or after recording. timeout: recorded, but answered late."
                    + " unlisted: a list of completions leaves out all that exist."
                    + " retry-after=2s is the wait that a 429 asks for; stall=5s is the delay of a timeout."
        })
final class SandboxCommand implements Callable<Integer> {

    private static final String DEFAULT_KEY = "sandbox";
    private static final List<SandboxMetric> DEFAULT_METRICS = Stream.of(
                    "quality:scalar", "helpful:bool", "acceptance:bool")
            .map(SandboxMetric::parse)
            .toList();

    private final Surroundings surroundings;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8787",
            description = "Port to listen on. 0 takes any free port. (default: ${DEFAULT-VALUE})")
    private int port = 8787;

    @Option(
            names = "--metric",
            paramLabel = "KEY:KIND",
            description =
                    "Metric that the sandbox knows, of kind bool or scalar. May be repeated. (default: quality:scalar,"
                            + " helpful:bool, acceptance:bool)")
    private List<SandboxMetric> metrics = new ArrayList<>();

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            defaultValue = "0ms",
            description = "Time that each feedback request takes. In a range such as 5ms..2s most requests are"
                    + " quick and some are slow. (default: ${DEFAULT-VALUE})")
    private Latency latency = Latency.NONE;

    @Option(
            names = "--faults",
            paramLabel = "SPEC",
            description = "Faults to cause, listed below: for example 429=5%%,drop-after=1%%,retry-after=2s."
                    + " (default: none)")
    private Faults faults = Faults.none();

    @Option(
            names = "--hide-users",
            description = "Refuse to show who rated when feedback is read back, as older deployments do.")
    private boolean hidesUsers;

    @Option(
            names = "--visible-after",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "Time until a completion that was created is shown. (default: ${DEFAULT-VALUE})")
    private Duration visibleAfter = Duration.ZERO;

    @Option(
            names = "--label-filter",
            paramLabel = "any|first|all|refused",
            defaultValue = "any",
            description = "What is listed when several values of a label are asked for: completions with any of them,"
                    + " with the first, with all, or nothing, since that is refused. (default: ${DEFAULT-VALUE})")
    private LabelFilter labelFilter = LabelFilter.ANY;

    @Option(
            names = "--strict-ids",
            description = "Refuse feedback on completions that were not created in this sandbox.")
    private boolean strictIds;

    @Option(names = "--without-feedback-route", description = "Have no /api/v1/feedback, as later deployments may.")
    private boolean withoutFeedback;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "File that keeps the recorded feedback, also for the next start. (default: a temporary" + " file)")
    private @Nullable Path data;

    @Option(names = "--seed", paramLabel = "N", description = "Seed for the faults and times, to repeat the same ones.")
    private @Nullable Long seed;

    SandboxCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UnusableException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Signals signals = Signals.handle(
                () -> {
                    ended.countDown();
                    return true;
                },
                () -> {});
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
            surroundings.show("Sandbox at " + sandbox.root() + ", " + Amount.of(sandbox.recordedCount())
                    + " recorded so far. Ctrl-C ends it.");
            out.println("export ADAPTIVE_URL=" + sandbox.root()
                    + (key.equals(DEFAULT_KEY) ? " ADAPTIVE_API_KEY=" + DEFAULT_KEY : ""));
            ended.await();
            out.println(Amount.of(sandbox.recordedCount()) + " recorded.");
        }
    }

    private SandboxOptions options(String key) throws UnusableException {
        try {
            return SandboxOptions.withKey(key)
                    .withPort(port)
                    .withMetrics(registered(metrics.isEmpty() ? DEFAULT_METRICS : metrics))
                    .withLatency(latency)
                    .withFaults(faults)
                    .withData(data)
                    .withBehaviour(new Behaviour(!hidesUsers, strictIds, !withoutFeedback, visibleAfter, labelFilter))
                    .withRandom(seed == null ? new SplittableRandom() : new SplittableRandom(seed));
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    private static UnusableException unusable(Exception e) {
        String message = String.valueOf(e.getMessage());
        return new UnusableException("The sandbox cannot start: " + message + (message.endsWith(".") ? "" : "."), e);
    }

    private static Map<String, MetricKind> registered(List<SandboxMetric> metrics) {
        Map<String, MetricKind> registered = new LinkedHashMap<>();
        metrics.forEach(metric -> registered.put(metric.key(), metric.kind()));
        return registered;
    }
}
