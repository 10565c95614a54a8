package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.MetricCatalogue.Metric;
import feedbackuploader.feedback.MetricCatalogue.MetricKind;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that hold several pieces of feedback, and fields that lie deep. */
class PiecesTest {

    private static final MetricCatalogue CATALOGUE = new MetricCatalogue(
            List.of(new Metric("m1", "CSAT", MetricKind.SCALAR), new Metric("m2", "helpful", MetricKind.BOOL)));

    @Test
    void a_column_a_metric_is_a_piece_a_filled_cell() {
        Mapping mapping = Mapping.of(
                "completion_id,CSAT,Was it helpful?,comment\n" + Mapping.ID + ",4,true,Good.\n" + Mapping.ID2 + ",, ,\n"
                        + Mapping.ID2 + ",5,,\n",
                metrics("CSAT", "CSAT", "helpful", "Was it helpful?"));

        assertThat(mapping.told())
                .satisfiesExactly(
                        told -> assertThat(told).contains("metric=CSAT", "value=4", "details=Good."),
                        told -> assertThat(told).contains("metric=helpful", "value=true", "details=Good."),
                        told -> assertThat(told).isEqualTo("ratings.csv row 3 skipped: no value in it"),
                        told -> assertThat(told).contains("metric=CSAT", "value=5"));
        assertThat(mapping.notices()).isEmpty();
    }

    @Test
    void a_bad_cell_is_its_own_problem_and_a_bad_id_is_one_problem_of_the_row() {
        Mapping mapping = Mapping.of(
                "completion_id,CSAT,helpful\n" + Mapping.ID + ",four,1\nx,4,1\n",
                metrics("CSAT", "CSAT", "helpful", "helpful"));

        assertThat(mapping.feedback()).hasSize(1);
        assertThat(mapping.told())
                .contains(
                        "ratings.csv row 2, column \"CSAT\": found \"four\"; expected a number, true or false.",
                        "ratings.csv row 3, column \"completion_id\": found \"x\"; expected a UUID (8-4-4-4-12"
                                + " hexadecimal digits).")
                .hasSize(3);
    }

    @Test
    void columns_that_bear_the_keys_of_the_deployments_metrics_are_found() {
        String file = "completion_id,CSAT,helpful,speed\n" + Mapping.ID + ",4,1,9\n";
        Mapping mapping = Mapping.of(file, MappingOptions.none(), CATALOGUE);

        assertThat(mapping.feedback()).extracting(feedback -> feedback.metric()).containsExactly("CSAT", "helpful");
        assertThat(mapping.notices())
                .containsExactly(
                        "Detected metric columns (each filled cell is one piece of feedback): \"CSAT\", \"helpful\".",
                        "Ignored column: \"speed\".");
        assertThat(Mapping.refusal(file, MappingOptions.none()))
                .contains("If these are metrics, add --metrics 'CSAT, helpful, speed'.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CSAT,remark,speed | 4,fine,true 3,,false | There are values in \"CSAT\", \"speed\". If these are metrics, add --metrics 'CSAT, speed'. If \"remark\" holds the comment on the rating, add --map details=remark.",
                "CSAT,remark | ,fine 4.5,5 | There are values in \"CSAT\". If that is a metric, add --metrics 'CSAT'. If \"remark\" holds the comment on the rating, add --map details=remark.",
                "Ease of use,n | \"4,5\",80 % | There are values in \"Ease of use\", \"n\". If these are metrics, add --metrics 'KEY=Ease of use, n' --decimal-comma, with the key of the metric in place of KEY.",
                "rated at,upload_attempts,a=b,details | 2024,1,2,3 | There are values in \"a=b\". If that is a metric, add --metrics 'KEY=a=b', with the key of the metric in place of KEY.",
                "CSAT | | If each metric has its own column, add --metrics 'COLUMN, COLUMN'.",
            })
    void columns_of_values_are_named_where_no_metric_is_known(String columns, @Nullable String rows, String advice) {
        String id = "\n" + Mapping.ID + ",";
        String cells = rows == null ? "" : id + rows.replaceAll(" (?=[0-9])", id);

        assertThat(Mapping.refusal("completion_id," + columns + cells + "\n", MappingOptions.none()))
                .endsWith("\". " + advice);
    }

