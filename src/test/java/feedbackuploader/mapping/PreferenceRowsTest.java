package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Message;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Tie;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceRowsTest {

    private static final CompletionRef ONE = new CompletionRef.ById(UUID.fromString(Mapping.ID));
    private static final CompletionRef TWO = new CompletionRef.ById(UUID.fromString(Mapping.ID2));
    private static final String EITHER = "expected a completion's UUID, or its text and model.";

    @ParameterizedTest
    @CsvSource({"'',", "Good,GOOD", "BAD,BAD"})
    void two_ids_and_perhaps_a_tie(String cell, Tie tie) {
        Mapping mapping = Mapping.of("metric,chosen,rejected,tie,messages\nm," + Mapping.ID + "," + Mapping.ID2 + ","
                + cell + ",not read\n");

        assertThat(mapping.feedback()).containsExactly(new PreferenceFeedback("m", ONE, TWO, tie, List.of(), null));
    }

    @Test
    void texts_in_columns_of_their_own_are_kept_to_the_letter() {
        Mapping mapping = Mapping.of("metric,prompt,chosen_text,chosen_model,rejected_text,rejected_model,user\n"
                + "m, Why? ,\" Because\n\", gpt ,,llama," + Mapping.ID + "\n");

        assertThat(mapping.feedback())
                .containsExactly(new PreferenceFeedback(
                        "m",
                        new CompletionRef.ByText("gpt", " Because\n"),
                        new CompletionRef.ByText("llama", ""),
                        null,
                        List.of(new Message("user", " Why? ")),
                        UUID.fromString(Mapping.ID)));
    }

    @Test
    void objects_and_messages_as_json_in_cells() {
        Mapping mapping = Mapping.of("metric,messages,preferred_completion,other_completion\n"
                + "m,\"[{\"\"role\"\":\"\"system\"\",\"\"content\"\":\"\"\"\"},{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"Hi\"\",\"\"name\"\":\"\"Ann\"\"}]\","
                + "\"{\"\"text\"\":\"\"A\"\",\"\"model\"\":\"\"x\"\"}\"," + Mapping.ID + "\n");

        assertThat(mapping.feedback())
                .containsExactly(new PreferenceFeedback(
                        "m",
                        new CompletionRef.ByText("x", "A"),
                        ONE,
                        null,
                        List.of(new Message("system", ""), new Message("user", "Hi")),
                        null));
        assertThat(mapping.notices())
                .containsExactly("Ignored column in messages (only role and content are sent): \"name\".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "'' | " + Mapping.ID + " | column \"preferred_completion\": found nothing; " + EITHER,
                Mapping.ID
                        + " | {570B90E9-0724-5A2D-B2F7-81052E11B1CE} | column \"other_completion\": found the same completion as the preferred one; expected two different completions.",
                "The better one | " + Mapping.ID + " | column \"preferred_completion\": found \"The better one\"; "
                        + EITHER
                        + " If this is the text itself, add --map preferred_completion_text=preferred_completion --set"
                        + " preferred_completion_model=MODEL.",
                Mapping.ID + " | chatcmpl-1 | column \"other_completion\": found \"chatcmpl-1\"; " + EITHER
                        + " This is the id of the chat response. Use choices[0].completion_id of the same response.",
                Mapping.ID
                        + " | {\"text\": | column \"other_completion\": found JSON that is cut off; expected valid JSON. Write each JSON object on one line.",
                Mapping.ID
                        + " | {\"text\":\"a\"} | column \"other_completion.model\": found nothing; expected the key of the model that wrote the text.",
                Mapping.ID
                        + " | {\"model\":\"a\"} | column \"other_completion.text\": found nothing; expected the text that the model wrote.",
                Mapping.ID
                        + " | {\"text\":\"a\",\"model\":\"m\",\"id\":1} | column \"other_completion\": found an object with the key \"id\"; expected the keys text and model."
            })
    void sides_that_are_wrong(String preferred, String other, String told) {
        Mapping mapping = Mapping.of("metric,prompt,preferred_completion,other_completion\nm,p," + cell(preferred) + ","
                + cell(other) + "\n");

        assertThat(mapping.only()).isEqualTo("ratings.csv row 2, " + told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "a||" + Mapping.ID
                        + "| column \"chosen_model\": found nothing; expected the key of the model that wrote the text.",
                "a|x|x| column \"rejected\": found \"x\"; " + EITHER
                        + " If this is the text itself, add --map other_completion_text=rejected --set"
                        + " other_completion_model=MODEL."
            })
    void texts_that_are_wrong(String text, String model, String other, String told) {
        Mapping mapping = Mapping.of("metric,prompt,chosen_text,chosen_model,rejected\nm,p," + text + ","
                + (model == null ? "" : model) + "," + other + "\n");

        assertThat(mapping.only()).isEqualTo("ratings.csv row 2, " + told);
    }

    @Test
    void a_side_in_both_forms() {
        assertThat(Mapping.of("metric,prompt,chosen,chosen_text,chosen_model,rejected\nm,p," + Mapping.ID + ",a,x,"
                                + Mapping.ID2 + "\n")
                        .only())
                .isEqualTo(
                        "ratings.csv row 2, column \"chosen\": found \"" + Mapping.ID
                                + "\"; expected one form of the completion. Give its id, or its text and model, not both: \"chosen_text\" is filled too.");
    }

    @Test
    void the_name_of_the_model_beside_an_id_does_no_harm() {
        assertThat(Mapping.of("metric,chosen,chosen_model,rejected,rejected_model\nm," + Mapping.ID + ",x,"
                                + Mapping.ID2 + ",y\n")
                        .feedback())
                .containsExactly(new PreferenceFeedback(
                        "m",
                        new CompletionRef.ById(UUID.fromString(Mapping.ID)),
                        new CompletionRef.ById(UUID.fromString(Mapping.ID2)),
                        null,
                        List.of(),
                        null));
    }

    @Test
    void an_answer_that_a_tool_wrote_without_quotes_is_still_that_answer() {
        Mapping mapping = Mapping.of("""
                {"metric":"m","prompt":42,"chosen":{"text":true,"model":"x"},"rejected":{"text":1.50,"model":"y"}}""");

        assertThat(mapping.feedback())
                .containsExactly(new PreferenceFeedback(
                        "m",
                        new CompletionRef.ByText("x", "true"),
                        new CompletionRef.ByText("y", "1.50"),
                        null,
                        List.of(new Message("user", "42")),
                        null));
        assertThat(mapping.notices())
                .containsExactly(
                        "Numbers, true and false without quotes are uploaded as text in keys: \"chosen.text\", \"rejected.text\", \"prompt\".");
    }

    @Test
    void the_same_text_of_the_same_model_twice() {
        String header = "metric,prompt,chosen_text,chosen_model,rejected_text,rejected_model\n";

        assertThat(Mapping.of(header + "m,p,a,x,a,x\n").only())
                .isEqualTo(
                        "ratings.csv row 2, column \"rejected_text\": found the same completion as the preferred one; expected two different completions.");
        assertThat(Mapping.of(header + "m,p,a,x,a,y\n").feedback()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|-|column \"messages\": found nothing; expected a list of messages, each with role and content. A completion given as text needs a prompt or messages.",
                "[{\"role\":\"user\",\"content\":\"a\"}]|b|column \"prompt\": found \"b\"; expected either messages or a prompt. Both are filled; keep one.",
                "Hi|-|column \"messages\": found \"H\" at character 1; expected valid JSON. Write JSON: [{\"role\": \"user\", \"content\": \"…\"}]. Put plain text into a column prompt.",
                "[]|-|column \"messages\": found an empty list; expected a list of messages, each with role and content.",
                "{}|-|column \"messages\": found an object; expected a list of messages, each with role and content.",
                "[1]|-|column \"messages[0]\": found the number 1; expected an object with role and content.",
                "[{\"role\":\"user\"}]|-|column \"messages[0].content\": found nothing; expected text.",
                "[{\"content\":\"a\"}]|-|column \"messages[0].role\": found nothing; expected a role such as user or assistant.",
                "[{\"role\":\"user\",\"content\":[\"a\"]}]|-|column \"messages[0].content\": found a list; expected text.",
                "[{\"role\":\"user\",\"content\":\"\\u0000\"}]|-|column \"messages[0].content\": found the control character U+0000 at position 1; expected text without it."
            })
    void prompts_that_are_wrong(String messages, String prompt, String told) {
        Mapping mapping = Mapping.of("metric,messages,prompt,preferred_text,preferred_model,other\nm," + cell(messages)
                + "," + cell(prompt) + ",a,x," + Mapping.ID + "\n");

        assertThat(mapping.only()).isEqualTo("ratings.csv row 2, " + told);
    }

    @Test
    void a_tie_is_good_or_bad() {
        assertThat(Mapping.of("metric,chosen,rejected,tied\nm," + Mapping.ID + "," + Mapping.ID2 + ",yes\n")
                        .only())
                .isEqualTo(
                        "ratings.csv row 2, column \"tied\": found \"yes\"; expected good, bad or nothing. good: both equally good; bad: both equally bad.");
    }

    @Test
    void json_takes_objects_and_lists_as_they_are() {
        String row = """
                {"metric":"m","messages":[{"role":"user","content":"Hi"}],\
                "chosen":{"text":"","model":"x"},"rejected":{"model":"y","text":""},"tied":null}""";

        assertThat(Mapping.of(row).feedback())
                .containsExactly(new PreferenceFeedback(
                        "m",
                        new CompletionRef.ByText("x", ""),
                        new CompletionRef.ByText("y", ""),
                        null,
                        List.of(new Message("user", "Hi")),
                        null));
        assertThat(Mapping.of(row.replace("[{\"role\":\"user\",\"content\":\"Hi\"}]", "\"[]\""))
                        .only())
                .isEqualTo(
                        "ratings.csv row 1, column \"messages\": found an empty list; expected a list of messages, each with role and content.");
    }

    @Test
    void a_model_for_all_rows() {
        MappingOptions options = new MappingOptions(
                Kind.PREFERENCE,
                Map.of(Field.METRIC, "m", Field.PREFERRED_COMPLETION_MODEL, "x", Field.OTHER_COMPLETION_MODEL, "y"),
                Map.of());

        assertThat(Mapping.of("prompt,chosen_text,rejected_text\np,a,\n", options)
                        .feedback())
                .containsExactly(new PreferenceFeedback(
                        "m",
                        new CompletionRef.ByText("x", "a"),
                        new CompletionRef.ByText("y", ""),
                        null,
                        List.of(new Message("user", "p")),
                        null));
    }

    private static final MappingOptions MODELS = new MappingOptions(
            Kind.PREFERENCE,
            Map.of(Field.METRIC, "m", Field.PREFERRED_COMPLETION_MODEL, "x", Field.OTHER_COMPLETION_MODEL, "y"),
            Map.of());

    /** As databases and programs write where there is nothing; in JSON it is a text. */
    @ParameterizedTest
    @ValueSource(strings = {"NULL", "n/a", "undefined", "(null)", "null", "NaN", " nan ", "\\N", "<NA>"})
    void a_word_for_nothing_in_a_cell_is_no_answer_and_no_prompt(String word) throws Exception {
        String rule = "chosen_text=" + word.strip();
        String hint = "It usually means that there is no value. Fill it in, or skip such rows with --skip-where '"
                + rule + "'. If it is the text itself, upload the row as JSONL.";
        String table = "prompt,chosen_text,rejected_text\np," + word + ",b\n";

        assertThat(Mapping.of(table, MODELS).only())
                .isEqualTo("ratings.csv row 2, column \"chosen_text\": found \"" + word
                        + "\"; expected the text that the model wrote. " + hint);
        assertThat(Mapping.of(table, MODELS.withSkipWhere(List.of(SkipRule.of(rule))))
                        .only())
                .contains("skipped");
        assertThat(Mapping.of("prompt,chosen_text,rejected_text\n" + word + ",a,b\n", MODELS)
                        .only())
                .contains("column \"prompt\": found \"" + word + "\"; expected a prompt.");
        assertThat(Mapping.of("prompt,chosen_text,chosen_model,rejected_text\np,a," + word + ",b\n", MODELS)
                        .only())
                .contains("column \"chosen_model\": found \"" + word + "\"; expected the key of the model");
        assertThat(Mapping.of(
                                "{\"prompt\":\"p\",\"chosen_text\":\"" + word.replace("\\", "\\\\")
                                        + "\",\"rejected_text\":\"b\"}\n",
                                MODELS)
                        .feedback())
                .hasSize(1);
    }

    /** Python writes it for nothing, and people as an answer. */
    @Test
    void none_is_skipped_in_these_capitals_alone() throws Exception {
        String table = "prompt,chosen_text,rejected_text\np,None,b\np,none,b\n";
        String rule = "chosen_text~^None$";

        assertThat(Mapping.of(table, MODELS).told().get(0))
                .contains("skip such rows with --skip-where '" + rule + "'.");
        assertThat(Mapping.of(table, MODELS).feedback()).hasSize(1);
        assertThat(Mapping.of(table, MODELS.withSkipWhere(List.of(SkipRule.of(rule))))
                        .feedback())
                .hasSize(1);
    }

    /** As where a comment or a line of words stands in the column of the prompt. */
    @Test
    void two_empty_answers_of_a_table_are_no_feedback() {
        assertThat(Mapping.of("prompt,chosen_text,rejected_text\n# note,,\n", MODELS)
                        .only())
                .isEqualTo("ratings.csv row 2, column \"rejected_text\": found nothing; expected the text that a model"
                        + " wrote. An answer may be empty, but not both of them.");
    }

    private static String cell(String text) {
        return text == null || text.equals("''") ? "" : '"' + text.replace("\"", "\"\"") + '"';
    }
}
