package feedbackuploader.mapping;

import static feedbackuploader.mapping.Mapping.ID;
import static feedbackuploader.mapping.Mapping.ID2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were joined with their headers, and columns of one name: no header is feedback, and no column is guessed. */
class JoinedFilesTest {

    private static final String TEXTS = "preferred_text,preferred_model,other_text,other_model,prompt";
    private static final MappingOptions METRIC = new MappingOptions(null, Map.of(Field.METRIC, "m"), Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                TEXTS,
                "Preferred Text, PREFERRED-MODEL ,other text,other_model,\"prompt\"",
                "\uFEFFpreferred_text,preferred_model,other_text,other_model,prompt\u001A",
                "chosen_text,chosen_model,rejected_text,rejected_model,prompt"
            })
    void a_row_that_repeats_the_header_is_skipped_and_named(String again) {
        String row = "good,m1,bad,m2,why?\n";

        Mapping mapping = Mapping.of(TEXTS + "\n" + row + again + "\n" + row, METRIC);

        assertThat(mapping.feedback()).hasSize(2);
        assertThat(mapping.told()).contains("ratings.csv row 3 skipped: skipped: it repeats the header");
        assertThat(mapping.notices()).containsExactly("Rows that repeat the header are skipped: row 3.");
    }

    /** As a spreadsheet saves a formula's error. */
    @Test
    void an_error_of_a_spreadsheet_in_csv_is_no_text() {
        Mapping mapping =
                Mapping.of(TEXTS + "\ngood,m1,#REF!,m2,why?\n#N/A,m1,bad,m2,why?\ngood,m1,# N/A,m2,why?\n", METRIC);

        assertThat(mapping.feedback()).hasSize(1);
        assertThat(mapping.told().get(0)).contains("column \"other_text\": found \"#REF!\"; expected");
        assertThat(mapping.told().get(1)).contains("column \"preferred_text\": found \"#N/A\"; expected");
    }

    /** As where such a table was turned into JSON. */
    @Test
    void an_object_whose_values_are_its_keys_is_skipped_and_named() {
        String row = "{\"preferred_text\":\"good\",\"preferred_model\":\"m1\",\"other_text\":\"bad\","
                + "\"other_model\":\"m2\",\"prompt\":\"why?\"}\n";
        String header = row.replaceAll("\"(\\w+)\":\"[^\"]*\"", "\"$1\":\"$1\"");

        Mapping mapping = Mapping.of(row + header + row, METRIC);

        assertThat(mapping.feedback()).hasSize(2);
        assertThat(mapping.notices()).containsExactly("Rows that repeat the header are skipped: row 2.");

        String withMore = header.replace("_text\",", " text:\",").replace("}", ",\"x\":1}");
        assertThat(Mapping.of(row + withMore + row, METRIC).told())
                .contains("ratings.csv row 2 skipped: skipped: it repeats the header");
    }

    @Test
    void the_first_and_the_last_row_may_repeat_it_too() {
        String header = "completion_id,stars,,\n";
        MappingOptions options = new MappingOptions(null, Map.of(Field.METRIC, "m"), Map.of(Field.VALUE, "stars"));

        Mapping mapping = Mapping.of(header + header + ID + ",4,,\n" + "\n" + header.strip(), options);

        assertThat(mapping.feedback()).hasSize(1);
        assertThat(mapping.notices()).containsExactly("Rows that repeat the header are skipped: rows 2, 5.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "other_text,other_model,preferred_text,preferred_model,prompt |",
                "preferred_text,preferred_model,other_text,other_model,question | If all rows after it have the same"
                        + " columns, skip it with --skip-where 'preferred_text=preferred_text'. If it is feedback, rename"
                        + " the columns in the header."
            })
    void another_header_ends_the_file(String other, String advice) throws Exception {
        String file = TEXTS + "\ngood,m1,bad,m2,why?\n" + other + "\nbad,m2,good,m1,why?\n";

        assertThat(Mapping.refusal(file, METRIC))
                .isEqualTo(
                        "row 3: found another header; expected rows for the columns of the first header. Does this file"
                                + " hold several files? Upload each one separately."
                                + (advice == null ? "" : " " + advice));
        assertThat(Mapping.of(file, METRIC.withSkipWhere(List.of(SkipRule.of("prompt~^question$|^prompt$"))))
                        .feedback())
                .hasSize(2);
    }

    @Test
    void what_skips_another_header_skips_no_feedback() throws Exception {
        MappingOptions pairs = METRIC.and(new MappingOptions(
                null,
                Map.of(Field.PREFERRED_COMPLETION_MODEL, "m1", Field.OTHER_COMPLETION_MODEL, "m2"),
                Map.of(
                        Field.PROMPT,
                        "q",
                        Field.PREFERRED_COMPLETION_TEXT,
                        "good",
                        Field.OTHER_COMPLETION_TEXT,
                        "bad")));
        String file = "q,good,bad\np,good,bad\np,other answer,worse\np,third,x\n";

        assertThat(Mapping.refusal(file, pairs)).contains("skip it with --skip-where 'good=good'");
        assertThat(Mapping.of(file, pairs.withSkipWhere(List.of(SkipRule.of("good=good"))))
                        .feedback())
                .hasSize(2);
    }

    @Test
    void a_row_with_an_id_or_a_number_is_no_second_header() {
        assertThat(Mapping.of("id,completion,metric,value\n" + ID + ",the text,m,4\n")
                        .only())
                .endsWith("There is a UUID in \"id\". If these are completion ids, add --map completion_id=id.");
        assertThat(Mapping.of("completion_id,metric,value\nabc,m,4\n" + ID + ",m,5\n")
                        .told()
                        .get(0))
                .doesNotContain("second header");
    }

    @Test
    void another_header_with_more_columns_is_told_as_one() {
        assertThat(Mapping.of("completion_id,metric,value\n" + ID + ",m,1\ncompletion_id,metric,value,details\n")
                        .told()
                        .get(1))
                .isEqualTo("ratings.csv row 3: found 4 columns; expected 3 columns. It looks like the header of another"
                        + " file. Upload each file separately.");
    }

    @Test
    void in_a_report_too_a_row_that_repeats_the_header_is_skipped() {
        String header = "completion_id,stars,upload_row,upload_status\n";
        MappingOptions options = new MappingOptions(null, Map.of(Field.METRIC, "m"), Map.of(Field.VALUE, "stars"));

        Mapping mapping =
                Mapping.of(header + "completion_id,stars,2,skipped\n" + ID + ",4,3,not_sent\n" + header, options);

        assertThat(mapping.feedback()).hasSize(1);
        assertThat(mapping.notices()).contains("Rows that repeat the header are skipped: rows 2, 4.");
    }

    @Test
    void labels_that_are_names_of_columns_are_no_header() {
        String rows = "first,second,best,worst,metric,completion_id,value\nx,y,first,second,metric," + ID + ",1\n";

        assertThat(Mapping.of(rows).feedback()).hasSize(1);
    }

    @Test
    void a_row_of_types_below_the_header_is_never_sent_even_among_texts() throws Exception {
        String file = TEXTS + "\ntext,string,text,string,\ngood,m1,bad,m2,why?\n";

        Mapping mapping = Mapping.of(file, METRIC);

        assertThat(mapping.told().get(0))
                .isEqualTo(
                        "ratings.csv row 2, column \"preferred_text\": found \"text\"; expected feedback, not the types of"
                                + " the columns. Is this a second header? Then add --skip-where 'preferred_text=text'.");
        assertThat(mapping.feedback()).hasSize(1);
        assertThat(Mapping.of(file, METRIC.withSkipWhere(List.of(SkipRule.of("preferred_text=text"))))
                        .feedback())
                .hasSize(1);
    }

    @Test
    void a_row_of_units_without_an_id_is_told_as_a_second_header() {
        String header = "completion_id,value,metric,details\n";

        assertThat(Mapping.of(header + ",points,m,free text\n" + ID + ",1,m,\n")
                        .told()
                        .get(0))
                .isEqualTo("ratings.csv row 2, column \"completion_id\": found nothing; expected a UUID"
                        + " (8-4-4-4-12 hexadecimal digits). Is this a second header? Then add --skip-where"
                        + " 'value=points'.");
        assertThat(Mapping.of(header + ",4,m,\n" + ID + ",1,m,\n").told().get(0))
                .doesNotContain("second header");
    }

    @Test
    void a_word_for_an_id_further_down_is_no_second_header() {
        String header = "completion_id,metric,value\n";

        assertThat(Mapping.of(header + ID + ",m,1\nuuid,m,1\n").only()).endsWith("hexadecimal digits).");
        assertThat(Mapping.of(header + "Total: 4,m,1\n" + ID + ",m,1\n").told().get(0))
                .doesNotContain("second header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"“%s”", "„%s“", "”%s”", "‘%s’", "«%s»", "'%s'"})
    void quotes_around_the_name_of_a_column_make_no_difference(String quotes) {
        String header = String.join(
                ",", quotes.formatted("Completion ID"), quotes.formatted("metric"), quotes.formatted("value"));

        assertThat(Mapping.of(header + ",x\n" + ID + ",m,4,\n").feedback()).hasSize(1);
    }

    @Test
    void columns_of_one_name_do_no_harm_where_nothing_is_taken_from_them() {
        Mapping mapping = Mapping.of("completion_id,Notes,metric,value,notes\n" + ID + ",x,m,1,y\n");

        assertThat(mapping.feedback()).hasSize(1);
        assertThat(mapping.notices())
                .contains("Ignored, because they have the same name: \"Notes\" (column 2) and \"notes\" (column 5).")
                .as("what cannot be done is not advised")
                .noneMatch(notice -> notice.contains("--map"));
    }

    @Test
    void columns_of_one_name_are_refused_where_a_field_is_taken_from_them() {
        String metric = "completion_id,metric,value,Value\n" + ID + ",m,1,2\n";

        assertThat(Mapping.refusal(metric, MappingOptions.none()))
                .isEqualTo(
                        "The columns \"value\" (column 3) and \"Value\" (column 4) have the same name; value needs one of them. Rename them in the file.");
        Mapping chosen = Mapping.of(metric, new MappingOptions(null, Map.of(), Map.of(Field.VALUE, "Value")));
        assertThat(chosen.only()).contains("value=2,");
        assertThat(chosen.notices()).noneMatch(notice -> notice.contains("same name"));
        assertThat(Mapping.refusal("completion_id,metric,value,user id,user_id\n", MappingOptions.none()))
                .contains("\"user id\" (column 4) and \"user_id\" (column 5) have the same name");
        assertThat(Mapping.refusal("completion_id,metric,value,upload_status,Upload Status\n", MappingOptions.none()))
                .contains("have the same name; upload_status needs one of them.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u200B", "\u200E", "\u202A", "\u2060", "\uFEFF", "\u00AD", "\u3164", "\uFE0F", "\u00A0\u200F"})
    void what_nobody_sees_is_ignored_around_ids_numbers_labels_and_names(String unseen) {
        String header = unseen + "completion_id" + unseen + ",met" + unseen + "ric,value\n";

        assertThat(Mapping.of(header + unseen + ID + unseen + "," + unseen + "m,4" + unseen + "\n")
                        .only())
                .startsWith("MetricFeedback[metric=m, completionId=" + ID + ", value=4,");
        assertThat(Mapping.of(header + ID + ",m" + unseen + ",true" + unseen + "\n")
                        .only())
                .contains("metric=m,", "value=true,");
        assertThat(Mapping.of("{\"completion_id" + unseen + "\":\"" + ID + "\",\"metric\":\"m\",\"value\":\"" + unseen
                                + "4\"}\n")
                        .only())
                .contains("value=4,");
    }

    @Test
    void what_nobody_sees_is_shown_where_it_matters_and_kept_in_texts() {
        String header = "completion_id,metric,value,details\n";

        assertThat(Mapping.of(header + ID + ",m,4\u200E5,x\n").only())
                .contains("found \"4[U+200E]5\"; expected a number");
        assertThat(Mapping.of(header + ID.replaceFirst("-", "-\u200B") + ",m,4,x\n")
                        .only())
                .contains("found \"" + ID.replaceFirst("-", "-[U+200B]") + "\"; expected a UUID");
        assertThat(Mapping.of(header + ID2 + ",m,4,\u200Ex\u00AD\u0B95\u200D\n").only())
                .contains("details=\u200Ex\u00AD\u0B95\u200D,");
    }

    @Test
    void control_characters_are_sent_but_for_the_one_that_no_text_can_hold() {
        String header = "completion_id,metric,value,details\n" + ID + ",m,4,";

        assertThat(Mapping.of(header + "a\fb\u000Bc\u001B[31m\u0007\b\u007F\u0085\n")
                        .only())
                .contains("details=a\fb\u000Bc\u001B[31m\u0007\b\u007F\u0085,");
        assertThat(Mapping.of(header + "a\0b\n").only())
                .contains("found the control character U+0000 at position 2; expected text without it.");
    }
}
