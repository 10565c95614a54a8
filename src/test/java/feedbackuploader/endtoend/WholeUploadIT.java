package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server without trouble gets every row of a file, as it is in the file, and no row more. */
class WholeUploadIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void ratings_arrive_field_by_field_and_a_second_run_asks_the_server_nothing() throws Exception {
        try (SandboxProcess process = SandboxProcess.start(folder, "--data", "kept.jsonl")) {
            SandboxView sandbox = process.view();
            List<Rating> ratings = Rating.series("whole", 300);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);

            program.run("upload", "ratings.csv").exits(0).says("300 recorded");

            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
            UploadFolder left = UploadFolder.of(file);
            left.tellsTheTruthAbout(sandbox);
            assertThat(left.count("recorded")).isEqualTo(300);

            String requests = sandbox.requests();
            program.run("upload", "ratings.csv").exits(0).says("300 recorded");

            assertThat(sandbox.requests()).isEqualTo(requests);
            process.interrupt().exits(130).says("300 recorded.");
            Permissions.isPrivate(folder.resolve("kept.jsonl"));
        }
    }

    @Test
    void preferences_arrive_field_by_field_and_once() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            SandboxView sandbox = local.view();
            List<String> lines = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Preference preference = Preference.numbered("whole", i);
                lines.add(preference.row().toString());
                expected.add(preference.listed());
            }
            Files.write(folder.resolve("preferences.jsonl"), lines);
            Files.writeString(folder.resolve(Canary.CAGE), PackagedProgram.KEY + "\n");
            PackagedProgram program = PackagedProgram.in(folder).with("ADAPTIVE_BASE_URL", sandbox.root() + "/api/v1/");
            String[] command = {
                "upload", "preferences.jsonl", "--use-case", Preference.USE_CASE, "--api-key-file", Canary.CAGE
            };

            program.run(command).exits(0).says("200 recorded");

            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(expected);
            List<String> results = Files.readAllLines(folder.resolve("preferences.jsonl.upload/results.jsonl"));
            assertThat(results).hasSize(200);
            for (int i = 0; i < results.size(); i++) {
                ObjectNode result = (ObjectNode) JSON.readTree(results.get(i));
                assertThat(result.remove("upload").path("status").asText()).isEqualTo("recorded");
                assertThat(result).isEqualTo(JSON.readTree(lines.get(i)));
            }

            String requests = sandbox.requests();
            program.run(command).exits(0);

            assertThat(sandbox.requests()).isEqualTo(requests);
        }
    }
}
