package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples that the README tells people to try, run as it tells them; each of them: {@link SamplesTest}. */
class SamplesIT {

    private static final Path SAMPLES = Path.of("samples");

    @TempDir
    private Path folder;

    @Test
    void a_sample_is_recorded_whole_and_only_once() throws Exception {
        String name = "mixed.jsonl";
        int rows = 6;
        String results = "results.jsonl";
        PackagedProgram program = PackagedProgram.in(folder);
        Path runFolder = folder.resolve(copy(name) + ".sandbox");

        program.run("upload", name, "--sandbox")
                .exits(0)
                .says(name + ": " + rows + " rows", rows + " recorded", "Report: " + name + ".sandbox/" + results)
                .complains(rows + " rows: " + rows + " to send.");

        assertThat(Files.readAllLines(runFolder.resolve("sandbox.jsonl"))).hasSize(rows);
        assertThat(summary(runFolder).path("requests").asInt()).isEqualTo(rows);
        assertThat(Files.readString(runFolder.resolve(results))).contains("recorded");
        assertThat(runFolder.resolve("failed.csv")).doesNotExist();

        program.run("upload", name, "--sandbox").exits(0).complains(rows + " rows: " + rows + " recorded before.");

        assertThat(Files.readAllLines(runFolder.resolve("sandbox.jsonl"))).hasSize(rows);
        assertThat(summary(runFolder).path("requests").asInt()).isZero();
        assertThat(summary(runFolder).path("statuses").path("recorded").asInt()).isEqualTo(rows);
    }

    @Test
    void the_first_example_of_the_readme_prints_what_is_shown_there() throws Exception {
        Files.createDirectory(folder.resolve("samples"));
        Files.copy(SAMPLES.resolve("ratings.csv"), folder.resolve("samples/ratings.csv"));

        FinishedProgram finished = PackagedProgram.in(folder).run("upload", "samples/ratings.csv", "--sandbox");

        assertThat(Files.readString(Path.of("README.md"))).contains(finished.err() + finished.out());
    }

    @Test
    void a_file_of_mistakes_is_not_sent_and_each_mistake_is_explained() throws Exception {
        String name = copy("mistakes.csv");
        Path runFolder = folder.resolve("mistakes.csv.sandbox");

        FinishedProgram finished = PackagedProgram.in(folder)
                .run("upload", name, "--sandbox")
                .exits(2)
                .says("15 invalid", "2 not_sent", "Rows to fix (a copy): mistakes.csv.sandbox/failed.csv")
                .complains(
                        "Stopped: 15 of 17 rows are invalid, more than --max-errors 50% allows. Nothing was sent.",
                        "mistakes.csv row 4, column \"value\": found \"0,8\"; expected a number.",
                        "more kinds of problem");

        assertThat(Files.readString(Path.of("src/site/markdown/files.md"))).contains(finished.err());
        assertThat(Files.readString(runFolder.resolve("results.csv"))
                        .replaceAll("(?<=#| )[0-9a-f]{16}(?=[ \n:])", "5f3a9c0b12d4e678"))
                .isEqualTo(Files.readString(SAMPLES.resolve("mistakes.results.csv")));
        assertThat(runFolder.resolve("sandbox.jsonl")).isEmptyFile();
        assertThat(summary(runFolder).path("requests").asInt()).isZero();
    }

    private String copy(String name) throws IOException {
        Files.copy(SAMPLES.resolve(name), folder.resolve(name));
        return name;
    }

    private static JsonNode summary(Path runFolder) throws IOException {
        return new ObjectMapper().readTree(runFolder.resolve("summary.json").toFile());
    }
}