    @Test
    void details_whose_value_is_missing_are_told() throws Exception {
        String id = "{\"completion_id\":\"" + Mapping.ID + "\",\"metric\":\"m\",";

        assertThat(Mapping.of(id + "\"value\":[4,null],\"details\":[\"a\",\"b\"]}\n"
                                + id + "\"value\":[],\"details\":\"c\"}\n"
                                + id + "\"value\":[4,null],\"details\":\"d\"}\n"
                                + id + "\"value\":[4,null],\"details\":[\"e\",null]}\n")
                        .notices())
                .containsExactly("Details without a value are not uploaded: rows 1, 2.");

        String file = "completion_id,CSAT,helpful,details\n" + Mapping.ID + ",,,why\n" + Mapping.ID + ",,,\n"
                + Mapping.ID + ",4,,fine\n";
        assertThat(Mapping.of(file, MappingOptions.none(), CATALOGUE).notices())
                .contains("Details without a value are not uploaded: row 2.");
    }

    @Test
    void a_missing_value_is_a_missing_key() {
        String id = "{\"completion_id\":\"" + Mapping.ID + "\",";

        assertThat(Mapping.of(id + "\"CSAT\":4}\n" + id + "\"metric\":\"m\",\"valu\":4}\n")
                        .told())
                .contains(
                        "ratings.csv row 1, column \"value\": found no such key among \"completion_id\", \"CSAT\";"
                                + " expected a number, true or false. Name its key: --map value=KEY. If each metric has its own key"
                                + ", add --metrics 'KEY, KEY'.",
                        "ratings.csv row 2, column \"value\": found no such key among \"completion_id\", \"metric\","
                                + " \"valu\"; expected a number, true or false. Did you mean \"valu\"? Then add"
                                + " --map value=valu.");
    }

    @Test
    void columns_of_ids_and_of_values_are_named_together() {
        String rows = ("{" + Mapping.ID.toUpperCase(Locale.ROOT) + "};4,5;Hélène\n").repeat(9) + "Total;40,5;\n";

        assertThat(Mapping.refusal("Réf. réponse;Note globale;Évaluateur\n" + rows, MappingOptions.none()))
                .contains(
                        "No ratings found: no column \"completion_id\", \"metric\" or \"value\".",
                        " There are UUIDs in \"Réf. réponse\". If these are completion ids, add --map 'completion_id=Réf. réponse'."
                                + " There are values in \"Note globale\". If that is a metric, add --metrics"
                                + " 'KEY=Note globale' --decimal-comma, with the key of the metric in place of KEY. If \"Évaluateur\""
                                + " holds the user, add --map 'user=Évaluateur'. The server knows users by UUID. To name them,"
                                + " run validate with the same options and --save-users users.csv, fill in their UUIDs in that file, and add --users"
                                + " users.csv. To upload their feedback without the user, add --drop-unknown-users. Rows of"
                                + " totals are no feedback: skip them with --skip-where 'Réf. réponse=Total'.");
    }

    @Test
    void a_column_of_values_is_named_where_only_the_value_is_missing() {
        assertThat(Mapping.refusal("completion_id,metric,stars\n" + Mapping.ID + ",m,4\n", MappingOptions.none()))
                .contains("There are values in \"stars\". If one of these is the value, add --map value=stars.");
    }

    @Test
    void a_metric_column_that_the_deployment_does_not_know() {
        assertThat(Mapping.refusal("completion_id,CSATT\n" + Mapping.ID + ",4\n", metrics("CSATT", "CSATT"), CATALOGUE))
                .startsWith(
                        "--metrics: the deployment has no metric \"CSATT\". Did you mean \"CSAT\"? Its metrics: CSAT,");
    }

    @Test
    void a_column_named_like_a_field_can_be_a_metric() {
        assertThat(Mapping.of("completion_id,rating\n" + Mapping.ID + ",4\n", metrics("rating", "rating"))
                        .only())
                .contains("metric=rating", "value=4");
    }

