package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.options.ReadyMappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports of other tools that are given without the mapping that reads them. */
class ExportRecognitionTest {

    private static final String ARGILLA = """
            [{"id": "r1", "status": "completed", "prompt": "What is 2+2?", "response_a": "4", "response_b": "5", "model_a": "m1", "model_b": "m2", "completion_id": "%s", "preference.responses": ["A is better", "B is better"], "preference.responses.users": ["%s", "%s"], "preference.responses.status": ["submitted", "draft"], "quality.responses": [4, 5], "preference.suggestion": null},
            {"id": "r3", "status": "pending", "prompt": "None", "response_a": "x", "response_b": "y", "model_a": "m1", "model_b": "m2", "completion_id": "%s", "preference.responses": null, "quality.responses": [3]}]
            """.formatted(Mapping.ID, Mapping.ID, Mapping.ID2, Mapping.ID2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adaptive.jsonl | an Adaptive dataset with the texts of the completions: add --mapping adaptive --set preferred_completion_model=MODEL --set other_completion_model=MODEL.",
                "alpaca-eval.jsonl | an alpaca_eval file: add --mapping alpaca-eval --metric KEY.",
                "argilla.jsonl | an Argilla export with comparisons: add --mapping argilla-pairwise --metric KEY.",
                "argilla-records.jsonl | Argilla records with ratings: add --mapping argilla-records --metric KEY.",
                "arena.csv | votes of a chatbot arena: add --mapping arena --metric KEY.",
                "auto-j.jsonl | an auto-j file: add --mapping auto-j --metric KEY --set completion_a_model=MODEL --set completion_b_model=MODEL.",
                "chat-response.jsonl | raw chat responses: add --mapping chat-response.",
                "label-studio-pairwise.jsonl | a Label Studio export with comparisons: add --mapping label-studio-pairwise --metric KEY --set completion_a_model=MODEL --set completion_b_model=MODEL. Give the UUIDs of the users with --users FILE, or add --drop-unknown-users.",
                "label-studio-pairwise.csv | a Label Studio CSV export with comparisons: add --mapping label-studio-pairwise-csv --metric KEY --set completion_a_model=MODEL --set completion_b_model=MODEL.",
                "langfuse.csv | an export of Langfuse scores: add --mapping langfuse.",
                "langsmith.jsonl | LangSmith feedback: add --mapping langsmith.",
                "mt-bench.jsonl | MT-bench style judgements: add --mapping mt-bench --metric KEY.",
                "mturk.csv | results of Mechanical Turk: add --mapping mturk --metric KEY.",
                "pandalm.jsonl | a PandaLM file: add --mapping pandalm --metric KEY.",
                "prodigy.jsonl | a Prodigy export: add --mapping prodigy --metric KEY. The answer is the feedback; a score in such a file is the model's own.",
                "prodigy-choice.jsonl | a Prodigy export of the choice interface: add --mapping prodigy-choice --metric KEY.",
                "qualtrics.csv | a Qualtrics export with three header rows: add --mapping qualtrics --metric KEY.",
            })
    void the_mapping_that_reads_it_is_named_first(String sample, String advice) throws IOException {
        String text = Files.readString(Path.of("samples", sample));

        assertThat(Mapping.refusal(text, MappingOptions.none())).startsWith("This looks like " + advice);
    }

    @Test
    void the_found_argilla_export_is_recognised_whatever_its_questions_are_called() {
        assertThat(Mapping.refusal(ARGILLA, MappingOptions.none()))
                .isEqualTo("This looks like an Argilla export with comparisons: add --mapping argilla-pairwise"
                        + " --metric KEY. If it has ratings too, --mapping argilla-ratings --metric KEY reads these. Without it, no"
                        + " row is valid.");
        assertThat(Mapping.refusal(
                        ARGILLA.replace("response_a", "response")
                                .replace("preference", "liking")
                                .replace("quality", "tone"),
                        MappingOptions.none()))
                .startsWith("This looks like an Argilla export with ratings: add --mapping argilla-ratings"
                        + " --map 'value=tone.responses' --map 'user=tone.responses.users' --metric KEY.");
    }

    @Test
    void a_models_own_score_is_not_offered_and_not_sent_without_a_word() {
        String row = "{\"text\": \"x\", \"score\": 0.6, \"meta\": {\"completion_id\": \"%s\"}, \"answer\": \"reject\", "
                + "\"_input_hash\": 1}\n";

        MappingOptions options =
                new MappingOptions(null, Map.of(Field.METRIC, "q"), Map.of(Field.COMPLETION_ID, "/meta/completion_id"));
        String atTop = "{\"completion_id\": \"%s\", \"score\": 0.9, \"answer\": \"accept\", \"_input_hash\": 1}\n";

        assertThat(Mapping.refusal(row.formatted(Mapping.ID), options))
                .isEqualTo(
                        "This looks like a Prodigy export: add --mapping prodigy. The answer is the feedback; a score"
                                + " in such a file is the model's own. Without it, the model's own score would be sent. If you"
                                + " want that, add --map value=score.");
        assertThat(Mapping.refusal(
                        atTop.formatted(Mapping.ID), new MappingOptions(null, Map.of(Field.METRIC, "q"), Map.of())))
                .startsWith("This looks like a Prodigy export: add --mapping prodigy --map completion_id=completion_id."
                        + " The answer is the feedback;");
        assertThat(Mapping.of(
                                atTop.formatted(Mapping.ID),
                                new MappingOptions(null, Map.of(Field.METRIC, "q"), Map.of(Field.VALUE, "score")))
                        .feedback())
                .hasSize(1);
    }

    @Test
    void a_rule_for_rows_does_not_make_a_models_score_a_persons() throws Exception {
        String choice = "{\"completion_id\": \"%s\", \"score\": 0.9, \"answer\": \"accept\", \"_input_hash\": 1,"
                + " \"accept\": [1], \"options\": []}\n";
        MappingOptions options = new MappingOptions(null, Map.of(Field.METRIC, "q"), Map.of())
                .withSkipWhere(List.of(SkipRule.of("answer!=accept")));

        assertThat(Mapping.refusal(choice.formatted(Mapping.ID), options))
                .startsWith("This looks like a Prodigy export of the choice interface: add --mapping prodigy-choice"
                        + " --map completion_id=completion_id.");
    }

    @Test
    void columns_of_other_names_are_named_in_the_advice() {
        assertThat(Mapping.refusal(
                        "HITId,AssignmentId,WorkerId,AssignmentStatus,Input.id,Answer.comment,Answer.tone\nh,a,w,Approved,"
                                + Mapping.ID + ",fine,4\n",
                        MappingOptions.none()))
                .startsWith("This looks like results of Mechanical Turk: add --mapping mturk"
                        + " --map value=Answer.tone --metric KEY --map completion_id=Input.id (if \"Input.id\" holds the"
                        + " ids of the completions).");
    }

    @Test
    void argilla_records_as_to_json_writes_them_are_read_by_what_is_advised() throws Exception {
        String file = """
                [{"id": "1", "status": "pending", "fields": {"x": "y"}, "metadata": {"completion_id": "%s"}, "suggestions": {"tone": {"value": 5}}, "responses": {"tone": [{"value": 4, "user_id": "%s", "status": "submitted"}, {"value": 1, "user_id": "%s", "status": "draft"}]}},
                {"id": "2", "status": "pending", "fields": {"x": "y"}, "metadata": {"completion_id": "%s"}, "suggestions": {}, "responses": {}}]
                """.formatted(Mapping.ID, Mapping.ID, Mapping.ID2, Mapping.ID2);

        assertThat(Mapping.refusal(file, MappingOptions.none()))
                .isEqualTo("This looks like Argilla records with ratings: add --kind metric --map"
                        + " 'value=/responses/tone/*/value' --map 'user=/responses/tone/*/user_id' --skip-where"
                        + " '/responses/tone=' --skip-where '/responses/tone/*/status!=submitted' --metric KEY --map"
                        + " completion_id=/metadata/completion_id (if \"/metadata/completion_id\" holds the ids of the"
                        + " completions). Without it, no row is valid.");

        MappingOptions advised = new MappingOptions(
                        Kind.METRIC,
                        Map.of(Field.METRIC, "m"),
                        Map.of(
                                Field.VALUE, "/responses/tone/*/value",
                                Field.USER, "/responses/tone/*/user_id",
                                Field.COMPLETION_ID, "/metadata/completion_id"))
                .withSkipWhere(
                        List.of(SkipRule.of("/responses/tone="), SkipRule.of("/responses/tone/*/status!=submitted")));
        assertThat(Mapping.of(file, advised).feedback())
                .singleElement()
                .asString()
                .contains("value=4", "user=" + Mapping.ID);
    }

    @Test
    void no_advice_for_argilla_skips_a_record_whose_first_answer_alone_is_discarded() throws Exception {
        String file = """
                [{"responses": {"tone": [{"value": null, "user_id": "%s", "status": "discarded"}, {"value": 3, "user_id": "%s", "status": "submitted"}]}, "completion_id": "%s"},
                {"responses": {"tone": []}, "completion_id": "%s"},
                {"responses": {}, "completion_id": "%s"}]
                """.formatted(Mapping.ID, Mapping.ID2, Mapping.ID, Mapping.ID2, Mapping.ID2);
        String refusal = Mapping.refusal(file, MappingOptions.none());
        List<SkipRule> advised = new ArrayList<>();
        Matcher rule = Pattern.compile("--skip-where '([^']+)'").matcher(refusal);
        while (rule.find()) {
            advised.add(SkipRule.of(rule.group(1)));
        }
        MappingOptions options = new MappingOptions(
                        Kind.METRIC,
                        Map.of(Field.METRIC, "m"),
                        Map.of(Field.VALUE, "/responses/tone/*/value", Field.USER, "/responses/tone/*/user_id"))
                .withSkipWhere(advised);

        Mapping mapped = Mapping.of(file, options);

        assertThat(refusal).startsWith("This looks like Argilla records with ratings");
        assertThat(advised).hasSize(2);
        assertThat(mapped.feedback()).singleElement().asString().contains("value=3", "user=" + Mapping.ID2);
        assertThat(mapped.told()).filteredOn(told -> told.contains("skipped")).hasSize(3);
    }

    @Test
    void an_argilla_table_must_be_exported_as_json() {
        String table = "id,completion_id,quality.responses,quality.responses.users\n1," + Mapping.ID
                + ",\"[4, 5]\",\"['u']\"\n";

        assertThat(Mapping.refusal(table, MappingOptions.none()))
                .isEqualTo(
                        "This looks like an Argilla table, whose cells hold lists. Export the records as JSON, and upload"
                                + " that file. In Python: dataset.records.to_json(\"ratings.json\")");
    }

    @Test
    void a_file_that_is_valid_as_it_stands_is_left_alone() {
        String file = "{\"choices\": [{\"completion_id\": \"%s\"}], \"completion_id\": \"%s\", \"metric\": \"q\","
                + " \"value\": 1}\n";

        assertThat(Mapping.of(file.formatted(Mapping.ID, Mapping.ID2)).notices())
                .containsExactly("Ignored key: \"choices\".");
    }

    @Test
    void what_the_user_says_is_not_advised_again() throws Exception {
        String file = Files.readString(Path.of("samples/mturk.csv"));
        MappingOptions byHand = new MappingOptions(
                null,
                Map.of(Field.METRIC, "q"),
                Map.of(Field.COMPLETION_ID, "Input.completion_id", Field.VALUE, "Answer.rating"));

        assertThat(Mapping.of(file, byHand).notices())
                .first()
                .asString()
                .startsWith("This looks like results of Mechanical Turk: add --mapping mturk.");
        assertThat(Mapping.of(file, ReadyMappings.find("mturk").options().and(byHand))
                        .notices())
                .noneMatch(notice -> notice.startsWith("This looks like"));
    }
}
