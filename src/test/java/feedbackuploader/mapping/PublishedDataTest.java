package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Tie;
import feedbackuploader.mapping.options.ReadyMappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exports as they were published, when they are at hand. */
class PublishedDataTest {

    private static final Path DATA = Path.of(System.getProperty("feedbackuploader.data", "../shared/data"))
            .resolve("raw");

    private static final MappingOptions METRIC = new MappingOptions(null, Map.of(Field.METRIC, "m"), Map.of());
    private static final MappingOptions ONE_COMPLETION =
            new MappingOptions(null, Map.of(Field.METRIC, "m", Field.COMPLETION_ID, Mapping.ID), Map.of());

    @Test
    void pandalm_has_three_verdicts_a_record() throws Exception {
        Mapping mapping = mapped(
                "pandalm-testset-v1.json",
                ReadyMappings.find("pandalm").options().and(METRIC));

        assertThat(mapping.feedback()).hasSize(2_997);
        assertThat(mapping.told()).hasSize(2_997);
        long ties = mapping.feedback().stream()
                .filter(feedback -> ((PreferenceFeedback) feedback).tied() == Tie.GOOD)
                .count();
        assertThat(ties).isEqualTo(ofVerdict(0));
        assertThat(ofVerdict(0) + ofVerdict(1) + ofVerdict(2)).isEqualTo(2_997);
    }

    private static long ofVerdict(int verdict) throws IOException {
        long count = 0;
        for (JsonNode record : new ObjectMapper()
                .readTree(DATA.resolve("pandalm-testset-v1.json").toFile())) {
            for (String annotator : List.of("annotator1", "annotator2", "annotator3")) {
                count += record.path(annotator).intValue() == verdict ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void mt_bench_has_three_scores_a_record() throws Exception {
        Mapping mapping = mapped(
                "mt_bench_eval.json", ReadyMappings.find("mt-bench").options().and(ONE_COMPLETION));

        assertThat(mapping.feedback()).hasSize(960);
        assertThat(mapping.told()).hasSize(960);
    }

    @Test
    void alpaca_eval_has_one_record_without_a_verdict() throws Exception {
        MappingOptions options = ReadyMappings.find("alpaca-eval").options().and(METRIC);
        Mapping mapping = mapped("claude-2.annotations.json", options);

        assertThat(mapping.feedback()).hasSize(804);
        assertThat(mapping.told()).hasSize(805).anyMatch(told -> told.contains("column \"preference\": found nothing"));
        assertThat(mapping.notices())
                .contains(
                        "Labels without a meaning, column \"preference\": nothing (1). If these meanings are right, add --winner '=skip' (=skip is for an empty label).");
        assertThat(mapped("claude-2.annotations.json", options.and(WinnerTest.winner("=skip")))
                        .told())
                .anyMatch(told -> told.endsWith("skipped: skipped: \"preference\" is nothing, which means skip"));
    }

    @Test
    void llmbar_goes_by_one_command_line() throws Exception {
        MappingOptions options = new MappingOptions(
                        null,
                        Map.of(
                                Field.METRIC, "m",
                                Field.COMPLETION_A_MODEL, "model-a",
                                Field.COMPLETION_B_MODEL, "model-b"),
                        Map.of(
                                Field.PROMPT, "input",
                                Field.COMPLETION_A_TEXT, "output_1",
                                Field.COMPLETION_B_TEXT, "output_2",
                                Field.WINNER, "label"))
                .and(WinnerTest.winner("1=a, 2=b"));

        assertThat(mapped("LLMBar_Natural.json", options).feedback()).hasSize(100);
    }

    @Test
    void prodigy_leaves_out_what_was_ignored() throws Exception {
        Mapping mapping = mapped(
                "prodigy-github-issues.jsonl",
                ReadyMappings.find("prodigy").options().and(ONE_COMPLETION));

        assertThat(mapping.told()).hasSize(830);
        long ignored = mapping.told().stream()
                .filter(told -> told.endsWith("skipped: skipped: \"answer\" is \"ignore\", which means skip"))
                .count();
        assertThat(mapping.feedback()).hasSize((int) (830 - ignored));
        String answers = Files.readString(DATA.resolve("prodigy-github-issues.jsonl"));
        assertThat(ignored).isEqualTo(answers.split("\"answer\":\"ignore\"", -1).length - 1);
    }

    /** JSON arrays as a line a record. */
    private static Mapping mapped(String name, MappingOptions options) throws IOException {
        Path file = DATA.resolve(name);
        assumeThat(file).exists();
        String text = Files.readString(file);
        if (!name.endsWith(".jsonl")) {
            StringBuilder lines = new StringBuilder();
            for (JsonNode record : new ObjectMapper().readTree(text)) {
                lines.append(record).append('\n');
            }
            text = lines.toString();
        }
        return Mapping.of(text, options);
    }
}
