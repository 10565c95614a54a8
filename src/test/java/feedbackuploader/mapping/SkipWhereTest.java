package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.feedback.Value;
import feedbackuploader.mapping.options.MappingFile;
import feedbackuploader.mapping.text.NumberStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that an option leaves out by what stands in another column. */
class SkipWhereTest {

    private static final String IDS = "completion_id,metric,value,status\n";

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "status=discarded | discarded | skipped: \"status\" is \"discarded\"",
                "Status = discarded | ' Discarded ' | skipped: \"Status\" is \"Discarded\"",
                "status=discarded | discarded? | ",
                "status=1 | 1.0 | skipped: \"status\" is \"1.0\"",
                "status=1 | 1e0 | skipped: \"status\" is \"1e0\"",
                "status=1 | 01 | skipped: \"status\" is \"01\"",
                "status=10 | +1.0E1 | skipped: \"status\" is \"+1.0E1\"",
                "status=0 | 0e999999999 | skipped: \"status\" is \"0e999999999\"",
                "status=1e999999999 | 1e999999999 | skipped: \"status\" is \"1e999999999\"",
                "status=1 | 1e1 | ",
                "status=true | True | skipped: \"status\" is \"True\"",
                "status= | '  ' | skipped: \"status\" is empty",
                "status= | x | ",
                "status!=submitted | draft | skipped: \"status\" is \"draft\", not \"submitted\"",
                "status!=submitted | '' | skipped: \"status\" is empty, not \"submitted\"",
                "status!=submitted | SUBMITTED | ",
                "status!= | draft | skipped: \"status\" is \"draft\"",
                "status!= | '' | ",
                "status~^[cd] | cancelled | skipped: \"status\" is \"cancelled\", which matches \"^[cd]\"",
                "status~led | cancelled | skipped: \"status\" is \"cancelled\", which matches \"led\"",
                "status~LED | cancelled | ",
                "status!~^do(ne)?$ | draft | skipped: \"status\" is \"draft\", which does not match \"^do(ne)?$\"",
                "status!~^do(ne)?$ | done | ",
                "status~^$ | '' | skipped: \"status\" is empty, which matches \"^$\"",
            })
    void a_row_is_skipped_where_the_rule_says_so(String rule, String cell, String reason) throws Exception {
        Mapping mapping = Mapping.of(IDS + Mapping.ID + ",m,4," + cell + "\n", rules(rule));

        assertThat(mapping.feedback()).hasSize(reason == null ? 1 : 0);
        if (reason != null) {
            assertThat(mapping.only()).isEqualTo("ratings.csv row 2 skipped: " + reason);
        }
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status=4 | 4,0 4 4.0 3 | 3",
                "status=4.5 | 4,5 4.5 4,50 4 | 3",
                "status=4,5 | 4,5 4.5 45 4 | 2",
                "status!=1000 | 1.000 1'000 1000 1 | 1",
                "status=0.5 | 50% 0,50 0.5 50 | 3",
            })
    void a_number_is_compared_as_the_options_read_it(String rule, String cells, int skipped) throws Exception {
        StringBuilder rows = new StringBuilder(IDS);
        String[] all = cells.split(" ", -1);
        for (String cell : all) {
            rows.append(Mapping.ID).append(",m,4,\"").append(cell).append("\"\n");
        }

        Mapping mapping = Mapping.of(
                rows.toString(),
                in(new NumberStyle(true, true, NumberStyle.Percent.FRACTION), Labels.none())
                        .and(rules(rule)));

        assertThat(mapping.feedback()).hasSize(all.length - skipped);
    }

    @Test
    void a_label_that_is_a_number_is_compared_as_the_options_read_it() throws Exception {
        MappingOptions options = in(
                new NumberStyle(true, false, NumberStyle.Percent.REFUSED),
                Labels.of(Map.of("4", Optional.empty(), "5", Optional.of(new Value.Bool(true)))));
        String row = Mapping.ID + ",m,";

        Mapping mapping = Mapping.of(
                "completion_id,metric,value\n" + row + "\"4,0\"\n" + row + "\"5,0\"\n" + row + "\"6,0\"\n", options);

        assertThat(mapping.feedback()).extracting(Meaning::of).containsExactly("m=true");
        assertThat(mapping.told().get(2)).contains("found \"6,0\"; expected one of the labels");
    }

    private static MappingOptions in(NumberStyle numbers, Labels<Optional<Value>> labels) {
        return new MappingOptions(null, Map.of(), Map.of(), List.of(), Labels.none(), labels, numbers, Users.NONE);
    }

    @Test
    void a_row_that_is_skipped_may_hold_anything() throws Exception {
        Mapping mapping = Mapping.of(
                "Name,completion_id,metric,value\nann," + Mapping.ID + ",m,4\nTotal,,,\"1.234,5\"\nTOTAL,,m,x\n",
                rules("Name=Total"));

        assertThat(mapping.feedback()).hasSize(1);
        assertThat(mapping.told())
                .contains(
                        "ratings.csv row 3 skipped: skipped: \"Name\" is \"Total\"",
                        "ratings.csv row 4 skipped: skipped: \"Name\" is \"TOTAL\"");
        assertThat(mapping.notices()).containsExactly("Skipped by \"Name=Total\": 2 rows.");
    }

    @Test
    void a_row_of_several_pieces_is_skipped_as_a_whole() throws Exception {
        Mapping mapping = Mapping.of(
                "completion_id,a,b,status\n" + Mapping.ID + ",1,2,draft\n" + Mapping.ID2 + ",3,4,done\n",
                rules("status=draft")
                        .withVariants(List.of(RowVariant.ofMetric("m", "a"), RowVariant.ofMetric("n", "b"))));

        assertThat(mapping.feedback()).hasSize(2);
        assertThat(mapping.told())
                .hasSize(3)
                .first()
                .isEqualTo("ratings.csv row 2 skipped: skipped: \"status\" is \"draft\"");
        assertThat(mapping.notices()).containsExactly("Skipped by \"status=draft\": 1 row.");
    }

    @Test
    void a_rule_may_look_at_the_column_of_a_field_and_takes_nothing_from_it() throws Exception {
        Mapping mapping =
                Mapping.of(IDS + Mapping.ID + ",m,4,x\n" + Mapping.ID + ",m,,x\n", rules("value=", "metric=other"));

        assertThat(mapping.feedback()).hasSize(1);
        assertThat(mapping.notices())
                .containsExactly(
                        "Skipped by \"value=\": 1 row.",
                        "--skip-where \"metric=other\" skips no row: \"metric\" holds \"m\".",
                        "Ignored column: \"status\".");
    }

    @Test
    void a_row_that_several_rules_skip_counts_for_the_first() throws Exception {
        Mapping mapping = Mapping.of(
                IDS + Mapping.ID + ",m,4,x\n" + Mapping.ID + ",m,,x\n" + Mapping.ID2 + ",m,,y\n",
                rules("status=x", "value=", "metric=m"));

        assertThat(mapping.feedback()).isEmpty();
        assertThat(mapping.notices())
                .startsWith(
                        "Skipped by \"status=x\": 2 rows.",
                        "Skipped by \"value=\": 1 row.",
                        "Skipped by \"metric=m\": no row beyond those of the rules before.");
    }

    @Test
    void a_column_whose_name_holds_a_sign_is_found_all_the_same() throws Exception {
        String file = "completion_id,metric,value,a=b\n" + Mapping.ID + ",m,4,c\n";

        assertThat(Mapping.of(file, rules("a=b=c")).only()).endsWith("skipped: \"a=b\" is \"c\"");
    }

    /** A cell too few may have moved all the others: only what stands in the row counts. */
    @Test
    void a_row_with_too_few_or_too_many_cells_is_skipped_for_what_stands_in_it() throws Exception {
        String file = IDS + "(1 row)\n" + Mapping.ID + ",m,4,x,y\n";

        assertThat(Mapping.of(file, rules("completion_id~^[(]")).told().get(0))
                .contains("row 2 skipped: skipped: \"completion_id\" is \"(1 row)\"");
        assertThat(Mapping.of(file, rules("status=x")).told().get(1)).contains("row 3 skipped: ");
        for (String rule : List.of("status=", "status!=submitted", "status~^$", "status!~done")) {
            assertThat(Mapping.of(file, rules(rule)).told()).noneMatch(told -> told.contains("skipped"));
        }
    }

    /** Who means the one column would not see that rows of the other are sent. */
    @Test
    void of_two_columns_of_one_name_neither_is_looked_at_alone() throws Exception {
        String file = "completion_id,metric,value,Status,status\n" + Mapping.ID + ",m,4,discarded,ok\n" + Mapping.ID
                + ",m,5,ok,discarded\n" + Mapping.ID + ",m,6,ok,ok\n";

        for (String rule : List.of("status=discarded", "Status!=ok", "STATUS=discarded")) {
            assertThat(Mapping.refusal(file, rules(rule)))
                    .startsWith("The columns \"Status\" (column 4) and \"status\" (column 5) have the same name; ");
        }
        assertThat(Mapping.refusal(file, rules("status=discarded")))
                .endsWith("--skip-where could mean each of them. Rename them in the file, or add a rule for each, with"
                        + " its name as it is written there.");
        Mapping both = Mapping.of(file, rules("status=discarded", "Status=discarded"));
        assertThat(both.feedback()).hasSize(1);
        assertThat(both.notices())
                .containsExactly("Skipped by \"status=discarded\": 1 row.", "Skipped by \"Status=discarded\": 1 row.");
    }

    @Test
    void of_two_keys_of_one_name_neither_is_looked_at_alone() throws Exception {
        String two = json("\"status\": \"ok\", \"Status\": \"old\"");

        assertThat(Mapping.of(two, rules("status=old")).only())
                .isEqualTo(
                        "ratings.csv row 1, column \"Status\": found the key \"status\" too; expected one key of this"
                                + " name. Name the one that you mean by its JSON pointer: \"/status\" or \"/Status\".");
        assertThat(Mapping.of(two, rules("/status=old")).feedback()).hasSize(1);
        assertThat(Mapping.of(two, rules("/Status=old")).only()).contains("skipped: ");
    }

    @Test
    void a_field_that_the_file_lacks_is_one_mistake() throws Exception {
        assertThat(Mapping.refusal(IDS + Mapping.ID + ",m,4,x\n", rules("statsu=x")))
                .isEqualTo(
                        "--skip-where \"statsu=x\" names no column of the file (did you mean \"status\"?). Its columns:"
                                + " \"completion_id\", \"metric\", \"value\", \"status\".");
        assertThat(Mapping.refusal(json("\"status\": \"x\""), rules("statsu=x")))
                .isEqualTo(
                        "--skip-where \"statsu=x\": no row has the key \"statsu\" (did you mean \"status\"?). Its keys:"
                                + " \"completion_id\", \"metric\", \"value\", \"status\".");
        assertThat(Mapping.of(json("\"status\": \"x\"") + json("\"other\": 1"), rules("other=1"))
                        .feedback())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status | --skip-where \"status\": expected FIELD=VALUE, FIELD!=VALUE, FIELD~REGEX or FIELD!~REGEX, as in --skip-where 'status=discarded'.",
                "=x | --skip-where \"=x\" names no field before \"=\".",
                "a~( | --skip-where \"a~(\": this regular expression is not supported: missing closing ): (. The syntax is RE2 (https://github.com/google/re2/wiki/Syntax): no look-ahead, look-behind, back-references or possessive repetition.",
            })
    void a_rule_that_is_none(String rule, String told) {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> SkipRule.of(rule))
                .withMessage(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/meta/status=draft | \"meta\": {\"status\": \"draft\"} | true",
                "/meta/status=draft | \"meta\": {\"status\": null} | false",
                "/meta/status= | \"meta\": {\"status\": null} | true",
                "/meta/status= | \"meta\": {} | true",
                "flag=true | \"flag\": true | true",
                "n=2 | \"n\": 2.0 | true",
                "tags=spam | \"tags\": [\"ok\", \"spam\"] | true",
                "tags=spam | \"tags\": [\"ok\"] | false",
                "tags!=spam | \"tags\": [\"ok\", \"spam\"] | false",
                "tags!=spam | \"tags\": [\"ok\", \"fine\"] | true",
                "tags= | \"tags\": [] | true",
                "text#/status=x | \"text\": \"{\\\"status\\\": \\\"x\\\"}\" | true",
            })
    void places_are_those_of_map(String rule, String key, boolean isSkipped) throws Exception {
        String both = json(key)
                + json("\"meta\": {\"status\": \"other\"}, \"flag\": 0, \"n\": 1, \"tags\": 1, \"text\": \"{}\"");

        assertThat(Mapping.of(both, rules(rule)).told().get(0).contains("skipped:"))
                .isEqualTo(isSkipped);
    }

    @Test
    void of_a_list_of_values_each_element_is_skipped_by_the_element_that_goes_with_it() throws Exception {
        MappingOptions options = MappingFile.parse("""
                {"map": {"value": "/responses/*/value"}, "skip_where": ["/responses/*/status!=submitted"]}""", "m.json").options();
        String file = "{\"completion_id\": \"%s\", \"metric\": \"m\", \"responses\": [%s]}\n";
        String draft = "{\"status\": \"draft\"}";
        String submitted = "{\"status\": \"submitted\", \"value\": 4}";
        String discarded = "{\"status\": \"discarded\", \"value\": 1}";

        Mapping mapping = Mapping.of(
                file.formatted(Mapping.ID, submitted + "," + discarded + "," + draft)
                        + file.formatted(Mapping.ID2, discarded)
                        + file.formatted(Mapping.ID2, ""),
                options);

        assertThat(mapping.told())
                .satisfiesExactly(
                        told -> assertThat(told).contains("value=4"),
                        told -> assertThat(told)
                                .isEqualTo(
                                        "ratings.csv row 1 skipped: skipped: \"/responses/*/status\" is \"discarded\","
                                                + " not \"submitted\""),
                        told -> assertThat(told).contains("is \"draft\", not \"submitted\""),
                        told -> assertThat(told).contains("row 2 skipped: skipped: "),
                        told -> assertThat(told).isEqualTo("ratings.csv row 3 skipped: no value in it"));
        assertThat(mapping.notices()).contains("Skipped by \"/responses/*/status!=submitted\": 3 pieces of feedback.");
    }

    @Test
    void a_list_of_another_length_is_a_problem() throws Exception {
        assertThat(Mapping.of(
                                "{\"completion_id\": \"" + Mapping.ID
                                        + "\", \"metric\": \"m\", \"value\": [1, 2], \"status\": [\"x\"]}\n",
                                rules("status=x"))
                        .only())
                .isEqualTo(
                        "ratings.csv row 1, column \"status\": found a list of 1; expected a list of 2, one per element of \"value\".");
    }

    @Test
    void pieces_of_one_row_may_have_rules_of_their_own() throws Exception {
        MappingOptions options = MappingFile.parse("""
                {"each": [
                  {"map": {"value": "a"}, "set": {"metric": "m"}, "skip_where": ["a status=draft"]},
                  {"map": {"value": "b"}, "set": {"metric": "n"}, "skip_where_present": ["b status=draft"]}
                ]}""", "m.json").options();

        Mapping mapping = Mapping.of(
                "completion_id,a,a status,b\n" + Mapping.ID + ",1,draft,2\n" + Mapping.ID2 + ",3,,4\n", options);

        assertThat(mapping.told())
                .satisfiesExactly(
                        told -> assertThat(told).endsWith("skipped: \"a status\" is \"draft\""),
                        told -> assertThat(told).contains("value=2"),
                        told -> assertThat(told).contains("value=3"),
                        told -> assertThat(told).contains("value=4"));
    }

    private static String json(String more) {
        return "{\"completion_id\": \"" + Mapping.ID + "\", \"metric\": \"m\", \"value\": 4, " + more + "}\n";
    }

    private static MappingOptions rules(String... texts) throws MappingException {
        List<SkipRule> rules = new ArrayList<>();
        for (String text : texts) {
            rules.add(SkipRule.of(text));
        }
        return MappingOptions.none().withSkipWhere(rules);
    }
}
