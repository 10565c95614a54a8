package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in trouble: what is proved not to be recorded is sent again, and what cannot be proved is said to be so. */
class FaultsIT {

    @TempDir
    private Path folder;

    @Test
    void an_overloaded_server_gets_every_row_once() throws Exception {
        try (LocalSandbox local = LocalSandbox.withFaults("429=12%,503=12%,retry-after=1s")) {
            SandboxView sandbox = local.view();
            List<Rating> ratings = Rating.series("overloaded", 150);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);

            PackagedProgram.in(folder)
                    .to(sandbox)
                    .run("upload", "ratings.csv", "--concurrency", "64")
                    .exits(0)
                    .says("150 recorded");

            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
            UploadFolder left = UploadFolder.of(file);
            left.tellsTheTruthAbout(sandbox);
            assertThat(left.count("recorded")).isEqualTo(150);
            long refused = sandbox.fired("429") + sandbox.fired("503");
            assertThat(sandbox.fired("429")).isPositive();
            assertThat(sandbox.fired("503")).isPositive();
            assertThat(left.summary().path("retries").asLong()).isEqualTo(refused);
            assertThat(left.summary().path("requests").asLong()).isEqualTo(150 + refused);
        }
    }

    @Test
    void rows_without_a_clear_answer_are_unknown_and_are_sent_again_only_on_request() throws Exception {
        try (LocalSandbox local = LocalSandbox.withFaults("500=4%,500-after=4%,drop-before=4%,drop-after=4%")) {
            SandboxView sandbox = local.view();
            Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("unclear", 200));
            UploadFolder left = UploadFolder.of(file);
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);

            FinishedProgram first = program.run("upload", "ratings.csv", "-v").exits(4);

            for (String fault : List.of("500", "500-after", "drop-before", "drop-after")) {
                assertThat(sandbox.fired(fault)).as(fault).isPositive();
            }
            long unknown = fired(sandbox);
            first.says(unknown + " unknown", "--resend-unknown");
            assertThat(left.statuses()).isEqualTo(Map.of("recorded", 200 - unknown, "unknown", unknown));
            left.tellsTheTruthAbout(sandbox);
            assertThat(sandbox.recorded())
                    .isEqualTo(200 - unknown + sandbox.fired("500-after") + sandbox.fired("drop-after"));

            long attempts = sandbox.attempts();
            program.run("upload", "ratings.csv").exits(4).says(unknown + " unknown");

            assertThat(sandbox.attempts()).isEqualTo(attempts);

            Set<String> unproved = new TreeSet<>(left.completionsThatAre("unknown"));
            program.run("upload", "ratings.csv", "--resend-unknown");

            assertThat(sandbox.attempts()).isEqualTo(200 + unknown);
            Set<String> twice = new TreeSet<>();
            Set<String> once = new TreeSet<>();
            sandbox.listing().stream()
                    .map(line -> line.path("completion_id").asText())
                    .filter(completion -> !once.add(completion))
                    .forEach(twice::add);
            assertThat(unproved).containsAll(twice);
        }
    }

    @Test
    void a_server_that_only_fails_stops_the_run_before_many_rows_are_unknown() throws Exception {
        try (LocalSandbox local = LocalSandbox.withFaults("500=100%")) {
            SandboxView sandbox = local.view();
            Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("failing", 100));
            UploadFolder left = UploadFolder.of(file);

            PackagedProgram.in(folder)
                    .to(sandbox)
                    .run("upload", "ratings.csv")
                    .exits(3)
                    .says("Stopped: The last ", "To go on: ");

            assertThat(sandbox.fired("500")).isEqualTo(sandbox.attempts()).isBetween(16L, 32L);
            assertThat(left.statuses())
                    .isEqualTo(Map.of("unknown", sandbox.attempts(), "not_sent", 100 - sandbox.attempts()));
            assertThat(sandbox.recorded()).isZero();
        }
    }

    private static long fired(SandboxView sandbox) throws Exception {
        long fired = 0;
        for (String fault : List.of("500", "500-after", "drop-before", "drop-after")) {
            fired += sandbox.fired(fault);
        }
        return fired;
    }
}
