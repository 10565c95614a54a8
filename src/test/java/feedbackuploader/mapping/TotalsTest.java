package feedbackuploader.mapping;

import static feedbackuploader.mapping.Mapping.ID;
import static feedbackuploader.mapping.Mapping.ID2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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

    private static MappingOptions skipping(String rule) throws MappingException {
        return MappingOptions.none().withSkipWhere(List.of(SkipRule.of(rule)));
    }
}
