package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C, SIGTERM and a closed terminal: the first asks for an orderly end, the second is obeyed at once. */
class SignalsIT {

    private static final int ROWS = 300;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void a_signal_ends_the_run_without_an_open_question(String signal, int exitCode) throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(100))) {
            SandboxView sandbox = local.view();
            List<Rating> ratings = Rating.series("signal", ROWS);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
            UploadFolder left = UploadFolder.of(file);
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);

            try (RunningProgram upload = program.start("upload", "ratings.csv")) {
                sandbox.awaitRecorded(20);
                upload.signal(signal);
                upload.end()
                        .exits(exitCode)
                        .complains(
                                "Interrupted: nothing more is sent. Waiting for open requests.",
                                "Interrupted. Everything so far is kept.")
                        .says(" not_sent ", "To continue: ");
            }
            assertThat(left.summary().path("exit_code").asInt()).isEqualTo(exitCode);
            long recorded = left.count("recorded");
            assertThat(recorded).isBetween(20L, ROWS - 1L);
            assertThat(left.statuses()).isEqualTo(Map.of("recorded", recorded, "not_sent", ROWS - recorded));
            left.tellsTheTruthAbout(sandbox);

            program.run("upload", "ratings.csv")
                    .exits(0)
                    .complains((ROWS - recorded) + " to send, " + recorded + " recorded before");

            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
            assertThat(left.summary().path("requests").asLong()).isEqualTo(ROWS - recorded);
            left.tellsTheTruthAbout(sandbox);
        }
    }

    /** A terminal that is closed takes both of its streams with it. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobody_who_listens_is_no_reason_to_stop() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            List<Rating> ratings = Rating.series("unheard", 20);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);

            PackagedProgram.in(folder)
                    .to(local.view())
                    .startedBy("sh", "-c", "exec \"$0\" \"$@\" >&- 2>&-", PackagedProgram.FILE.toString())
                    .run("upload", "ratings.csv", "-v")
                    .exits(0);

            assertThat(local.view().feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
            UploadFolder.of(file).tellsTheTruthAbout(local.view());
        }
    }

    /** Ctrl-Z and fg, or a computer that slept: what was answered meanwhile is read afterwards. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_run_that_was_stopped_for_a_while_goes_on() throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(200))) {
            SandboxView sandbox = local.view();
            List<Rating> ratings = Rating.series("stopped", 80);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);

            try (RunningProgram upload = PackagedProgram.in(folder).to(sandbox).start("upload", "ratings.csv")) {
                sandbox.awaitAttempts(20);
                upload.signal("STOP");
                sandbox.awaitRecorded(10); // of the last request the head alone may have left
                upload.signal("CONT");
                upload.end().exits(0).says("80 recorded");
            }
            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
            UploadFolder.of(file).tellsTheTruthAbout(sandbox);
        }
    }

    @Test
    void a_signal_ends_every_file_of_the_command() throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(200))) {
            SandboxView sandbox = local.view();
            Path first = Rating.write(folder.resolve("first.csv"), Rating.series("first", ROWS));
            Path second = Rating.write(folder.resolve("second.csv"), Rating.series("next", 20));

            try (RunningProgram upload =
                    PackagedProgram.in(folder).to(sandbox).start("upload", "first.csv", "second.csv")) {
                sandbox.awaitRecorded(1);
                upload.signal("INT");
                upload.end().exits(130).says("first.csv: 300 rows", "second.csv: 20 rows", "20 not_sent");
            }
            assertThat(UploadFolder.of(first).count("recorded")).isEqualTo(sandbox.recorded());
            assertThat(UploadFolder.of(second).statuses()).isEqualTo(Map.of("not_sent", 20L));
        }
    }

    @Test
    void a_second_signal_is_obeyed_at_once_and_the_ledger_knows_what_was_in_flight() throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMinutes(2))) {
            SandboxView sandbox = local.view();
            Rating.write(folder.resolve("ratings.csv"), Rating.series("second", 50));
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);

            try (RunningProgram upload = program.start("upload", "ratings.csv", "--concurrency", "4")) {
                sandbox.awaitAttempts(4);
                upload.signal("INT");
                upload.err().await("Press Ctrl-C again to stop immediately.");
                upload.signal("INT");
                upload.end().exits(130).complains("Stopped immediately. Everything so far is kept.");
            }
            program.run("status", "ratings.csv").exits(0).says("50 rows", " unknown");
            assertThat(sandbox.attempts()).isEqualTo(4);
        }
    }

    @Test
    void what_is_still_unanswered_when_the_grace_is_over_is_unknown() throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMinutes(2))) {
            SandboxView sandbox = local.view();
            Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("grace", 50));

            try (RunningProgram upload = PackagedProgram.in(folder)
                    .to(sandbox)
                    .start("upload", "ratings.csv", "--concurrency", "4", "--grace", "500ms")) {
                sandbox.awaitAttempts(4);
                upload.signal("INT");
                upload.end().exits(130).says("4 unknown", "46 not_sent");
            }
            assertThat(UploadFolder.of(file).statuses()).isEqualTo(Map.of("unknown", 4L, "not_sent", 46L));
            assertThat(sandbox.attempts()).isEqualTo(4);
        }
    }

    /** To open such a pipe is to wait, which nothing ends but the end of the program. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_signal_ends_the_wait_for_whoever_writes_the_key() throws Exception {
        Rating.write(folder.resolve("ratings.csv"), Rating.series("pipe", 2));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("key").toString())
                        .start()
                        .waitFor())
                .isZero();

        try (RunningProgram upload = PackagedProgram.in(folder)
                .start("upload", "ratings.csv", "--url", "http://127.0.0.1:9", "--api-key-file", "key")) {
            Thread.sleep(2_000); // it says nothing on its way to the pipe
            upload.signal("TERM");
            upload.end().exits(143);
        }
        assertThat(folder.resolve("ratings.csv.upload")).doesNotExist();
    }
}
