package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever dies at whatever moment, the same command finishes the upload, and every row is recorded once. */
class KillIT {

    private static final int ROWS = 160;
    private static final int CONCURRENCY = 8;

    private static final String[] COMMAND = {
        "upload",
        "ratings.csv",
        "--use-case",
        "chat",
        "--concurrency",
        Integer.toString(CONCURRENCY),
        "--max-attempts",
        "2",
        "--settle-wait",
        "1s"
    };

    @TempDir
    private Path folder;

    @Test
    void a_server_that_dies_in_the_middle_stops_the_run_and_the_same_command_finishes_it() throws Exception {
        try (SandboxProcess process = SandboxProcess.start(folder, "--data", "kept.jsonl", "--latency", "200ms")) {
            SandboxView sandbox = process.view();
            List<Rating> ratings = Rating.series("server", ROWS);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
            UploadFolder left = UploadFolder.of(file);

            try (RunningProgram upload = PackagedProgram.in(folder).to(sandbox).start(COMMAND)) {
                sandbox.awaitRecorded(40);
                process.kill();
                upload.end().exits(3).complains("Stopped: ").says("To continue");
            }
            assertThat(left.count("recorded")).isPositive();
            assertThat(left.count("not_sent")).isPositive();
            assertThat(left.count("unknown")).isBetween(1L, 2L * CONCURRENCY);

            process.startAgain();
            left.tellsTheTruthAbout(sandbox);
            PackagedProgram.in(folder).to(sandbox).run(COMMAND).exits(0);

            everyRowIsRecordedOnce(ratings, left, sandbox);
        }
    }

    @Test
    void an_upload_that_is_killed_goes_on_where_it_was() throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(80))) {
            SandboxView sandbox = local.view();
            List<Rating> ratings = Rating.series("uploader", ROWS);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
            UploadFolder left = UploadFolder.of(file);

            try (RunningProgram upload = PackagedProgram.in(folder).to(sandbox).start(COMMAND)) {
                sandbox.awaitRecorded(50);
                upload.kill().exits(137);
            }
            PackagedProgram.in(folder)
                    .to(sandbox)
                    .run(COMMAND)
                    .exits(0)
                    .complains(
                            "An earlier run was killed while it was sending ",
                            "Checked the rows whose answer was lost: ");

            everyRowIsRecordedOnce(ratings, left, sandbox);
        }
    }

    @Test
    void an_upload_that_is_killed_leaves_no_report_of_before_that_seems_to_be_of_now() throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(80))) {
            SandboxView sandbox = local.view();
            List<Rating> ratings = Rating.series("outdated", ROWS);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings.subList(0, 40));
            UploadFolder left = UploadFolder.of(file);
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);
            program.run(COMMAND).exits(0);
            Rating.write(file, ratings);

            try (RunningProgram upload = program.start(COMMAND)) {
                sandbox.awaitRecorded(70);
                upload.kill().exits(137);
            }

            assertThat(left.results()).doesNotExist();
            assertThat(left.path().resolve("results.out-of-date.csv"))
                    .content()
                    .contains(ratings.get(39).completion())
                    .doesNotContain(ratings.get(40).completion());
            assertThat(left.summary().path("out_of_date").asText()).contains("was killed");
            assertThat(left.summary().has("statuses")).isFalse();

            program.run("report", "ratings.csv").exits(0);
            left.tellsTheTruthAbout(sandbox);
            assertThat(left.path().resolve("results.out-of-date.csv")).doesNotExist();

            program.run(COMMAND).exits(0);
            everyRowIsRecordedOnce(ratings, left, sandbox);
        }
    }

    /** Without a use case nothing can be read back. */
    @Test
    void a_row_that_was_on_its_way_when_the_upload_was_killed_is_unknown_where_nothing_can_be_read_back()
            throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(80))) {
            SandboxView sandbox = local.view();
            Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("blind", ROWS));
            UploadFolder left = UploadFolder.of(file);
            String[] command = {"upload", "ratings.csv", "--concurrency", Integer.toString(CONCURRENCY)};

            try (RunningProgram upload = PackagedProgram.in(folder).to(sandbox).start(command)) {
                sandbox.awaitRecorded(50);
                upload.kill().exits(137);
            }
            FinishedProgram second =
                    PackagedProgram.in(folder).to(sandbox).run(command).exits(4);

            long unknown = left.count("unknown");
            assertThat(unknown).isBetween(1L, 2L * CONCURRENCY);
            second.complains("An earlier run was killed while it was sending " + unknown + " row")
                    .says(unknown + " unknown");
            assertThat(left.statuses()).isEqualTo(Map.of("recorded", ROWS - unknown, "unknown", unknown));
            left.tellsTheTruthAbout(sandbox);
        }
    }

    @Test
    void an_upload_that_is_killed_while_it_begins_loses_nothing() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            SandboxView sandbox = local.view();
            List<Rating> ratings = Rating.series("beginning", ROWS);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
            UploadFolder left = UploadFolder.of(file);

            try (RunningProgram upload = PackagedProgram.in(folder).to(sandbox).start(COMMAND)) {
                awaitFolder(left.path(), upload);
                upload.kill();
            }
            PackagedProgram.in(folder).to(sandbox).run(COMMAND).exits(0);

            everyRowIsRecordedOnce(ratings, left, sandbox);
        }
    }

    private static void everyRowIsRecordedOnce(List<Rating> ratings, UploadFolder left, SandboxView sandbox)
            throws Exception {
        assertThat(left.statuses()).isEqualTo(Map.of("recorded", (long) ROWS));
        assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
        left.tellsTheTruthAbout(sandbox);
    }

    private static void awaitFolder(Path path, RunningProgram upload) {
        Deadline deadline = new Deadline();
        while (!path.toFile().exists() && upload.isAlive() && !deadline.isOver()) {
            deadline.pause();
        }
    }
}
