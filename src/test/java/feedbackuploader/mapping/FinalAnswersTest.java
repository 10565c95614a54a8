package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.options.ReadyMappings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinalAnswersTest {

    private static final MappingOptions METRIC = new MappingOptions(Kind.METRIC, Map.of(Field.METRIC, "m"), Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "was_cancelled; True; was_cancelled=True",
                "Was Cancelled; yes; Was Cancelled=yes",
                "annotation.was_cancelled; 1; annotation.was_cancelled=1",
                "cancelled_by; ann; cancelled_by=ann",
                "Status; Discarded; Status=Discarded",
                "response_status; draft; response_status=draft",
                "Response Type; Survey Preview; Response Type=Survey Preview",
                "Status; Spam; Status=Spam",
                "DistributionChannel; preview; DistributionChannel=preview",
                "Finished; False; Finished=False",
                "answer; ignore; answer=ignore",
                "source; EVAL; source=EVAL",
                "score_source; EVAL; score_source=EVAL",
                "feedback_source.type; auto_eval; feedback_source.type=auto_eval",
                "feedback_source_type; model; feedback_source_type=model",
                "feedback_source; {'type': 'model', 'metadata': None}; feedback_source~.type.: *.model.",
                "annotator_kind; LLM; annotator_kind=LLM",
            })
    void a_column_that_says_that_it_is_no_final_answer(String column, String word, String rule) throws Exception {
        String file =
                "completion_id,value," + column + "\n" + Mapping.ID + ",4,\"" + word + "\"\n" + Mapping.ID2 + ",5,x\n";
        boolean isAny = column.equals("cancelled_by");
        String last = isAny ? file.replace(",5,x", ",5,") : file;

        Mapping mapped = Mapping.of(last, METRIC);
        assertThat(mapped.feedback()).singleElement().asString().contains("value=5");
        assertThat(mapped.told().get(0))
                .contains("expected a person's final answer. To skip such rows, add --skip-where '" + rule
                        + "'. To send" + " them, add --ignore ");

        Mapping skipped = Mapping.of(last, METRIC.withSkipWhere(List.of(SkipRule.of(rule))));
        assertThat(skipped.feedback()).singleElement().asString().contains("value=5");
        assertThat(skipped.told().get(0)).contains("skipped");

        Mapping sent = Mapping.of(last, METRIC.and(ignoring(column)));
        assertThat(sent.feedback()).hasSize(2);
        assertThat(sent.notices())
                .anyMatch(notice -> notice.startsWith("--ignore ")
                        && notice.endsWith(": rows are uploaded that are no person's final answer."));
    }

    @ParameterizedTest
    @CsvSource({
        "status,open", "status,closed", "status,cancelled", "status,pending", "source,web", "source,API",
        "was_cancelled,False", "was_cancelled,0", "was_cancelled,", "cancelled_by,NULL", "finished,1", "answer,Paris",
        "feedback_source,app", "response_type,text", "progress,40"
    })
    void an_ordinary_column_blocks_nothing(String column, String word) {
        String file = "completion_id,value," + column + "\n" + Mapping.ID + ",4," + (word == null ? "" : word) + "\n";

        assertThat(Mapping.of(file, METRIC).feedback()).hasSize(1);
    }

    @Test
    void json_says_it_beside_the_value_or_around_it() throws Exception {
        String file =
                "{\"completion_id\": \"" + Mapping.ID + "\", \"annotations\": [{\"was_cancelled\": false, \"r\": 4},"
                        + " {\"was_cancelled\": true, \"r\": 1}]}";
        MappingOptions options =
                METRIC.and(new MappingOptions(null, Map.of(), Map.of(Field.VALUE, "/annotations/*/r")));

        assertThat(Mapping.of(file, options).only())
                .isEqualTo(
                        "ratings.csv row 1, column \"/annotations/*/was_cancelled\": found \"true\"; expected a person's"
                                + " final answer. To skip such rows, add --skip-where '/annotations/*/was_cancelled=true'. To send"
                                + " them, add --ignore '/annotations/*/was_cancelled'.");
        assertThat(Mapping.of(file, options.withSkipWhere(List.of(SkipRule.of("/annotations/*/was_cancelled=true"))))
                        .feedback())
                .singleElement()
                .asString()
                .contains("value=4");
        assertThat(Mapping.of(file, options.and(ignoring("/annotations/*/was_cancelled")))
                        .feedback())
                .hasSize(2);
    }

    @Test
    void what_a_ready_mapping_skips_is_invalid_where_it_is_spelled_in_another_way() throws Exception {
        MappingOptions langsmith = ReadyMappings.find("langsmith").options();
        String row = "{\"run_id\": \"" + Mapping.ID + "\", \"key\": \"c\", \"score\": 1, %s}";

        for (String source : List.of(
                "\"feedback_source\": \"{\\\"type\\\":\\\"model\\\"}\"",
                "\"feedback_source\": \"model\"",
                "\"feedbackSource\": {\"type\": \"model\"}",
                "\"feedback_source_type\": \"auto_eval\"")) {
            Mapping mapped = Mapping.of(row.formatted(source), langsmith);
            assertThat(mapped.feedback()).as(source).isEmpty();
            assertThat(mapped.only()).as(source).contains("To skip such rows, add --skip-where '");
        }
        assertThat(Mapping.of(row.formatted("\"feedbackSource\": {\"type\": \"model\"}"), langsmith)
                        .only())
                .contains("--skip-where '/feedbackSource/type=model'");
        assertThat(Mapping.of(row.formatted("\"feedback_source\": {\"type\": \"app\"}"), langsmith)
                        .feedback())
                .hasSize(1);
    }

    @Test
    void each_metric_of_a_wide_row_is_cancelled_with_it() {
        MappingOptions wide = MappingOptions.none()
                .withVariants(List.of(RowVariant.ofMetric("quality", "quality"), RowVariant.ofMetric("tone", "tone")));

        Mapping mapped = Mapping.of("completion_id,quality,tone,was_cancelled\n" + Mapping.ID + ",4,5,True\n", wide);

        assertThat(mapped.feedback()).isEmpty();
        assertThat(mapped.told()).hasSize(1);
    }

    @Test
    void a_field_says_nothing_of_the_kind() {
        MappingOptions answer = new MappingOptions(
                        Kind.METRIC, Map.of(Field.METRIC, "m"), Map.of(Field.VALUE, "finished"))
                .and(MappingOptions.none());

        assertThat(Mapping.of("completion_id,finished\n" + Mapping.ID + ",false\n", answer)
                        .feedback())
                .hasSize(1);
    }

    @Test
    void a_score_beside_a_verdict_is_a_models() {
        Stream.of(
                        "completion_id,text,score,answer\n" + Mapping.ID + ",t,0.9,accept\n",
                        "{\"completion_id\": \"" + Mapping.ID
                                + "\", \"text\": \"t\", \"score\": 0.9, \"answer\": \"accept\"}\n")
                .forEach(file -> {
                    assertThat(Mapping.refusal(file, METRIC))
                            .isEqualTo(
                                    "\"answer\" holds accept, reject or ignore, as Prodigy writes what a person says of a"
                                            + " model's score: add --map value=answer --values 'accept=1, reject=0, ignore=skip'."
                                            + " Without it, the model's own score would be sent. If you want that, add --map"
                                            + " value=score.");
                    assertThat(Mapping.of(
                                            file,
                                            METRIC.and(
                                                    new MappingOptions(null, Map.of(), Map.of(Field.VALUE, "score"))))
                                    .feedback())
                            .hasSize(1);
                });
    }

    @Test
    void an_option_that_changes_nothing_is_said() {
        assertThat(Mapping.of("completion_id,value\n" + Mapping.ID + ",4\n", METRIC.and(ignoring("status")))
                        .notices())
                .containsExactly("--ignore status changes nothing: no row says there that it is no final answer.");
    }

    private static MappingOptions ignoring(String name) {
        MappingOptions none = MappingOptions.none();
        return new MappingOptions(
                null,
                none.constants(),
                none.columns(),
                none.variants(),
                none.winner(),
                none.values(),
                none.numbers(),
                none.users(),
                none.skipWhere(),
                Set.of(name),
                NewCompletions.NONE,
                null);
    }
}
