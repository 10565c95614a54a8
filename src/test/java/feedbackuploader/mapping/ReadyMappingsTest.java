package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The mappings that come with the program, each on its sample. */
class ReadyMappingsTest {

    /** What the samples leave to the command line. */
    static final MappingOptions MODELS = new MappingOptions(
            null,
            Map.of(
                    Field.METRIC, "m",
                    Field.COMPLETION_A_MODEL, "model-a",
                    Field.COMPLETION_B_MODEL, "model-b",
                    Field.PREFERRED_COMPLETION_MODEL, "model-a",
                    Field.OTHER_COMPLETION_MODEL, "model-b"),
            Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adaptive | adaptive.jsonl | 4 | 0 | quality=4.5 helpful=true",
                "alpaca-eval | alpaca-eval.jsonl | 3 | 0 | model-a>model-b model-b>model-a model-a=GOOD=model-b",
                "arena | arena.csv | 4 | 0 | model-a>model-b model-a>model-b model-a=GOOD=model-b model-a=BAD=model-b",
                "auto-j | auto-j.jsonl | 3 | 0 | model-a>model-b model-b>model-a model-a=GOOD=model-b",
                "chat-response | chat-response.jsonl | 2 | 0 | quality=4 quality=2",
                "label-studio-pairwise | label-studio-pairwise.jsonl | 3 | 0 | model-a>model-b model-a>model-b model-b>model-a",
                "label-studio-pairwise-csv | label-studio-pairwise.csv | 2 | 0 | model-a>model-b model-b>model-a",
                "mt-bench | mt-bench.jsonl | 6 | 0 | m=3 m=2 m=3 m=5 m=5 m=4",
                "pandalm | pandalm.jsonl | 6 | 0 | model-a>model-b model-a>model-b model-a=GOOD=model-b model-b>model-a model-b>model-a model-b>model-a",
                "prodigy | prodigy.jsonl | 2 | 1 | m=1 m=0",
                "prodigy-choice | prodigy-choice.jsonl | 2 | 1 | m=3 m=1",
                "argilla-ratings | argilla.jsonl | 2 | 2 | m=4 m=5",
                "argilla-pairwise | argilla.jsonl | 2 | 2 | model-a>model-b model-a=GOOD=model-b",
                "argilla-records | argilla-records.jsonl | 1 | 2 | m=4",
                "langfuse | langfuse.csv | 2 | 0 | quality=4 helpful=0",
                "langsmith | langsmith.jsonl | 2 | 1 | correctness=1 correctness=0",
                "mturk | mturk.csv | 2 | 1 | m=4 m=2",
                "qualtrics | qualtrics.csv | 2 | 4 | m=4 m=2",
            })
    void a_sample_becomes_what_its_tool_meant(String name, String sample, int feedback, int skipped, String meant)
            throws Exception {
        Users users = new Users(UsersFile.read(Path.of("samples/users.csv")), false);
        MappingOptions options = ReadyMappings.find(name)
                .options()
                .and(MODELS)
                .and(new MappingOptions(
                        null, Map.of(), Map.of(), List.of(), Labels.none(), Labels.none(), NumberStyle.PLAIN, users));

        Mapping mapping = Mapping.of(Files.readString(Path.of("samples", sample)), options);

        assertThat(mapping.feedback()).hasSize(feedback);
        assertThat(mapping.told()).hasSize(feedback + skipped);
        assertThat(String.join(" ", mapping.feedback().stream().map(Meaning::of).toList()))
                .endsWith(meant);
    }

    @ParameterizedTest
    @MethodSource("feedbackuploader.mapping.ReadyMappings#names")
    void each_says_what_it_is_for(String name) throws Exception {
        assertThat(ReadyMappings.find(name).about()).isNotEmpty().doesNotContain("\n");
        assertThat(ReadyMappings.listed()).anyMatch(line -> line.startsWith(name + " "));
    }

    @Test
    void what_an_export_lacks_is_said_with_the_option_that_gives_it() throws Exception {
        MappingOptions autoJ = ReadyMappings.find("auto-j").options();

        assertThat(Mapping.of(Files.readString(Path.of("samples/auto-j.jsonl")), autoJ)
                        .told()
                        .subList(0, 3))
                .containsExactly(
                        "ratings.csv row 1, column \"metric\": found nothing; expected a metric's key. For one metric in all rows, add --metric KEY.",
                        "ratings.csv row 1, column \"completion_a_model\": found nothing; expected the key of the model"
                                + " that wrote the text. For one model in all rows, add --set completion_a_model=MODEL.",
                        "ratings.csv row 1, column \"completion_b_model\": found nothing; expected the key of the model"
                                + " that wrote the text. For one model in all rows, add --set completion_b_model=MODEL.");
    }
}
