package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What columns and keys mean, and what is said when they mean nothing. */
class ColumnsTest {

    private static final String A = Mapping.ID;
    private static final String B = Mapping.ID2;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Completion ID | COMPLETION_ID", "completion | COMPLETION_ID", "feedback-key | METRIC",
                        "MetricKey | METRIC",
                "Rating | VALUE", "comments | DETAILS", "USER ID | USER", "chosen | PREFERRED_COMPLETION",
                "Preferred Text | PREFERRED_COMPLETION_TEXT", "rejected_model | OTHER_COMPLETION_MODEL", "tie | TIED"
            })
    void names_and_synonyms(String name, Field field) {
        assertThat(Field.named(name)).contains(field);
        assertThat(Field.named(name + "x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "completion_id,metric,vlue | For metric feedback, the file has no column \"value\". Its columns: \"completion_id\", \"metric\", \"vlue\". Is \"vlue\" the value? Then add --map value=vlue.",
                "metric,chosen_text,rejected | For preference feedback, the file has no column \"preferred_completion_model\" or \"messages\". Its columns: \"metric\", \"chosen_text\", \"rejected\". For a column with another name, add --map preferred_completion_model=COLUMN; for one value in all rows, add --set preferred_completion_model=VALUE."
            })
    void columns_that_are_missing(String header, String message) {
        assertThat(Mapping.refusal(header + "\n", MappingOptions.none())).isEqualTo(message);
    }

    @Test
    void two_columns_for_one_field() {
        assertThat(Mapping.refusal("completion_id,metric,score,rating\n", MappingOptions.none()))
                .isEqualTo("The columns \"score\", \"rating\" both mean value. Choose one: --map value=score.");
        assertThat(Mapping.of("completion_id,metric,score,value\n" + A + ",m,1,2\n")
                        .notices())
                .containsExactly("Ignored column: \"score\" (\"value\" is used for value).");
    }

    @Test
    void an_option_names_the_column() {
        MappingOptions options =
                new MappingOptions(null, Map.of(), Map.of(Field.VALUE, "stars", Field.COMPLETION_ID, "User"));
        Mapping mapping = Mapping.of("user,metric,Stars,score\n" + A + ",m,4,5\n", options);

        assertThat(mapping.feedback())
                .singleElement()
                .extracting(
                        feedback -> ((MetricFeedback) feedback).value().toString(),
                        feedback -> ((MetricFeedback) feedback).user())
                .containsExactly("4", null);
        assertThat(mapping.notices()).containsExactly("Ignored column: \"score\" (\"Stars\" is used for value).");
        assertThat(Mapping.refusal("completion_id,metric,star\n", options))
                .isEqualTo(
                        "--map completion_id=\"User\" names no column of the file. Its columns: \"completion_id\", \"metric\", \"star\".");
        assertThat(Mapping.refusal("user,metric,star\n", options))
                .isEqualTo(
                        "--map value=\"stars\" names no column of the file (did you mean \"star\"?). Its columns: \"user\", \"metric\", \"star\".");
    }

    @Test
    void a_name_from_the_file_is_made_safe_wherever_it_is_repeated() {
        MappingOptions options = new MappingOptions(null, Map.of(), Map.of(Field.VALUE, "stars"));

        assertThat(Mapping.refusal("completion_id,metric,st\u001Barz\n", options))
                .contains("(did you mean \"st[U+001B]arz\"?)")
                .doesNotContain("\u001B");
    }

    @Test
    void a_key_is_passed_over_for_a_place_elsewhere() {
        String row = "{\"completion_id\":\"" + A + "\",\"metric\":\"m\",\"value\":1,\"answer\":{\"stars\":4}}";

        assertThat(Mapping.of(row, new MappingOptions(null, Map.of(), Map.of(Field.VALUE, "/answer/stars")))
                        .notices())
                .containsExactly("Ignored key: \"value\" (\"/answer/stars\" is used for value).");
    }

    @Test
    void an_option_that_could_never_be_right_is_said_once() {
        assertThat(Mapping.refusal(
                        "metric,value\n", new MappingOptions(null, Map.of(Field.COMPLETION_ID, "x"), Map.of())))
                .isEqualTo("--set completion_id: found \"x\"; expected a UUID (8-4-4-4-12 hexadecimal digits).");
    }

    @Test
    void columns_that_mean_nothing_are_mentioned_once() {
        assertThat(Mapping.of("completion_id,metric,value,detials,Created At,color,,\n" + A + ",m,1,x,2024,red,,\n")
                        .notices())
                .containsExactly(
                        "Column \"Created At\" is ignored: the server records the time of the upload.",
                        "Ignored columns: \"detials\" (did you mean \"details\"?), \"color\".");
    }

    @Test
    void what_only_new_completions_have_is_no_name_for_a_column_of_other_files() {
        assertThat(Mapping.of("completion_id,metric,value,models,Created At,color,,\n" + A + ",m,1,x,2024,red,,\n")
                        .notices())
                .containsExactly(
                        "Column \"Created At\" is ignored: the server records the time of the upload.",
                        "Ignored columns: \"models\", \"color\".");
    }

    @Test
    void fields_without_a_place_in_their_kind_of_feedback_are_mentioned() {
        assertThat(Mapping.of("metric,chosen,rejected,comment\nm," + A + "," + B + ",good\n")
                        .notices())
                .containsExactly("Ignored column (not part of preference feedback): details.");
        assertThat(Mapping.of("completion_id,metric,value,tied\n" + A + ",m,1,\n")
                        .notices())
                .isEmpty();
    }

    @Test
    void each_row_is_of_the_kind_that_it_fills_in() {
        Mapping mapping = Mapping.of("metric,completion_id,value,preferred,other\n" + "m," + A + ",1,,\nm,,," + A + ","
                + B + "\nm," + A + ",1," + A + "," + B + "\nm,,,,\n");

        assertThat(mapping.feedback()).hasExactlyElementsOfTypes(MetricFeedback.class, PreferenceFeedback.class);
        assertThat(mapping.told().subList(2, 4))
                .containsExactly(
                        "ratings.csv row 4: found both a value and a preference; expected completion_id and value, or preferred_completion and other_completion."
                                + " If all rows are of one kind, add --kind metric or --kind preference.",
                        "ratings.csv row 5: found neither a value nor a preference; expected completion_id and value, or preferred_completion and other_completion.");
    }

    @Test
    void the_kind_can_be_said() {
        Mapping mapping = Mapping.of(
                "metric,completion_id,value,preferred,other\nm," + A + ",1," + A + "," + B + "\n",
                new MappingOptions(Kind.METRIC, Map.of(), Map.of()));

        assertThat(mapping.feedback()).hasExactlyElementsOfTypes(MetricFeedback.class);
        assertThat(mapping.notices())
                .containsExactly(
                        "Ignored columns (not part of metric feedback): preferred_completion, other_completion.");
    }

    @Test
    void json_keys_go_by_the_same_names() {
        Mapping mapping = Mapping.of("""
                {"completionId":"%s","Feedback Key":"m","score":1,"createdAt":"x","extra":{}}
                {"completion":"%s","metric":"m","value":2,"score":1}
                {"completion_id":"%s","metric":"m","rating":2,"score":1}
                {"completion_id":"%s","metric":"m"}
                """.formatted(A, A, A, A));

        assertThat(mapping.feedback())
                .extracting(feedback -> ((MetricFeedback) feedback).value().toString())
                .containsExactly("1", "2");
        assertThat(mapping.told().subList(2, 4))
                .containsExactly(
                        "ratings.csv row 3, column \"score\": found the key \"rating\" too; expected one key for value. Both mean the same. Choose one: --map value=score.",
                        "ratings.csv row 4, column \"value\": found no such key among \"completion_id\", \"metric\"; expected a number, true or false. Name its key: --map value=KEY.");
        assertThat(mapping.notices())
                .containsExactly(
                        "Key \"createdAt\" is ignored: the server records the time of the upload.",
                        "Ignored key: \"extra\".",
                        "Ignored key: \"score\" (\"value\" is used for value).");
    }

    @Test
    void a_json_pointer_reaches_inside() {
        MappingOptions options = new MappingOptions(
                null,
                Map.of(Field.METRIC, "m"),
                Map.of(Field.COMPLETION_ID, "/choices/0/completion_id", Field.VALUE, "Stars"));
        Mapping mapping = Mapping.of("""
                {"choices":[{"completion_id":"%s"}],"stars":4,"value":9}
                {"choices":[],"stars":4}
                """.formatted(A), options);

        assertThat(mapping.told()).hasSize(2);
        assertThat(mapping.feedback())
                .singleElement()
                .extracting(feedback -> ((MetricFeedback) feedback).value().toString())
                .isEqualTo("4");
        assertThat(mapping.told().get(1))
                .isEqualTo(
                        "ratings.csv row 2, column \"/choices/0/completion_id\": found nothing; expected a UUID (8-4-4-4-12 hexadecimal digits).");
        assertThat(Mapping.refusal("metric,value\n", options))
                .contains("A JSON pointer works in JSON files; for a cell that holds JSON, write COLUMN#/pointer.");
    }

    @Test
    void names_without_end_are_not_all_kept() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append("{\"completion_id\":\"")
                    .append(A)
                    .append("\",\"metric\":\"m\",\"value\":1,\"key")
                    .append(i)
                    .append("\":1}\n");
        }
        Mapping mapping = Mapping.of(lines.toString());

        assertThat(mapping.feedback()).hasSize(20_000);
        assertThat(mapping.notices())
                .singleElement()
                .asString()
                .endsWith("\"key19\" and many more.")
                .hasSizeLessThan(500);
    }
}
