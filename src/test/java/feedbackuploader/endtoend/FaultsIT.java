package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server in trouble: what is proved not to be recorded is sent again, and what cannot be proved is said to be so. */
class FaultsIT {

    private static final List<String> UNCLEAR_FAULTS = List.of("500", "500-after", "drop-before", "drop-after");
    private static final String UNCLEAR = "500=4%,500-after=4%,drop-before=4%,drop-after=4%";

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
    void rows_without_a_clear_answer_are_looked_up_and_recorded_once() throws Exception {
        try (LocalSandbox local = LocalSandbox.withFaults(UNCLEAR)) {
            SandboxView sandbox = local.view();
            List<Rating> ratings = Rating.series("unclear", 200);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);

            PackagedProgram.in(folder)
                    .to(sandbox)
                    .run("upload", "ratings.csv", "--use-case", "chat", "--settle-wait", "500ms")
                    .exits(0)
                    .says("200 recorded")
                    .complains("Checked the rows whose answer was lost: ");

            for (String fault : UNCLEAR_FAULTS) {
                assertThat(sandbox.fired(fault)).as(fault).isPositive();
            }
            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
            assertThat(sandbox.attempts()).isEqualTo(200 + sandbox.fired("500") + sandbox.fired("drop-before"));
            UploadFolder.of(file).tellsTheTruthAbout(sandbox);
        }
    }

    @Test
    void an_answer_that_comes_too_late_is_looked_up() throws Exception {
        try (LocalSandbox local = LocalSandbox.withFaults("timeout=5%,stall=60s")) {
            SandboxView sandbox = local.view();
            List<Rating> ratings = Rating.series("late", 100);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);

            PackagedProgram.in(folder)
                    .to(sandbox)
                    .run("upload", "ratings.csv", "--use-case", "chat", "--timeout", "2s", "--settle-wait", "500ms")
                    .exits(0)
                    .complains("Checked the rows whose answer was lost: " + sandbox.fired("timeout")
                            + " recorded, 0 not recorded");

            assertThat(sandbox.fired("timeout")).isPositive();
            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
            assertThat(sandbox.attempts()).isEqualTo(100);
            UploadFolder.of(file).tellsTheTruthAbout(sandbox);
        }
    }

    @Test
    void rows_that_cannot_be_looked_up_are_unknown_and_are_sent_again_only_on_request() throws Exception {
        try (LocalSandbox local = LocalSandbox.withFaults(UNCLEAR)) {
            SandboxView sandbox = local.view();
            Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("unclear", 200));
            UploadFolder left = UploadFolder.of(file);
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);

            FinishedProgram first = program.run("upload", "ratings.csv", "-v").exits(4);

            for (String fault : UNCLEAR_FAULTS) {
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

    /** No row of it is known to be shown, so that what a read-back does not show proves nothing yet. */
    @ParameterizedTest
    @ValueSource(strings = {"--use-case chat", ""})
    void a_server_that_only_fails_stops_the_run_before_many_rows_are_in_doubt(String useCase) throws Exception {
        try (LocalSandbox local = LocalSandbox.withFaults("500=100%")) {
            SandboxView sandbox = local.view();
            Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("failing", 100));
            UploadFolder left = UploadFolder.of(file);
            List<String> command = new ArrayList<>(List.of("upload", "ratings.csv", "--settle-wait", "500ms"));
            command.addAll(useCase.isEmpty() ? List.of() : List.of(useCase.split(" ")));

            PackagedProgram.in(folder)
                    .to(sandbox)
                    .run(command.toArray(String[]::new))
                    .exits(3)
                    .complains("Stopped: The last ")
                    .says("To continue: ");

            long attempts = sandbox.attempts();
            assertThat(sandbox.fired("500")).isEqualTo(attempts).isBetween(16L, 32L);
            assertThat(left.statuses()).isEqualTo(Map.of("unknown", attempts, "not_sent", 100 - attempts));
            assertThat(sandbox.recorded()).isZero();
        }
    }

    private static long fired(SandboxView sandbox) throws Exception {
        long fired = 0;
        for (String fault : UNCLEAR_FAULTS) {
            fired += sandbox.fired(fault);
        }
        return fired;
    }
}
