package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that someone else holds, that is gone, or that may not be written: nothing is sent on a guess. */
class LedgerTroubleIT {

    private static final int ROWS = 200;
    private static final int CONCURRENCY = 4;
    private static final String[] COMMAND = {
        "upload", "ratings.csv", "--use-case", "chat", "--concurrency", "4", "--settle-wait", "300ms"
    };

    private static final List<String> LEDGER =
            List.of("ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.db-commits");

    @TempDir
    private Path folder;

    private List<Rating> ratings;
    private UploadFolder left;

    @BeforeEach
    void write() throws Exception {
        ratings = Rating.series("trouble", ROWS);
        left = UploadFolder.of(Rating.write(folder.resolve("ratings.csv"), ratings));
    }

    @Test
    void a_program_that_holds_the_ledger_for_long_stops_the_run() throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(20))) {
            SandboxView sandbox = local.view();
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);

            try (RunningProgram upload = program.start(COMMAND)) {
                sandbox.awaitRecorded(20);
                try (Connection other = DriverManager.getConnection(
                                "jdbc:sqlite:" + left.path().resolve("ledger.db") + "?busy_timeout=10000");
                        Statement statement = other.createStatement()) {
                    statement.execute("BEGIN IMMEDIATE");
                    long attempts = sandbox.attempts();
                    upload.end()
                            .exits(3)
                            .complains("ledger.db is in use by another program, so nothing more is sent."
                                    + " Close that program and run the same command again.");
                    assertThat(sandbox.attempts())
                            .as("requests whose intent was on the disk before, and no more")
                            .isBetween(attempts, attempts + 2 * CONCURRENCY);
                    statement.execute("ROLLBACK");
                }
            }
            finishes(program, sandbox);
        }
    }

    /** Without its ledger the program would send everything again, were it not for the register. */
    @Test
    void a_killed_upload_whose_ledger_is_lost_is_not_begun_anew() throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(50))) {
            SandboxView sandbox = local.view();
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);
            try (RunningProgram upload = program.start(COMMAND)) {
                sandbox.awaitRecorded(1);
                upload.kill();
            }
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            for (String name : LEDGER) {
                Files.move(left.path().resolve(name), elsewhere.resolve(name));
            }
            long attempts = sandbox.attempts();

            program.run(COMMAND)
                    .exits(2)
                    .complains(
                            "Stopped: " + ROWS + " of " + ROWS + " rows were (or may have been) sent to "
                                    + sandbox.root() + " before: ",
                            "whose upload was killed and whose ledger is gone")
                    .says("To send them a second time: ");

            assertThat(sandbox.attempts()).isEqualTo(attempts);
            for (String name : LEDGER) {
                Files.deleteIfExists(left.path().resolve(name));
                Files.move(elsewhere.resolve(name), left.path().resolve(name));
            }
            finishes(program, sandbox);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_run_folder_that_became_read_only_is_named() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            SandboxView sandbox = local.view();
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox).obeyingPermissions();
            program.run(COMMAND).exits(0);
            Rating more = Rating.series("more", 1).get(0);
            Files.writeString(
                    folder.resolve("ratings.csv"), more.completion() + ",quality,1,,\n", StandardOpenOption.APPEND);
            Files.setPosixFilePermissions(left.path(), PosixFilePermissions.fromString("r-x------"));
            assumeTrue(
                    program.startedBy("sh", "-c", "! touch ratings.csv.upload/x")
                                    .obeyingPermissions()
                                    .run()
                                    .exitCode()
                            == 0,
                    "a user who may not write everywhere");

            program.run(COMMAND)
                    .exits(3)
                    .complains("ledger.db cannot be written, so nothing more is sent: it or its folder is read-only."
                            + " Make both writable and run the same command again.");

            assertThat(sandbox.recorded()).isEqualTo(ROWS);
            Files.setPosixFilePermissions(left.path(), PosixFilePermissions.fromString("rwx------"));
            program.run(COMMAND).exits(0).says((ROWS + 1) + " recorded");
            left.tellsTheTruthAbout(sandbox);
        }
    }

    private void finishes(PackagedProgram program, SandboxView sandbox) throws Exception {
        program.run(COMMAND).exits(0);
        left.tellsTheTruthAbout(sandbox);
        assertThat(left.statuses()).isEqualTo(Map.of("recorded", (long) ROWS));
        assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
    }
}
