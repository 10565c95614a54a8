package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.delivery.Time;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the run folder that cannot be written, and a clock that is set meanwhile. */
class TroubleOnDiskTest {

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;
    private Path runFolder;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = Files.writeString(
                folder.resolve("ratings.csv"),
                UploadTest.HEADER + UploadTest.ID + ",quality,1\n" + UploadTest.ID + ",quality,2\n" + UploadTest.ID
                        + ",quality,1e400\n");
        runFolder = Files.createDirectories(UploadRun.folder(input).path());
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void a_log_that_cannot_be_opened_is_told_once_and_stops_nothing() throws Exception {
        Files.createDirectory(runFolder.resolve("upload.log"));

        isToldOfTheLogOnce("something else of that name is in the way");
    }

    @Test
    void a_log_that_is_a_link_stops_everything_before_it_is_opened() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.createSymbolicLink(runFolder.resolve("upload.log"), victim);

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> run().run())
                .withMessageStartingWith(runFolder.resolve("upload.log") + " cannot be used: it is a link");
        assertThat(victim).hasContent("precious");
        assertThat(deployment.takeValues()).isEmpty();
    }

    private void isToldOfTheLogOnce(String why) throws Exception {
        UploadRun run = run();

        Summary summary = run.run();

        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L, "invalid", 1L));
        assertThat(run.heard.notices)
                .containsExactly("The log " + runFolder.resolve("upload.log") + " cannot be written (" + why
                        + "). The upload continues without it.");
        assertThat(summary.notices()).isEqualTo(run.heard.notices);
    }

    @Test
    void a_log_that_is_deleted_meanwhile_is_missed_by_no_one() throws Exception {
        UploadRun run = run().beforeReport(upload -> Files.delete(runFolder.resolve("upload.log")));

        assertThat(run.run().exitCode()).isEqualTo(1);
        assertThat(run.heard.notices).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"results.csv", "failed.csv", "summary.json"})
    void a_report_that_cannot_be_written_is_written_by_the_next_run(String name) throws Exception {
        Path inTheWay = Files.createDirectories(runFolder.resolve(name).resolve("in the way"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run().run())
                .withMessage(
                        runFolder.resolve(name) + " cannot be written (something else of that name is in the way)");
        assertThat(deployment.takeValues()).containsExactly("1", "2");
        assertThat(runFolder.resolve("." + name + ".part")).doesNotExist();

        Files.delete(inTheWay);
        Files.delete(runFolder.resolve(name));
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 2L, "invalid", 1L));
        assertThat(deployment.takeFeedback()).isEmpty();
        assertThat(runFolder.resolve(name)).isRegularFile();
    }

    @Test
    void a_folder_where_no_report_would_be_is_left_alone() throws Exception {
        Path theirs = Files.createDirectories(runFolder.resolve("failed.jsonl/theirs"));

        assertThat(run().run().exitCode()).isEqualTo(1);
        assertThat(theirs).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "-P1D"})
    void a_clock_that_is_set_meanwhile_changes_no_length_of_time(Duration jump) throws Exception {
        Instant start = Instant.parse("2026-03-29T01:59:59Z");
        AtomicInteger readings = new AtomicInteger();
        InstantSource jumping = () -> start.plus(jump.multipliedBy(readings.getAndIncrement()));

        Summary summary = run().time(new SystemTimeWith(jumping)).run();

        assertThat(summary.startedAt()).isEqualTo(start.toString());
        assertThat(Instant.parse(summary.endedAt())).as("what the clock said").isNotEqualTo(start);
        assertThat(summary.seconds()).isBetween(0.0, 60.0);
        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L, "invalid", 1L));
    }

    /** As it passes, but with a wall clock of the test's own. */
    private record SystemTimeWith(InstantSource wall) implements Time {

        @Override
        public long nanos() {
            return Time.system().nanos();
        }

        @Override
        public Clock clock() {
            return wall.withZone(ZoneOffset.UTC);
        }

        @Override
        public <T> @Nullable T poll(BlockingQueue<T> queue, long nanos) throws InterruptedException {
            return Time.system().poll(queue, nanos);
        }
    }

    private UploadRun run() {
        return new UploadRun(deployment.url(), input);
    }
}
