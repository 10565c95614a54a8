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
                ObjectNode row = preference(i);
                lines.add(row.toString());
                expected.add(listed(row));
            }
            Files.write(folder.resolve("preferences.jsonl"), lines);
            Files.writeString(folder.resolve(Canary.CAGE), PackagedProgram.KEY + "\n");
            PackagedProgram program = PackagedProgram.in(folder).with("ADAPTIVE_BASE_URL", sandbox.root() + "/api/v1/");
            String[] command = {"upload", "preferences.jsonl", "--use-case", "chat", "--api-key-file", Canary.CAGE};

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

    /** By id or by text, tied or not, with one turn or several. */
    private static ObjectNode preference(int i) {
        ObjectNode row = JSON.createObjectNode().put("metric", "acceptance");
        boolean byText = i % 2 == 1;
        if (byText) {
            row.putObject("preferred_completion")
                    .put("text", "Answer " + i + " –\n„gut“ 👍")
                    .put("model", "model-a");
            row.putObject("other_completion")
                    .put("text", i % 4 == 1 ? "" : "No.")
                    .put("model", "model-b");
        } else {
            row.put("preferred_completion", Rating.uuid("better" + i))
                    .put("other_completion", Rating.uuid("worse" + i));
        }
        if (i % 5 == 0) {
            row.put("tied", i % 10 == 0 ? "good" : "bad");
        }
        if (byText) {
            var messages = row.putArray("messages");
            if (i % 3 == 0) {
                messages.addObject().put("role", "system").put("content", "Be brief.");
            }
            messages.addObject().put("role", "user").put("content", "Question " + i + "?");
        }
        if (i % 7 == 0) {
            row.put("user", Rating.uuid("user" + i));
        }
        return row;
    }

    private static String listed(ObjectNode row) {
        ObjectNode line = JSON.createObjectNode().put("kind", "preference");
        ObjectNode withoutUser = row.deepCopy();
        withoutUser.remove("user");
        line.setAll(withoutUser);
        line.put("use_case", "chat");
        if (row.has("user")) {
            line.set("user_id", row.get("user"));
        }
        return line.toString();
    }
}
