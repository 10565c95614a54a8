package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each sample that the README tells people to try, without the launcher; with it: {@link SamplesIT}. */
class SamplesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ratings.csv, 10, results.csv",
        "preferences.csv, 6, results.csv",
        "mixed.jsonl, 6, results.jsonl",
        "outcomes.csv, 4, results.csv",
    })
    void a_sample_is_recorded_whole_and_only_once(String name, int rows, String results) throws Exception {
        InsideProgram program = InsideProgram.in(folder);
        Path file = Files.copy(Path.of("samples", name), folder.resolve(name));
        Path runFolder = folder.resolve(name + ".sandbox");

        program.run("upload", file.toString(), "--sandbox")
                .exits(0)
                .says(name + ": " + rows + " rows", rows + " recorded", "Report: " + runFolder.resolve(results))
                .complains(rows + " rows: " + rows + " to send.");

        assertThat(Files.readAllLines(runFolder.resolve("sandbox.jsonl"))).hasSize(rows);
        assertThat(summary(runFolder).path("requests").asInt()).isEqualTo(rows);
        assertThat(Files.readString(runFolder.resolve(results))).contains("recorded");
        assertThat(runFolder.resolve("failed.csv")).doesNotExist();

        program.run("upload", file.toString(), "--sandbox")
                .exits(0)
                .complains(rows + " rows: " + rows + " recorded before.");

        assertThat(Files.readAllLines(runFolder.resolve("sandbox.jsonl"))).hasSize(rows);
        assertThat(summary(runFolder).path("requests").asInt()).isZero();
        assertThat(summary(runFolder).path("statuses").path("recorded").asInt()).isEqualTo(rows);
    }

    private static JsonNode summary(Path runFolder) throws IOException {
        return new ObjectMapper().readTree(runFolder.resolve("summary.json").toFile());
    }
}