    @Test
    void an_object_of_feedbacks() {
        String json = "{\"completion_id\":\"" + Mapping.ID + "\",\"feedbacks\":{\"CSAT\":4,\"helpful\":true,\"x\":null,"
                + "\"y\":\"great\"}}";
        Mapping mapping = Mapping.of(json);

        assertThat(mapping.told())
                .satisfiesExactly(
                        told -> assertThat(told).contains("metric=CSAT", "value=4"),
                        told -> assertThat(told).contains("metric=helpful", "value=true"),
                        told -> assertThat(told)
                                .isEqualTo("ratings.csv row 1, column \"feedbacks.y\": found \"great\"; expected a"
                                        + " number, true or false."));
        assertThat(Mapping.of("completion_id,feedbacks\n" + Mapping.ID + ",\"{\"\"CSAT\"\":4}\"\n")
                        .only())
                .contains("metric=CSAT");
        assertThat(Mapping.of("completion_id,feedbacks\n" + Mapping.ID + ",4\n").only())
                .isEqualTo(
                        "ratings.csv row 2, column \"feedbacks\": found the number 4; expected an object with a value"
                                + " for each metric's key.");
        assertThat(Mapping.of("{\"completion_id\":\"" + Mapping.ID + "\",\"value\":1,\"feedbacks\":{\"a\":1}}")
                        .only())
                .isEqualTo("ratings.csv row 1, column \"feedbacks\": found an object; expected either a value or"
                        + " feedbacks. \"value\" is filled too.");
    }

    @Test
    void a_list_of_scores_with_a_list_of_reasons() {
        Mapping mapping = Mapping.of(list("[3,null,\"4\",[5]]", "[\"a\",\"b\",\"c\",\"d\"]"));

        assertThat(mapping.told())
                .satisfiesExactly(
                        told -> assertThat(told).contains("value=3", "details=a"),
                        told -> assertThat(told).contains("value=4", "details=c"),
                        told -> assertThat(told)
                                .isEqualTo("ratings.csv row 1, column \"value[3]\": found a list; expected a number,"
                                        + " true or false."));
        assertThat(Mapping.of(list("[1,2]", "\"both\"")).feedback())
                .extracting(feedback -> ((MetricFeedback) feedback).details())
                .containsExactly("both", "both");
        assertThat(Mapping.of(list("[1,2]", "[\"a\"]")).only())
                .isEqualTo(
                        "ratings.csv row 1, column \"details\": found a list of 1; expected a list of 2, one per element of \"value\".");
        assertThat(Mapping.of(list("[]", "\"\"")).only()).isEqualTo("ratings.csv row 1 skipped: no value in it");
    }

    @Test
    void an_asterisk_is_every_element_of_a_list() throws Exception {
        Mapping mapping = Mapping.of(
                """
                {"metric":"m","completion_a":"%s","completion_b":"%s","annotations":[{"by":"%s","result":[{"v":"L"}]},{"by":null,"result":[{"v":"R"}]},{"result":[]}]}
                """.formatted(Mapping.ID, Mapping.ID2, Mapping.ID),
                MappingOptions.none()
                        .and(new MappingOptions(
                                null,
                                Map.of(),
                                Map.of(
                                        Field.WINNER, "/annotations/*/result/0/v",
                                        Field.USER, "/annotations/*/by")))
                        .and(WinnerTest.winner("L=a, R=b")));

        assertThat(mapping.feedback())
                .extracting(
                        feedback -> ((PreferenceFeedback) feedback).preferred().toString())
                .satisfiesExactly(
                        left -> assertThat(left).contains(Mapping.ID),
                        right -> assertThat(right).contains(Mapping.ID2));
        assertThat(mapping.told().get(2))
                .startsWith("ratings.csv row 1, column \"/annotations/*/result/0/v[2]\": found nothing; expected one of"
                        + " the labels");
        assertThat(mapping.notices())
                .containsExactly(
                        "Labels without a meaning, column \"/annotations/*/result/0/v\": nothing (1). If these meanings are right, add --winner '=skip' (=skip is for an empty label).");
    }

