package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.mapping.text.NumberStyle;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proposed for the labels of a file; none of it is uploaded before its user has said so. */
class KnownWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Yes | true",
                "NO | false",
                "Ja | true",
                "nein | false",
                "НЕТ | false",
                "HAYIR | false",
                "はい | true",
                "👍 | true",
                "👍🏽 | true",
                "👎 | false",
                "✔️ | true",
                ":thumbsup: | true",
                "Thumbs down | false",
                "n/a | skip",
                "N.A. | skip",
                "#N/A | skip",
                "– | skip",
                "k. A. | skip",
                "4 - satisfied | 4",
                "5 – sehr zufrieden | 5",
                "1: poor | 1",
                "2) meh | 2",
                "(3) ok | 3",
                "Satisfied (4) | 4",
                "rating: 4 | 4",
                "4/5 | 4",
                "4.5/5 | 4.5",
                "4,5 / 5 | 4.5",
                "4 out of 5 | 4",
                "9/5 | -",
                "★★★★ | 4",
                "★★★☆☆ | 3",
                "☆☆☆☆☆ | 0",
                "★★★½ | 3.5",
                "⭐⭐ | 2",
                "5 stars | 5",
                "1 Stern | 1",
                "3.5 étoiles | 3.5",
                "4★ | 4",
                "Maybe | -",
                "good | -",
                "x | -",
                "1-Feb | -",
                "12. März | -",
                "gpt-4 | -",
                "0x10 | -",
            })
    void a_label_has_the_meaning_that_is_in_it(String label, @Nullable String meaning) {
        assertThat(KnownWords.meaning(label)).isEqualTo(meaning);
    }

    @Test
    void both_labels_of_a_pair_have_their_own_meaning() {
        Mapping mapping = wide("Yes", "No", "yes", "Maybe", "n/a", "Yes", "n/a");

        assertThat(mapping.told().get(1))
                .endsWith("found \"No\"; expected a number, true or false. Write true or false, or add"
                        + " --values 'Yes=true, No=false'.");
        assertThat(mapping.notices())
                .containsExactly(
                        "Labels without a meaning, column \"m\": \"Yes\" (3), \"n/a\" (2), \"No\" (1), \"Maybe\""
                                + " (1). If these meanings are right, add --values 'Yes=true, n/a=skip, No=false'. To skip the"
                                + " others, add --values 'Maybe=skip'; for a label with a meaning, write a number, true or false"
                                + " in place of skip.");
    }

    @Test
    void the_first_number_says_nothing_when_the_labels_are_out_of_different_ones() {
        assertThat(wide("4/5", "3/5").notices()).first().asString().contains("--values '4/5=4, 3/5=3'");
        assertThat(wide("4/5", "7/10").notices()).first().asString().doesNotContain("add --values");
    }

    @Test
    void a_label_with_signs_of_the_option_and_of_the_shell_can_be_copied() throws Exception {
        assertThat(wide("\"Don't know, really\"").notices())
                .first()
                .asString()
                .contains("add --values 'Don'\\''t know\\, really=skip';");
        assertThat(LabelWords.values(List.of("Don't know\\, really=skip, a\\\\b=1"))
                        .meanings()
                        .keySet())
                .containsExactly("Don't know, really", "a\\b");
    }

    @Test
    void many_labels_are_counted_and_memory_is_bounded() {
        String[] labels = new String[5_000];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = "label " + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676);
        }

        assertThat(wide(labels).notices())
                .first()
                .asString()
                .contains(" and many more.")
                .hasSizeLessThan(2_500);
    }

    private static Mapping wide(String... labels) {
        StringBuilder rows = new StringBuilder("completion_id,m\n");
        for (String label : labels) {
            rows.append(Mapping.ID).append(',').append(label).append('\n');
        }
        return Mapping.of(rows.toString(), MappingOptions.none().withVariants(List.of(RowVariant.ofMetric("m", "m"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "response 2 | response_a | -",
                "response 1 | response_a | -",
                "responseB | response_a | -",
                "rejected_txt | rejected_text | rejected_text",
                "left_respons | right_respons | -",
                "prefered_completion | preferred_completion | preferred_completion",
                "output_1 | output_2 | -",
                "answer | answer_1 | -",
                "modela | model_a | model_a",
                "detials | details | details",
                "Closed | chosen | -",
                "Status | state | -",
                "chosne | chosen | chosen",
                "choosen | chosen | chosen",
                "promt | prompt | prompt",
                "metirc | metric | metric",
            })
    void a_name_is_never_taken_for_its_counterpart(String name, String other, @Nullable String near) {
        assertThat(Nearest.to(name, List.of(other)).orElse(null)).isEqualTo(near);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 stars | If it means 5, write that number, or add --values '5 stars=5'.",
                "4.5/5 | If the metric counts up to 5, write 4.5, or add --values '4.5/5=4.5'.",
                "80 pct | A percentage? Write 80 or 0.8, as the metric expects, or use --percent number or --percent fraction.",
                "1.2.2026 | Did a spreadsheet turn a number into a date?",
            })
    void only_a_date_is_taken_for_a_date(String text, String hint) {
        assertThat(ValueHints.of(text, NumberStyle.PLAIN)).isEqualTo(hint);
    }

    @Test
    void only_an_address_is_taken_for_an_e_mail_and_users_are_counted() {
        String file = "completion_id,metric,value,user\n" + Mapping.ID + ",m,1,ann@example.com\n" + Mapping.ID
                + ",m,1,@bob\n" + Mapping.ID + ",m,1,@Bob\n";
        Mapping mapping = Mapping.of(file);

        assertThat(mapping.told().get(0)).contains("not by e-mail address. Give the UUID with --users FILE");
        assertThat(mapping.told().get(1)).doesNotContain("e-mail").contains("Give the UUID with --users FILE");
        assertThat(Mapping.of(file.replace(Mapping.ID, "a@b c")).told().get(0)).doesNotContain("e-mail");
        assertThat(mapping.notices())
                .containsExactly(
                        "Users without a UUID in \"user\": \"@bob\" (2), \"ann@example.com\" (1).",
                        "To name them, run validate with the same options and --save-users users.csv, fill in their UUIDs in that file, and add --users users.csv. To upload their feedback without the user, add --drop-unknown-users.");
    }

    @Test
    void eighty_percent_in_words_is_read_as_with_its_sign() {
        MappingOptions options = new MappingOptions(
                null,
                Map.of(Field.METRIC, "m"),
                Map.of(),
                List.of(),
                Labels.none(),
                Labels.none(),
                new NumberStyle(false, false, NumberStyle.Percent.NUMBER),
                Users.NONE);

        assertThat(Mapping.of(
                                "completion_id,value\n" + Mapping.ID + ",80 pct\n" + Mapping.ID + ",7.5 Prozent\n",
                                options)
                        .feedback())
                .extracting(Meaning::of)
                .containsExactly("m=80", "m=7.5");
    }
}
