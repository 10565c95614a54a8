package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Inputs one after the other on a thread of their own, which the test's thread watches. */
final class FuzzRun {

    /** For one input, which takes well under a millisecond; a slow machine is not a hang. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final int WARM_UP = 1_000;
    private static final long GROWTH = 16 << 20;

    private final long firstSeed;
    private final int inputs;
    private final FuzzCheck check = new FuzzCheck();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread worker = new Thread(this::work, "fuzz");

    private volatile long seed;
    private volatile long began = System.nanoTime();
    private volatile @Nullable Throwable failure;
    private volatile long heapAtFirst;
    private long slowest;
    private long slowestSeed;

    FuzzRun(long firstSeed, int inputs) {
        this.firstSeed = firstSeed;
        this.inputs = inputs;
    }

    /** Fails when an input takes too long or does not end as it must; then the failure says how to run it alone. */
    void toItsEnd() throws InterruptedException {
        worker.setDaemon(true);
        worker.start();
        while (!ended.await(1, TimeUnit.SECONDS)) {
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new AssertionError("more than " + LIMIT + " for " + FuzzInput.of(seed) + " in "
                        + Arrays.toString(worker.getStackTrace()));
            }
        }
        if (failure != null) {
            throw new AssertionError(FuzzInput.of(seed).toString(), failure);
        }
        if (inputs > WARM_UP) {
            check.assertThatEveryOutcomeWasSeen(inputs);
        }
    }

    /** As {@link #toItsEnd}, and nothing may be left in memory or on the disk; no other test may run meanwhile. */
    void toItsEndLeavingNothing() throws InterruptedException, IOException {
        long files = temporaryFiles();
        long start = System.nanoTime();
        toItsEnd();
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        long heap = heapInUse();
        System.out.printf(
                "%,d inputs from seed %d in %d s: %s; heap in use %,d KB after %,d, %,d KB at the end; slowest %d ms"
                        + " (seed %d)%n",
                inputs,
                firstSeed,
                seconds,
                check,
                heapAtFirst >> 10,
                WARM_UP,
                heap >> 10,
                slowest / 1_000_000,
                slowestSeed);
        assertThat(temporaryFiles()).as("temporary files").isLessThanOrEqualTo(files);
        if (inputs > WARM_UP) {
            assertThat(heap - heapAtFirst).as("bytes more in use").isLessThan(GROWTH);
        }
    }

    private void work() {
        try {
            for (int i = 0; i < inputs; i++) {
                if (i == WARM_UP) {
                    heapAtFirst = heapInUse();
                }
                seed = firstSeed + i;
                began = System.nanoTime();
                check.ends(FuzzInput.of(seed));
                long took = System.nanoTime() - began;
                if (took > slowest && i > WARM_UP) {
                    slowest = took;
                    slowestSeed = seed;
                }
            }
        } catch (Throwable e) {
            failure = e;
        } finally {
            ended.countDown();
        }
    }

    private static long heapInUse() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long temporaryFiles() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        long files = 0;
        try (DirectoryStream<Path> ours = Files.newDirectoryStream(folder, "feedback-uploader*.xlsx")) {
            for (Path ignored : ours) {
                files++;
            }
        }
        return files;
    }
}