    @Test
    void json_inside_a_cell() {
        MappingOptions options = columns(Map.of(Field.VALUE, "answers#/0/rating", Field.METRIC, "answers#/0/name"));
        String cell = "\"[{\"\"name\"\":\"\"m\"\",\"\"rating\"\":4}]\"";

        assertThat(Mapping.of("completion_id,answers\n" + Mapping.ID + "," + cell + "\n", options)
                        .only())
                .contains("metric=m", "value=4");
        assertThat(Mapping.of(
                                "completion_id,metric,answers\n" + Mapping.ID + ",m,\"[{\"\n",
                                columns(Map.of(Field.VALUE, "answers#/0/rating")))
                        .told()
                        .get(0))
                .startsWith("ratings.csv row 2, column \"answers\": found ");
        assertThat(Mapping.of(
                                "completion_id,scores,metric\n" + Mapping.ID + ",\"[1,2]\",m\n",
                                columns(Map.of(Field.VALUE, "scores#")))
                        .feedback())
                .hasSize(2);
    }

    @Test
    void one_text_in_two_columns_and_a_field_inside_a_text() {
        MappingOptions options = new MappingOptions(
                null,
                Map.of(Field.METRIC, "m"),
                Map.of(
                        Field.PROMPT, "instruction + input",
                        Field.PREFERRED_COMPLETION_TEXT, "good",
                        Field.PREFERRED_COMPLETION_MODEL, "pair ~ ^(.+)_",
                        Field.OTHER_COMPLETION_TEXT, "bad",
                        Field.OTHER_COMPLETION_MODEL, "pair ~ _([^_]+)$"));
        Mapping mapping = Mapping.of("instruction,input,good,bad,pair\nDo it.,This,g,b,x_y\nDo it.,,g,b,xy\n", options);

        assertThat(mapping.told().get(0)).contains("content=Do it.\n\nThis", "model=x, text=g", "model=y, text=b");
        assertThat(mapping.told().get(1))
                .isEqualTo("ratings.csv row 3, column \"pair\": found nothing; expected the key of the model that wrote"
                        + " the text.");
        assertThat(mapping.notices()).isEmpty();
    }

    @Test
    void places_that_are_wrong() {
        assertThat(Mapping.refusal("completion_id,x\n", columns(Map.of(Field.VALUE, "x#a"))))
                .isEqualTo(
                        "--map value=\"x#a\" is not a JSON pointer: it must begin with a slash, as in /choices/0/id.");
        assertThat(Mapping.refusal("completion_id,x\n", columns(Map.of(Field.VALUE, "x ~ a"))))
                .isEqualTo(
                        "--map value=\"x ~ a\": the regular expression has no group: put parentheses around the part to"
                                + " use.");
        assertThat(Mapping.refusal("completion_id,x\n", columns(Map.of(Field.VALUE, "x ~ (a"))))
                .startsWith("--map value=\"x ~ (a\": this regular expression is not supported: missing closing ): (a.");
        assertThat(Mapping.refusal("completion_id,x\n", columns(Map.of(Field.PROMPT, "x + y"))))
                .startsWith("--map prompt=\"x + y\" names no column of the file");
    }

    @Test
    void a_column_whose_whole_name_has_signs_in_it() {
        assertThat(Mapping.of(
                                "completion_id,metric,a + b # c\n" + Mapping.ID + ",m,4\n",
                                columns(Map.of(Field.VALUE, "a + b # c")))
                        .only())
                .contains("value=4");
    }

    private static String list(String values, String details) {
        return "{\"completion_id\":\"" + Mapping.ID + "\",\"metric\":\"m\",\"value\":" + values + ",\"details\":"
                + details + "}";
    }

    private static MappingOptions columns(Map<Field, String> columns) {
        return new MappingOptions(null, Map.of(), columns);
    }

    private static MappingOptions metrics(String... keysAndColumns) {
        List<RowVariant> variants = new ArrayList<>();
        for (int i = 0; i < keysAndColumns.length; i += 2) {
            variants.add(RowVariant.ofMetric(keysAndColumns[i], keysAndColumns[i + 1]));
        }
        return MappingOptions.none().withVariants(variants);
    }
}
