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
 * again, which may be killed too, until a run ends before its kill.
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

    /** Longer than the end of most runs. */
    private static final Duration FINISHING = Duration.ofMillis(500);

    private static final int KILLED = 137;

    /** Where an upload that the proof finds fault with is left to be looked at. */
    private static final Path EVIDENCE = Path.of("target", "killed-uploads");

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

    /** How long each part of a run takes, as the first one did. */
    private final Map<KillMoment, Duration> durations =
            new EnumMap<>(Map.of(KillMoment.SETTLING, SETTLE_WAIT, KillMoment.FINISHING, FINISHING));

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
            do {
                upload(process.view());
            } while (!isDone());
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

    private void upload(SandboxView sandbox) throws IOException, InterruptedException {
        String name = "lane " + orders.concurrency() + " " + orders.seed() + " file " + files++;
        List<MixedRow> rows = MixedRow.file(name, orders.rowsPerFile(), random);
        rowsSoFar += rows.size();
        Path own = Files.createDirectory(folder.resolve("file-" + files));
        Files.write(
                own.resolve("rows.jsonl"), rows.stream().map(MixedRow::input).toList());
        PackagedProgram program = PackagedProgram.in(own)
                .to(sandbox)
                .with("JAVA_HOME", orders.jdk().home().toString())
                .withJava(SqliteLibrary.options()); // each killed program would leave its own copy behind

        boolean isAnythingOpen = false;
        FinishedProgram run = files == 1 ? measure(program) : killOrEnd(program, isAnythingOpen);
        while (run.exitCode() == KILLED) {
            isAnythingOpen |= KillMoment.of(run) == KillMoment.SENDING;
            run = isDone() ? noted(start(program).end()) : killOrEnd(program, isAnythingOpen);
        }

        assertThat(run.exitCode()).as(run::toString).isIn(0, 4);
        List<Reckoning.Uploaded> results = results(rows, own.resolve("rows.jsonl.upload/results.jsonl"));
        uploaded.addAll(results);
        if (results.stream().anyMatch(Reckoning.Uploaded::isUnknownWithoutNeed)) {
            Files.createDirectories(EVIDENCE);
            Files.move(own, EVIDENCE.resolve(name.replace(' ', '-') + "-" + System.nanoTime()));
        } else {
            delete(own);
        }
    }

    private RunningProgram start(PackagedProgram program) throws IOException {
        return program.start(
                "upload",
                "rows.jsonl",
                "--use-case",
                Preference.USE_CASE,
                "--concurrency",
                Integer.toString(orders.concurrency()),
                "--settle-wait",
                SETTLE_WAIT.toMillis() + "ms");
    }

    private FinishedProgram measure(PackagedProgram program) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (RunningProgram upload = start(program)) {
            upload.err().await(KillMoment.SENDING.words());
            long planned = System.nanoTime();
            FinishedProgram run = upload.end();
            durations.put(KillMoment.STARTING, Duration.ofNanos(planned - start));
            durations.put(KillMoment.SENDING, Duration.ofNanos(System.nanoTime() - planned));
            return run;
        }
    }

    private FinishedProgram killOrEnd(PackagedProgram program, boolean isAnythingOpen)
            throws IOException, InterruptedException {
        KillMoment moment = KillMoment.any(random, isAnythingOpen);
        Duration into = durations.getOrDefault(moment, Duration.ZERO);
        Duration wait = Duration.ofNanos((long) (into.toNanos() * random.nextDouble()));
        try (RunningProgram upload = start(program)) {
            boolean isToBeKilled = upload.err().saysBeforeItEnds(moment.words()) && !upload.endsWithin(wait);
            return noted(isToBeKilled ? upload.kill() : upload.end());
        }
    }

    private FinishedProgram noted(FinishedProgram run) {
        if (run.exitCode() == KILLED) {
            killsSoFar++;
            kills.merge(KillMoment.of(run), 1, Integer::sum);
        }
        Matcher found = FOUND_SENDING.matcher(run.err());
        foundSending += found.find() ? Long.parseLong(found.group(1)) : 0;
        return run;
    }

    private static List<Reckoning.Uploaded> results(List<MixedRow> rows, Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSameSizeAs(rows);
        List<Reckoning.Uploaded> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            results.add(new Reckoning.Uploaded(
                    rows.get(i), JSON.readTree(lines.get(i)).path("upload")));
        }
        return results;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
