package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Uploads one file after the other to a sandbox in a process of its own. Each upload is killed at a random moment and run
 * again, which may be killed too, until a run ends before its kill. With a {@link Twist}, odd answers are mixed in, the
 * file grows between two runs, and what it has become is uploaded once more under another name.
 */
final class KillLane implements Callable<Toll> {

    /**
     * @param concurrency 0 for what the program does by itself
     * @param twist null for a sandbox that is asked directly
     * @param kills the lane goes on until there are so many kills, one of which hit a row in flight,
     * @param rows and so many rows
     * @param seed of the kill moments, of the order of rows, and of the sandbox's trouble
     */
    record Orders(
            Jdk jdk,
            int concurrency,
            int rowsPerFile,
            int kills,
            int rows,
            long seed,
            @Nullable Twist twist) {

        Orders(Jdk jdk, int concurrency, int rowsPerFile, int kills, int rows, long seed) {
            this(jdk, concurrency, rowsPerFile, kills, rows, seed, null);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LATENCY = "5ms..2s";

    /** Just above the slowest request. */
    private static final Duration SETTLE_WAIT = Duration.ofMillis(2_500);

    private final Orders orders;
    private final Path folder;
    private final Random random;
    private final Killer killer;
    private final List<Reckoning.Uploaded> uploaded = new ArrayList<>();
    private int rowsSoFar;
    private int files;
    private @Nullable TwistedDeployment deployment;

    /** @param folder that is there, for this lane alone */
    KillLane(Orders orders, Path folder) {
        this.orders = orders;
        this.folder = folder;
        this.random = new Random(orders.seed());
        this.killer = new Killer(random, SETTLE_WAIT);
    }

    @Override
    public Toll call() throws IOException, InterruptedException {
        try (SandboxProcess process = SandboxProcess.start(
                folder, "--latency", LATENCY, "--faults", "drop-after=1%", "--seed", Long.toString(orders.seed()))) {
            @Nullable Twist twist = orders.twist();
            return twist == null ? uploadTo(process.view()) : uploadThroughTwist(process.view(), twist);
        }
    }

    private Toll uploadThroughTwist(SandboxView sandbox, Twist twist) throws IOException, InterruptedException {
        try (TwistedDeployment front = TwistedDeployment.before(sandbox, twist, orders.seed())) {
            deployment = front;
            Toll toll = uploadTo(sandbox);
            return toll.withOdd(front.odd(), front.twisted());
        }
    }

    private Toll uploadTo(SandboxView sandbox) throws IOException, InterruptedException {
        do {
            upload(sandbox);
        } while (!isDone());
        return new Toll(
                orders.jdk(),
                orders.twist(),
                orders.concurrency(),
                killer.kills(),
                killer.foundSending(),
                sandbox.fired("drop-after"),
                0,
                0,
                Reckoning.of(uploaded, sandbox.listing()));
    }

    private boolean isDone() {
        return killer.isDone(orders.kills()) && rowsSoFar >= orders.rows();
    }

    private void upload(SandboxView sandbox) throws IOException, InterruptedException {
        String name = "lane " + orders.concurrency() + " " + orders.seed() + " file " + files++;
        List<MixedRow> rows = rows(name, orders.rowsPerFile());
        Path own = Files.createDirectory(folder.resolve("file-" + files));
        Path input = own.resolve("rows.jsonl");
        write(input, rows);
        PackagedProgram program = PackagedProgram.in(own)
                .to(sandbox)
                .with("JAVA_HOME", orders.jdk().home().toString())
                .withJava(SqliteLibrary.options()); // each killed program would leave its own copy behind
        if (deployment != null) {
            deployment.beginFile();
            program = program.with("ADAPTIVE_URL", deployment.root().toString());
        }

        boolean isAnythingOpen = false;
        FinishedProgram run =
                files == 1 ? killer.measure(start(program)) : killer.killOrEnd(start(program), isAnythingOpen);
        for (int again = 0; isToGoOn(run); again++) {
            isAnythingOpen |= run.exitCode() == Killer.STOPPED || KillMoment.of(run) == KillMoment.SENDING;
            if (deployment != null && again % 3 == 1) {
                rows.addAll(rows(name + " grown " + again, 1 + orders.rowsPerFile() / 10));
                write(input, rows);
            }
            run = isDone() ? killer.noted(start(program).end()) : killer.killOrEnd(start(program), isAnythingOpen);
        }

        assertThat(run.exitCode()).as(run::toString).isIn(0, 4);
        List<Reckoning.Uploaded> results = results(rows, own.resolve("rows.jsonl.upload/results.jsonl"));
        uploaded.addAll(results);
        rowsSoFar += rows.size();
        if (deployment != null) {
            uploadUnderAnotherName(program, name, own, rows);
        }
        if (results.stream().anyMatch(Reckoning.Uploaded::isUnknownWithoutNeed)) {
            KilledUploads.keep(own, name);
        } else {
            KilledUploads.delete(own);
        }
    }

    private boolean isToGoOn(FinishedProgram run) {
        return run.exitCode() == Killer.KILLED || (deployment != null && run.exitCode() == Killer.STOPPED);
    }

    private List<MixedRow> rows(String name, int count) {
        List<MixedRow> rows = new ArrayList<>(MixedRow.file(name, count, random));
        if (orders.twist() != null) {
            rows.replaceAll(MixedRow::unprovable);
        }
        return rows;
    }

    private static void write(Path file, List<MixedRow> rows) throws IOException {
        Files.write(file, rows.stream().map(MixedRow::input).toList());
    }

    /** An export of all rows so far and some more: the run folder of the first name knows nothing of it. */
    private void uploadUnderAnotherName(PackagedProgram program, String name, Path own, List<MixedRow> before)
            throws IOException, InterruptedException {
        List<MixedRow> more = rows(name + " under another name", 1 + orders.rowsPerFile() / 10);
        List<MixedRow> all = new ArrayList<>(before);
        all.addAll(more);
        write(own.resolve("export.jsonl"), all);
        FinishedProgram run = start(program, "export.jsonl", "--skip-recorded").end();
        while (run.exitCode() == Killer.STOPPED) {
            run = start(program, "export.jsonl", "--skip-recorded").end();
        }
        assertThat(run.exitCode()).as(run::toString).isIn(0, 4);
        List<Reckoning.Uploaded> results = results(all, own.resolve("export.jsonl.upload/results.jsonl"));
        assertThat(results.subList(0, before.size()))
                .allSatisfy(one -> assertThat(one.status()).isIn("skipped", "unknown"));
        uploaded.addAll(results.subList(before.size(), all.size()));
    }

    private RunningProgram start(PackagedProgram program) throws IOException {
        return start(program, "rows.jsonl");
    }

    private RunningProgram start(PackagedProgram program, String file, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "upload", file, "--use-case", Preference.USE_CASE, "--settle-wait", SETTLE_WAIT.toMillis() + "ms"));
        if (orders.concurrency() > 0) {
            command.addAll(List.of("--concurrency", Integer.toString(orders.concurrency())));
        }
        command.addAll(List.of(options));
        return program.start(command.toArray(String[]::new));
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
}
