package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Uploads one file after the other to a sandbox in a process of its own. Each upload is killed at a random moment and run
 * again, which may be killed too, until a run lives to its end.
 */
final class KillLane implements Callable<Toll> {

    /**
     * @param kills the lane goes on until there are so many kills
     * @param rows and so many rows
     * @param seed of the kill moments, of the order of rows, and of the sandbox's trouble
     */
    record Orders(Jdk jdk, int concurrency, int rowsPerFile, int kills, int rows, long seed) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LATENCY = "5ms..2s";

    /** Just above the slowest request. */
    private static final Duration SETTLE_WAIT = Duration.ofMillis(2_500);

    private static final int KILLED = 137;

    private static final Pattern FOUND_SENDING =
            Pattern.compile("An earlier run was killed while it was sending (\\d+) ");

    private final Orders orders;
    private final Path folder;
    private final Random random;
    private final Map<KillMoment, Integer> kills = new EnumMap<>(KillMoment.class);
    private final List<Reckoning.Uploaded> uploaded = new ArrayList<>();
    private long foundSending;
    private int killsSoFar;
    private int rowsSoFar;
    private int files;

    /** Not known before a run has been measured. */
    private Duration longestRun = Duration.ZERO;

    /** @param folder that is there, for this lane alone */
    KillLane(Orders orders, Path folder) {
        this.orders = orders;
        this.folder = folder;
        this.random = new Random(orders.seed());
    }

    @Override
    public Toll call() throws IOException, InterruptedException {
        try (SandboxProcess process = SandboxProcess.start(
                folder, "--latency", LATENCY, "--faults", "drop-after=1%", "--seed", Long.toString(orders.seed()))) {
            long start = System.nanoTime();
            upload(process.view(), true);
            longestRun = Duration.ofNanos(System.nanoTime() - start).plus(SETTLE_WAIT);
            while (!isDone()) {
                upload(process.view(), false);
            }
            return new Toll(
                    orders.jdk(),
                    orders.concurrency(),
                    kills,
                    foundSending,
                    process.view().fired("drop-after"),
                    Reckoning.of(uploaded, process.view().listing()));
        }
    }

    private boolean isDone() {
        return killsSoFar >= orders.kills() && rowsSoFar >= orders.rows();
    }

    private void upload(SandboxView sandbox, boolean isSpared) throws IOException, InterruptedException {
        String name = "lane " + orders.concurrency() + " " + orders.seed() + " file " + files++;
        List<MixedRow> rows = MixedRow.file(name, orders.rowsPerFile(), random);
        rowsSoFar += rows.size();
        Path own = Files.createDirectory(folder.resolve("file-" + files));
        Files.write(
                own.resolve("rows.jsonl"), rows.stream().map(MixedRow::input).toList());
        PackagedProgram program = PackagedProgram.in(own)
                .to(sandbox)
                .with("JAVA_HOME", orders.jdk().home().toString());

        FinishedProgram run = run(program, isSpared);
        while (run.exitCode() == KILLED) {
            run = run(program, isDone());
        }

        assertThat(run.exitCode()).as(run::toString).isIn(0, 4);
        addResults(rows, Files.readAllLines(own.resolve("rows.jsonl.upload/results.jsonl")));
        delete(own);
    }

    private FinishedProgram run(PackagedProgram program, boolean isSpared) throws IOException, InterruptedException {
        try (RunningProgram upload = program.start(
                "upload",
                "rows.jsonl",
                "--use-case",
                Preference.USE_CASE,
                "--concurrency",
                Integer.toString(orders.concurrency()),
                "--settle-wait",
                SETTLE_WAIT.toMillis() + "ms")) {
            FinishedProgram run = isSpared || upload.endsWithin(killMoment()) ? upload.end() : upload.kill();
            if (run.exitCode() == KILLED) {
                killsSoFar++;
                kills.merge(KillMoment.of(run), 1, Integer::sum);
            }
            Matcher found = FOUND_SENDING.matcher(run.err());
            foundSending += found.find() ? Long.parseLong(found.group(1)) : 0;
            return run;
        }
    }

    private Duration killMoment() {
        return Duration.ofNanos((long) (longestRun.toNanos() * random.nextDouble()));
    }

    private void addResults(List<MixedRow> rows, List<String> results) throws IOException {
        assertThat(results).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            uploaded.add(new Reckoning.Uploaded(
                    rows.get(i), JSON.readTree(results.get(i)).path("upload")));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
