package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import feedbackuploader.report.Summary;
import feedbackuploader.upload.RecordingDeployment.Answer;
import feedbackuploader.upload.RecordingDeployment.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever an interrupted run is waiting for, it ends in time: here a server that accepts and never answers, whose
 * requests have a time-out of 20 seconds.
 */
class GraceTest {

    private static final Duration IN_TIME = Duration.ofSeconds(12);

    @TempDir
    Path folder;

    private final SkippingTime time = new SkippingTime();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<Upload> upload = new AtomicReference<>();
    private RecordingDeployment deployment;
    private Path input;

    @BeforeEach
    void start() throws IOException {
        deployment = new RecordingDeployment(time);
        input = folder.resolve("ratings.csv");
        StringBuilder rows = new StringBuilder("completion_id,metric,value\n");
        for (int i = 1; i <= 40; i++) {
            rows.append("ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce,quality,")
                    .append(i)
                    .append('\n');
        }
        Files.writeString(input, rows);
    }

    @AfterEach
    void stop() throws IOException {
        end.countDown();
        deployment.close();
    }

    private Summary run() {
        UploadRun run = new UploadRun(deployment, input)
                .settleWait(Duration.ofSeconds(5))
                .beforePlan(upload::set);
        return assertTimeoutPreemptively(IN_TIME, run::run);
    }

    /** Someone interrupts the run while the server has the question, to which there is never an answer. */
    private Answer interruptAndSayNothing() {
        Objects.requireNonNull(upload.get()).interrupt();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return RecordingDeployment.BUSY;
    }

    private static Supplier<@Nullable Answer> firstAsItIs(Supplier<@Nullable Answer> then) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.incrementAndGet() == 1 ? null : then.get();
    }

    @Test
    void while_the_metrics_are_asked_for_before_the_plan() throws Exception {
        deployment.answersTheCatalogueWith(this::interruptAndSayNothing);

        assertThat(run().exitCode()).isEqualTo(130);

        assertThat(deployment.sent()).isEmpty();
        assertThat(UploadRun.folder(input).path().resolve("summary.json")).exists();
    }

    @Test
    void while_a_server_in_trouble_is_asked_whether_it_is_well() {
        deployment.treats(body -> Fate.LOST);
        deployment.answersTheCatalogueWith(firstAsItIs(this::interruptAndSayNothing));

        Summary summary = run();

        assertThat(summary.exitCode()).isEqualTo(130);
        assertThat(summary.statuses().get("unknown"))
                .as("what was sent is settled by the next run")
                .isEqualTo(deployment.sent().size());
    }

    @Test
    void while_rows_are_read_back() {
        deployment.treats(body -> body.contains(":7") ? Fate.LOST : Fate.RECORDED);
        deployment.answersReadBacksWith(this::interruptAndSayNothing);

        Summary summary = run();

        assertThat(summary.exitCode()).isEqualTo(130);
        assertThat(summary.statuses()).containsEntry("recorded", 39L).containsEntry("unknown", 1L);
    }

    @Test
    void while_rows_are_on_their_way() {
        deployment.treats(body -> {
            var unused = interruptAndSayNothing();
            return Fate.LOST;
        });

        Summary summary = run();

        assertThat(summary.exitCode()).isEqualTo(130);
        assertThat(summary.statuses().get("unknown"))
                .isEqualTo(deployment.sent().size());
    }
}
