package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen of an upload while it runs: one upload for all of these tests, which the last one ends. */
@TestMethodOrder(OrderAnnotation.class)
class RunningUploadIT {

    private static final int ROWS = 10_000; // more than any machine gets through before the end of the last test

    @TempDir
    private static Path folder;

    private static LocalSandbox sandbox;
    private static RunningProgram upload;

    @BeforeAll
    static void start() throws Exception {
        sandbox = LocalSandbox.slow(Duration.ofSeconds(1));
        Rating.write(folder.resolve("ratings.csv"), Rating.series("running", ROWS));
        upload = PackagedProgram.in(folder).to(sandbox.view()).start("upload", "ratings.csv", "--concurrency", "64");
        sandbox.view().awaitRecorded(64);
    }

    @AfterAll
    static void stop() {
        upload.close();
        sandbox.close();
    }

    @Test
    @Order(1)
    void it_needs_few_threads_for_many_requests() throws Exception {
        Path status = Path.of("/proc", Long.toString(upload.pid()), "status");
        assumeTrue(Files.exists(status), "a system that shows its processes as files");
        int threads = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring("Threads:".length()).strip()))
                .findFirst()
                .orElseThrow();

        assertThat(threads).isLessThan(40);
    }

    @Test
    @Order(2)
    void its_arguments_which_anyone_may_see_hold_no_key() throws Exception {
        Path arguments = Path.of("/proc", Long.toString(upload.pid()), "cmdline");
        assumeTrue(Files.exists(arguments), "a system that shows its processes as files");

        assertThat(Files.readString(arguments, StandardCharsets.ISO_8859_1))
                .contains("ratings.csv")
                .doesNotContain(PackagedProgram.KEY);
    }

    @Test
    @Order(3)
    void its_files_are_for_their_owner_alone() throws Exception {
        Permissions.arePrivate(
                folder.resolve("ratings.csv.upload"), "ledger.db", "ledger.db-wal", "lock", "upload.log");
    }

    @Test
    @Order(4)
    void a_second_upload_of_the_file_is_refused_and_told_of_the_first() throws Exception {
        long attempts = sandbox.view().attempts();

        PackagedProgram.in(folder)
                .to(sandbox.view())
                .run("upload", "ratings.csv")
                .exits(3)
                .complains(" is in use by another process (process " + upload.pid() + ").");

        assertThat(upload.isAlive()).isTrue();
        sandbox.view().awaitAttempts(attempts + 1); // the first goes on
    }

    @Test
    @Order(5)
    void status_follows_it() throws Exception {
        JsonNode before = status();
        long recorded = before.path("statuses").path("recorded").asLong();

        sandbox.view().awaitRecorded(recorded + 3 * 64);

        assertThat(status().path("statuses").path("recorded").asLong()).isGreaterThan(recorded);
        assertThat(before.path("rows").asLong()).isEqualTo(ROWS);
        assertThat(before.path("statuses").path("unknown").asLong()).isBetween(1L, 128L);
    }

    @Test
    @Order(6)
    void status_after_its_end_says_what_the_report_says() throws Exception {
        upload.signal("INT");
        upload.end().exits(130);
        UploadFolder left = UploadFolder.of(folder.resolve("ratings.csv"));
        left.tellsTheTruthAbout(sandbox.view());
        long recorded = left.count("recorded");
        assertThat(left.statuses()).isEqualTo(Map.of("recorded", recorded, "not_sent", ROWS - recorded));

        JsonNode states = status().path("statuses");

        assertThat(states.path("recorded").asLong()).isEqualTo(recorded);
        assertThat(states.path("not_sent").asLong()).isEqualTo(ROWS - recorded);
        assertThat(states.size()).isEqualTo(2);
    }

    private static JsonNode status() throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(PackagedProgram.in(folder)
                        .run("status", "ratings.csv", "--json")
                        .exits(0)
                        .out());
    }
}
