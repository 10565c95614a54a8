package feedbackuploader.mapping;

import static feedbackuploader.mapping.Mapping.ID;
import static feedbackuploader.mapping.Mapping.ID2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row of totals is named with the option that skips it, and with none that would skip feedback. */
class TotalsTest {

    private static final String HEADER = "Name,completion_id,metric,value\n";

    @Test
    void a_row_of_totals_is_named_and_the_advice_skips_it() throws Exception {
        String text = HEADER + "x," + ID + ",quality,4\ny," + ID2 + ",quality,5\nTotal,,,4.5\n";

        assertThat(Mapping.of(text).notices())
                .contains("Row 4 looks like a total, not feedback: skip it with --skip-where 'Name=Total'.");
        MappingOptions followed = skipping("Name=Total");
        assertThat(Mapping.of(text, followed).told())
                .last()
                .isEqualTo("ratings.csv row 4 skipped: skipped: \"Name\" is \"Total\"");
        assertThat(Mapping.of(text, followed).notices()).noneMatch(notice -> notice.contains("looks like a total"));
    }

    @Test
    void several_are_named_together_each_with_a_rule_of_its_own() {
        String totals = "Summe:,,,4\n".repeat(7) + ",average,,4\n";

        assertThat(Mapping.of(HEADER + "x," + ID + ",quality,4\n" + totals).notices())
                .contains(
                        "7 rows (3, 4, 5, 6, 7, …) look like totals, not feedback: skip them with --skip-where 'Name=Summe:'.",
                        "Row 10 looks like a total, not feedback: skip it with --skip-where 'completion_id=average'.");
    }

    @Test
    void no_rule_is_advised_that_would_skip_feedback() {
        String text = HEADER + "Media," + ID + ",quality,4\nmedia,,,4\n";

        assertThat(Mapping.of(text).notices()).noneMatch(notice -> notice.contains("--skip-where"));
    }

    @Test
    void a_column_with_signs_of_its_own_and_one_without_a_name() throws Exception {
        String text = "a=b,,completion_id,metric,value\nx,," + ID + ",quality,4\nTotal,,,,4\n,Total,,,4\n";

        assertThat(Mapping.of(text).notices())
                .contains("Row 3 looks like a total, not feedback: skip it with --skip-where 'a=b=Total'.")
                .noneMatch(notice -> notice.contains("Row 4"));
        assertThat(Mapping.of(text, skipping("a=b=Total")).told().get(1)).contains("row 3 skipped");
    }

    /** Any text can be compared with another one. */
    @Test
    void sums_below_compared_texts_are_no_feedback() throws Exception {
        String text = "prompt,preferred_text,other_text\np,good,bad\nTotal,2,1\nHow many?,2,1\nTotal,two,1\n";
        MappingOptions options = new MappingOptions(
                null,
                Map.of(Field.METRIC, "m", Field.PREFERRED_COMPLETION_MODEL, "m1", Field.OTHER_COMPLETION_MODEL, "m2"),
                Map.of());

        Mapping mapping = Mapping.of(text.replace("Total,two,1\n", ""), options);
        assertThat(mapping.told().get(1))
                .isEqualTo("ratings.csv row 3, column \"prompt\": found \"Total\"; expected feedback, not a total.");
        assertThat(mapping.feedback()).hasSize(2);
        assertThat(mapping.notices())
                .contains("Row 3 looks like a total, not feedback: skip it with --skip-where 'prompt=Total'.");
        assertThat(Mapping.of(text, options).feedback()).hasSize(3);
    }

    /** With few cells, with all of them, and as a comment. */
    @ParameterizedTest
    @ValueSource(
            strings = {"(2 rows)", "Exported by Ann on 2026-01-01", "Exported by Ann on 2026-01-01,,", "--", "Total,2"})
    void a_line_below_the_table_is_named_and_the_advice_skips_it(String line) throws Exception {
        String text = "completion_id,metric,value\n" + ID + ",m,4\n" + line + "\n";
        String value = line.replaceFirst(",.*", "");

        assertThat(Mapping.of(text).told())
                .hasSizeGreaterThan(1)
                .last()
                .asString()
                .contains("row 3");
        assertThat(Mapping.of(text).notices())
                .contains("Row 3 looks like a " + (value.equals("Total") ? "total" : "note")
                        + ", not feedback: skip it with --skip-where 'completion_id=" + value + "'.");
        assertThat(Mapping.of(text, skipping("completion_id=" + value)).told())
                .last()
                .isEqualTo("ratings.csv row 3 skipped: skipped: \"completion_id\" is \"" + value + "\"");
    }

    @Test
    void a_line_above_feedback_may_be_the_rest_of_a_text() {
        String row = ID + ",m,4,the first line\n";

        assertThat(Mapping.of("completion_id,metric,value,details\n" + row + "and the second\n" + row)
                        .notices())
                .isEmpty();
    }

    @Test
    void many_rows_of_one_cell_each_are_no_notes() {
        String text = "completion_id,metric,value\n" + ID + ",m,4\na b\nc d\ne f\ng h\n";

        assertThat(Mapping.of(text).notices()).isEmpty();
        assertThat(Mapping.of("completion_id,metric,value\n" + ID2 + "\n4\nann\n")
                        .notices())
                .isEmpty();
    }

    private static MappingOptions skipping(String rule) throws MappingException {
        return MappingOptions.none().withSkipWhere(List.of(SkipRule.of(rule)));
    }
}
