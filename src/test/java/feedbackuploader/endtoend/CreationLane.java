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

/**
 * Uploads one file of rows that create completions after the other, to a sandbox in a process of its own. Each upload is
 * killed at a random moment and run again, which may be killed too, until a run ends before its kill.
 */
final class CreationLane implements Callable<CreationToll> {

    /**
     * @param kills the lane goes on until there are so many, and one of them hit a row in flight
     * @param seed of the kill moments, and of the sandbox's trouble
     */
    record Orders(CreationShape shape, ListingHabit habit, int rowsPerFile, int kills, long seed) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LATENCY = "5ms..500ms";

    /** Just above the slowest request. */
    private static final Duration SETTLE_WAIT = Duration.ofMillis(700);

    private final Orders orders;
    private final Path folder;
    private final Killer killer;
    private final List<CreationBooks.Uploaded> uploaded = new ArrayList<>();
    private int files;

    /** @param folder that is there, for this lane alone */
    CreationLane(Orders orders, Path folder) {
        this.orders = orders;
        this.folder = folder;
        this.killer = new Killer(new Random(orders.seed()), SETTLE_WAIT);
    }

    @Override
    public CreationToll call() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(
                "--data",
                "sandbox.jsonl",
                "--latency",
                LATENCY,
                "--faults",
                orders.habit().faults(),
                "--strict-ids",
                "--seed",
                Long.toString(orders.seed())));
        options.addAll(orders.habit().options());
        try (SandboxProcess process = SandboxProcess.start(folder, options.toArray(String[]::new))) {
            SandboxView sandbox = process.view();
            do {
                upload(sandbox);
            } while (!isDone());
            Reckoning reckoning = new CreationBooks(
                            Files.readAllLines(folder.resolve("sandbox.jsonl")),
                            orders.habit().isProof(),
                            orders.habit() != ListingHabit.UNLABELLED)
                    .close(uploaded);
            return new CreationToll(
                    orders.shape(),
                    orders.habit(),
                    killer.kills(),
                    killer.foundSending(),
                    sandbox.fired("drop-after"),
                    sandbox.fired("429") + sandbox.fired("503"),
                    sandbox.fired("unlisted"),
                    reckoning);
        }
    }

    private boolean isDone() {
        return killer.isDone(orders.kills());
    }

    private void upload(SandboxView sandbox) throws IOException, InterruptedException {
        String name = orders.shape() + " " + orders.habit() + " " + orders.seed() + " file " + files++;
        List<CreatedRow> rows = orders.shape().rows(name, orders.rowsPerFile());
        Path own = Files.createDirectory(folder.resolve("file-" + files));
        Files.write(
                own.resolve("rows.jsonl"), rows.stream().map(CreatedRow::input).toList());
        PackagedProgram program = PackagedProgram.in(own).to(sandbox).withJava(SqliteLibrary.options());

        FinishedProgram run = files == 1 ? killer.measure(start(program)) : killer.killOrEnd(start(program), false);
        boolean isAnythingOpen = false;
        while (run.exitCode() == Killer.KILLED) {
            isAnythingOpen |= KillMoment.of(run) == KillMoment.SENDING;
            run = isDone() ? killer.noted(start(program).end()) : killer.killOrEnd(start(program), isAnythingOpen);
        }
        assertThat(run.exitCode()).as(run::toString).isIn(0, 4);

        List<CreationBooks.Uploaded> results = results(rows, own.resolve("rows.jsonl.upload/results.jsonl"));
        uploaded.addAll(results);
        if (orders.habit().isProof()
                && results.stream().anyMatch(one -> !one.status().equals("recorded"))) {
            KilledUploads.keep(own, name);
        } else {
            KilledUploads.delete(own);
        }
    }

    private RunningProgram start(PackagedProgram program) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "upload",
                "rows.jsonl",
                "--use-case",
                Preference.USE_CASE,
                "--settle-wait",
                SETTLE_WAIT.toMillis() + "ms"));
        command.addAll(orders.shape().options());
        if (orders.habit() == ListingHabit.UNLABELLED) {
            command.add("--no-label");
        }
        return program.start(command.toArray(String[]::new));
    }

    private static List<CreationBooks.Uploaded> results(List<CreatedRow> rows, Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSameSizeAs(rows);
        List<CreationBooks.Uploaded> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            results.add(new CreationBooks.Uploaded(
                    rows.get(i), JSON.readTree(lines.get(i)).path("upload")));
        }
        return results;
    }
}
