package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.sandbox.Latency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is slower than {@code --timeout}: whether it records a row, nobody knows when the time is up. */
class SlowServerIT {

    /** Fewer than make an outage when no answer comes. */
    private static final int ROWS = 12;

    @TempDir
    private Path folder;

    @Test
    void rows_that_are_recorded_after_the_time_out_are_found_and_not_sent_again() throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofSeconds(4))) {
            SandboxView sandbox = local.view();
            Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("slow", ROWS));

            PackagedProgram.in(folder)
                    .to(sandbox)
                    .run(command(Duration.ofSeconds(4)))
                    .exits(0)
                    .complains("Checked the rows whose answer was lost: " + ROWS
                            + " recorded, 0 not recorded, 0 unknown.");

            UploadFolder left = UploadFolder.of(file);
            assertThat(left.statuses()).isEqualTo(Map.of("recorded", (long) ROWS));
            left.tellsTheTruthAbout(sandbox);
            assertThat(sandbox.attempts()).isEqualTo(ROWS);
        }
    }

    /** Rows are never recorded twice once the settle wait is as long as the server's slowest request, and are if it is 0. */
    @Test
    @Tag("long")
    void the_settle_wait_is_what_keeps_rows_from_being_recorded_twice() throws Exception {
        Duration slowest = Duration.ofSeconds(8);
        List<Double> shares = List.of(0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5);
        Map<Double, Long> twice = new TreeMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(shares.size());
        try {
            List<Callable<Long>> uploads = new ArrayList<>();
            for (double share : shares) {
                Path own = Files.createDirectory(folder.resolve("share-" + share));
                uploads.add(() -> recordedTwice(own, slowest, Duration.ofMillis((long) (slowest.toMillis() * share))));
            }
            List<Future<Long>> counts = threads.invokeAll(uploads);
            for (int i = 0; i < shares.size(); i++) {
                twice.put(shares.get(i), counts.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
        twice.forEach((share, count) -> System.out.println(String.format(
                Locale.ROOT, "settle wait %.2f times the slowest request: %d recorded twice", share, count)));

        assertThat(twice.get(0.0)).isPositive();
        assertThat(twice).allSatisfy((share, count) -> {
            if (share >= 1) {
                assertThat(count).as("at %s", share).isZero();
            }
        });
    }

    /** Once the server is done with everything that was sent. */
    private static long recordedTwice(Path folder, Duration slowest, Duration settleWait) throws Exception {
        Latency latency = new Latency(slowest.dividedBy(2), slowest);
        try (LocalSandbox local = LocalSandbox.slow(latency)) {
            SandboxView sandbox = local.view();
            Rating.write(folder.resolve("ratings.csv"), Rating.series("sweep", ROWS));

            PackagedProgram.in(folder).to(sandbox).run(command(settleWait));

            sandbox.awaitRecorded(sandbox.attempts());
            List<String> feedback = sandbox.feedback();
            return feedback.size() - feedback.stream().distinct().count();
        }
    }

    private static String[] command(Duration settleWait) {
        return new String[] {
            "upload",
            "ratings.csv",
            "--use-case",
            "chat",
            "--timeout",
            "1500ms",
            "--settle-wait",
            settleWait.toMillis() + "ms"
        };
    }
}
