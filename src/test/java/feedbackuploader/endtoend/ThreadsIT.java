package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On one or two processors, CompletableFuture starts a thread for each asynchronous step unless the common pool is made
 * larger: nine tenths of the processor time were lost to it. Java's own log counts the threads.
 */
class ThreadsIT {

    private static final int ROWS = 500;

    /** Java's own, the launcher's C1 alone, and the program's. */
    private static final int ENOUGH = 60;

    @TempDir
    private Path folder;

    @Test
    void a_row_costs_no_thread_on_two_processors() throws Exception {
        Path threads = folder.resolve("threads.log");
        Rating.write(folder.resolve("ratings.csv"), Rating.series("threads", ROWS));
        try (LocalSandbox local = LocalSandbox.start()) {
            PackagedProgram.in(folder)
                    .to(local.view())
                    .withJava("-XX:ActiveProcessorCount=2", "-Xlog:os+thread=info:file=" + threads)
                    .run("upload", "ratings.csv", "--concurrency", "16")
                    .exits(0);

            assertThat(local.view().recorded()).isEqualTo(ROWS);
        }
        try (Stream<String> lines = Files.lines(threads)) {
            assertThat(lines.filter(line -> line.contains("Thread is alive")).count())
                    .isBetween(5L, (long) ENOUGH);
        }
    }
}
