package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of ready mappings in the manual, line by line. */
class ReadyMappingsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arena.csv | 4 | 4 | --mapping arena --metric m",
                "alpaca-eval.jsonl | 3 | 3 | --mapping alpaca-eval --metric m",
                "pandalm.jsonl | 2 | 6 | --mapping pandalm --metric m",
                "auto-j.jsonl | 3 | 3 | --mapping auto-j --metric m --set completion_a_model=a --set completion_b_model=b",
                "label-studio-pairwise.jsonl | 2 | 3 | --mapping label-studio-pairwise --metric m --set completion_a_model=a --set completion_b_model=b --users users.csv",
                "label-studio-pairwise.csv | 2 | 2 | --mapping label-studio-pairwise-csv --metric m --set completion_a_model=a --set completion_b_model=b --users users.csv",
                "mt-bench.jsonl | 2 | 6 | --mapping mt-bench --metric m",
                "prodigy.jsonl | 3 | 2 | --mapping prodigy --metric m",
                "prodigy-choice.jsonl | 3 | 2 | --mapping prodigy-choice --metric m",
                "argilla.jsonl | 3 | 2 | --mapping argilla-ratings --metric m",
                "argilla.jsonl | 3 | 2 | --mapping argilla-pairwise --metric m",
                "argilla-records.jsonl | 2 | 1 | --mapping argilla-records --metric m",
                "langfuse.csv | 2 | 2 | --mapping langfuse",
                "langsmith.jsonl | 3 | 2 | --mapping langsmith",
                "mturk.csv | 3 | 2 | --mapping mturk --metric m --map details=Answer.comment",
                "qualtrics.csv | 6 | 2 | --mapping qualtrics --metric m --map details=Q2",
                "adaptive.jsonl | 3 | 4 | --mapping adaptive --set preferred_completion_model=a --set other_completion_model=b",
                "chat-response.jsonl | 2 | 2 | --mapping chat-response",
                "wide.csv | 4 | 4 | --metrics CSAT,helpfulness",
                "interactions.csv | 3 | 3 | --create-completions",
                "interactions.jsonl | 3 | 3 | --create-completions",
                "adaptive-completions.jsonl | 2 | 2 | --create-completions",
            })
    void a_sample_of_another_shape_is_recorded_piece_by_piece(String name, int rows, int feedback, String options)
            throws Exception {
        for (String sample : List.of(name, "users.csv")) {
            Files.copy(Path.of("samples", sample), folder.resolve(sample));
        }
        List<String> command =
                new ArrayList<>(List.of("upload", folder.resolve(name).toString(), "--sandbox"));
        for (String option : options.split(" ", -1)) {
            command.add(option.equals("users.csv") ? folder.resolve(option).toString() : option);
        }

        Typed typed = Typed.in(folder.resolve("state"), Map.of(), command.toArray(String[]::new));

        assertThat(typed.exitCode()).as(typed.err()).isZero();
        assertThat(typed.out()).contains(name + ": " + rows + " rows");
        assertThat(Files.readAllLines(folder.resolve(name + ".sandbox/sandbox.jsonl")))
                .hasSize(feedback);
    }
}
