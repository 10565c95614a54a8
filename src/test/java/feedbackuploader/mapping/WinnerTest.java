package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Tie;
import feedbackuploader.feedback.Value;
import feedbackuploader.mapping.options.ReadyMappings;
import feedbackuploader.mapping.text.NumberStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A first and a second completion, and a label that says which one won. */
class WinnerTest {

    private static final String HEADER = "metric,completion_a,completion_b,winner\n";
    private static final String SIDES = "m," + Mapping.ID + "," + Mapping.ID2 + ",";
    private static final String JSON_SIDES =
            "{\"metric\":\"m\",\"completion_a\":\"" + Mapping.ID + "\",\"completion_b\":\"" + Mapping.ID2 + "\",";
    private static final String ARENA = "model_a=a, model_b=b, tie=tie-good, tie (bothbad)=tie-bad";

    @ParameterizedTest
    @CsvSource({
        "model_a, A,",
        "model_b, B,",
        "' Model_A ', A,",
        "'‘model_b’', B,",
        "tie, A, GOOD",
        "tie (bothbad), A, BAD",
    })
    void a_label_means_what_its_owner_says(String label, String preferred, @Nullable Tie tied) throws Exception {
        Mapping mapping = Mapping.of(HEADER + SIDES + label + "\n", winner(ARENA));

        assertThat(mapping.feedback())
                .singleElement()
                .isEqualTo(new PreferenceFeedback(
                        "m",
                        new CompletionRef.ById(UUID.fromString(preferred.equals("A") ? Mapping.ID : Mapping.ID2)),
                        new CompletionRef.ById(UUID.fromString(preferred.equals("A") ? Mapping.ID2 : Mapping.ID)),
                        tied,
                        List.of(),
                        null));
    }

    @ParameterizedTest
    @CsvSource({
        "'1=a, 2=b, 0=tie-good', 1, A",
        "'1=a, 2=b, 0=tie-good', 1.0, A",
        "'1=a, 2=b, 0=tie-good', 2, B",
        "'1=a, 2=b, 0=tie-good', 0.0, tie",
        "'0=a, 1=b, 2=tie-bad', 0, A",
        "'0=a, 1=b, 2=tie-bad', 1, B",
        "'0=a, 1=b, 2=tie-bad', 2.0, tie",
        "'1.0=a, 2.0=b', 2, B",
    })
    void numbers_mean_what_the_map_says_and_nothing_by_themselves(String map, String label, String who)
            throws Exception {
        String json = JSON_SIDES + "\"winner\":" + label + "}";

        for (Mapping mapping :
                List.of(Mapping.of(HEADER + SIDES + label + "\n", winner(map)), Mapping.of(json, winner(map)))) {
            PreferenceFeedback feedback =
                    (PreferenceFeedback) mapping.feedback().get(0);
            assertThat(feedback.tied() != null ? "tie" : feedback.preferred().toString())
                    .contains(who.equals("A") ? Mapping.ID : who.equals("B") ? Mapping.ID2 : "tie");
        }
    }

    @Test
    void a_cell_that_cannot_be_read_is_not_told_as_a_label() throws Exception {
        MappingOptions options = ReadyMappings.find("label-studio-pairwise-csv")
                .options()
                .and(new MappingOptions(
                        null,
                        Map.of(
                                Field.METRIC, "m",
                                Field.COMPLETION_A_MODEL, "m1",
                                Field.COMPLETION_B_MODEL, "m2"),
                        Map.of()));

        assertThat(Mapping.of("annotation_id,annotator,answer1,answer2,comparison,prompt\n1,,A,B,left,p\n", options)
                        .told())
                .singleElement()
                .asString()
                .contains("column \"comparison\"")
                .doesNotContain("--winner");
    }

    @Test
    void a_winner_by_the_name_of_its_model_is_the_side_of_that_model() throws Exception {
        String header = "{\"model_a\": \"%s\", \"model_b\": \"%s\", \"text_a\": \"ta\", \"text_b\": \"tb\", \"prompt\":"
                + " \"p\", \"winner\": \"%s\"}";
        MappingOptions options = ReadyMappings.find("arena")
                .options()
                .and(new MappingOptions(
                        null,
                        Map.of(Field.METRIC, "m"),
                        Map.of(
                                Field.PROMPT, "prompt",
                                Field.COMPLETION_A_TEXT, "text_a",
                                Field.COMPLETION_B_TEXT, "text_b")));

        assertThat(Mapping.of(header.formatted("m1", "m2", "m1"), options).only())
                .contains("preferred=ByText[model=m1, text=ta]");
        assertThat(Mapping.of(header.formatted("m2", "m1", "m1"), options).only())
                .contains("preferred=ByText[model=m1, text=tb]");
        assertThat(Mapping.of(header.formatted("m1", "m1", "m1"), options).feedback())
                .isEmpty();
    }

    @Test
    void a_label_outside_the_map_is_a_problem_and_counted() throws Exception {
        Mapping mapping = Mapping.of(
                HEADER + SIDES + "tie(all bad)\n" + SIDES + "\n" + SIDES + "invalid\n" + SIDES + "tie(all bad)\n"
                        + SIDES + "modela\n",
                winner(ARENA));

        String expected =
                "expected one of the labels \"model_a\", \"model_b\", \"tie\", \"tie (bothbad)\". %sTo skip it, add"
                        + " --winner '%s=skip'; if it has a meaning, write a, b, tie-good or tie-bad in place of skip.";
        assertThat(mapping.told())
                .containsExactly(
                        "ratings.csv row 2, column \"winner\": found \"tie(all bad)\"; "
                                + expected.formatted("", "tie(all bad)"),
                        "ratings.csv row 3, column \"winner\": found nothing; " + expected.formatted("", ""),
                        "ratings.csv row 4, column \"winner\": found \"invalid\"; " + expected.formatted("", "invalid"),
                        "ratings.csv row 5, column \"winner\": found \"tie(all bad)\"; "
                                + expected.formatted("", "tie(all bad)"),
                        "ratings.csv row 6, column \"winner\": found \"modela\"; "
                                + expected.formatted("Did you mean \"model_a\"? ", "modela"));
        assertThat(mapping.notices())
                .containsExactly(
                        "Labels without a meaning, column \"winner\": \"tie(all bad)\" (2), nothing (1),"
                                + " \"invalid\" (1), \"modela\" (1). If these meanings are right, add --winner '=skip' (=skip is for an empty label). To skip"
                                + " the others, add --winner 'tie(all bad)=skip, invalid=skip, modela=skip'; for a label with a meaning, write a, b, tie-good or tie-bad in place of skip.");
    }

    @Test
    void without_a_map_every_label_is_a_problem_and_the_notice_lists_them_to_be_explained() {
        Mapping mapping = Mapping.of(HEADER + SIDES + "left\n" + SIDES + "right\n");

        assertThat(mapping.told().get(0))
                .isEqualTo(
                        "ratings.csv row 2, column \"winner\": found \"left\"; expected a label from --winner. To skip it, add --winner 'left=skip'; if it has a meaning, write a, b, tie-good or"
                                + " tie-bad in place of skip.");
        assertThat(mapping.notices())
                .containsExactly(
                        "Labels without a meaning, column \"winner\": \"left\" (1), \"right\" (1). To skip them, add --winner"
                                + " 'left=skip, right=skip'; for a label with a meaning, write a, b, tie-good or tie-bad in"
                                + " place of skip.");
    }

    /** In each row the winner stands under another name, is null, or is not there at all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            nullValues = "-",
            value = {
                "\"vote\":\"model_a\" | - | \"winner\": found no such key among \"metric\", \"completion_a\", \"completion_b\", \"vote\"; expected %s. Name its key: --map winner=KEY.",
                "\"winer\":\"model_a\" | - | \"winner\": found no such key among \"metric\", \"completion_a\", \"completion_b\", \"winer\"; expected %s. Did you mean \"winer\"? Then add --map winner=winer.",
                "\"vote\":{\"by\":1} | /vote/label | \"/vote/label\": found no such key among \"metric\", \"completion_a\", \"completion_b\", \"vote\"; expected %s. Name its key: --map winner=KEY.",
                "\"vote\":\"model_a\" | verdict | \"verdict\": found no such key among \"metric\", \"completion_a\", \"completion_b\", \"vote\"; expected %s. Name its key: --map winner=KEY.",
                "\"winner\":null | - | \"winner\": found nothing; expected %s. To skip it, add --winner '=skip'; if it has a meaning, write a, b, tie-good or tie-bad in place of skip.",
                "\"vote\":{\"label\":null} | /vote/label | \"/vote/label\": found nothing; expected %s. To skip it, add --winner '=skip'; if it has a meaning, write a, b, tie-good or tie-bad in place of skip.",
            })
    void a_missing_winner_is_a_missing_key_and_no_label(String entry, @Nullable String place, String told)
            throws Exception {
        MappingOptions options = new MappingOptions(
                null,
                Map.of(),
                place == null ? Map.of() : Map.of(Field.WINNER, place),
                List.of(),
                LabelWords.winner(List.of(ARENA)),
                Labels.none(),
                NumberStyle.PLAIN,
                Users.NONE);

        Mapping mapping = Mapping.of(JSON_SIDES + entry + "}", options);

        assertThat(mapping.only())
                .isEqualTo("ratings.csv row 1, column "
                        + told.formatted("one of the labels \"model_a\", \"model_b\", \"tie\", \"tie (bothbad)\""));
        assertThat(mapping.notices().stream().anyMatch(notice -> notice.startsWith("Labels without a meaning")))
                .isEqualTo(told.contains("found nothing"));
    }

    @Test
    void a_missing_winner_is_a_missing_column_where_other_rows_need_none() throws Exception {
        Mapping mapping = Mapping.of(
                "metric,preferred,other,completion_a,completion_b,vote\nm,,," + Mapping.ID + "," + Mapping.ID2 + ",a\n",
                winner("a=a, b=b"));

        assertThat(mapping.only())
                .isEqualTo("ratings.csv row 2, column \"winner\": found no such column among \"metric\", \"preferred\","
                        + " \"other\", \"completion_a\", \"completion_b\", \"vote\"; expected one of the labels \"a\","
                        + " \"b\". Name its column: --map winner=COLUMN.");
    }

    @Test
    void a_missing_winner_means_what_nothing_means_when_that_is_said() throws Exception {
        assertThat(Mapping.of(JSON_SIDES + "\"vote\":1}", winner("a=a, b=b, =tie-bad"))
                        .feedback())
                .singleElement()
                .extracting(feedback -> ((PreferenceFeedback) feedback).tied())
                .isEqualTo(Tie.BAD);
    }

    @Test
    void a_label_can_mean_that_there_is_no_feedback() throws Exception {
        Mapping mapping =
                Mapping.of(HEADER + SIDES + "unsure\n" + SIDES + "\n", winner("a=a, b=b, unsure=skip, =skip"));

        assertThat(mapping.told())
                .containsExactly(
                        "ratings.csv row 2 skipped: skipped: \"winner\" is \"unsure\", which means skip",
                        "ratings.csv row 3 skipped: skipped: \"winner\" is nothing, which means skip");
    }

    @Test
    void texts_and_models_of_votes() throws Exception {
        Mapping mapping = Mapping.of(
                "model_a,model_b,response_a,response_b,prompt,winner\nx,y,Yes.,No.,Is it?,b\n",
                new MappingOptions(
                        null,
                        Map.of(Field.METRIC, "m"),
                        Map.of(),
                        List.of(),
                        LabelWords.winner(List.of("a=a", "b=b")),
                        Labels.none(),
                        NumberStyle.PLAIN,
                        Users.NONE));

        assertThat(mapping.feedback())
                .singleElement()
                .extracting(feedback -> ((PreferenceFeedback) feedback).preferred())
                .isEqualTo(new CompletionRef.ByText("y", "No."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metric,completion_a,completion_b | For preference feedback, the file has no column \"winner\".",
                "metric,completion_a,winner | For preference feedback, the file has no column \"completion_b\".",
                "metric,response_a,response_b,model_a,winner | For preference feedback, the file has no column \"completion_b_model\" or \"messages\".",
            })
    void what_votes_need(String header, String message) throws Exception {
        assertThat(Mapping.refusal(header + "\n", winner(ARENA))).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "left | --winner: found \"left\"; expected LABEL=MEANING, separated by commas. Write a comma inside a label as \\,.",
                "left=first | --winner: found \"left\"=first; expected a, b, tie-good, tie-bad or skip.",
                "1=a, 1=b | --winner gives the label \"1\" twice, with different meanings.",
                "1=a, 1.0=b | The labels \"1\" and \"1.0\" count as the same: capitals, spaces around them and the format of numbers are ignored. Keep one of them.",
                "A=a, a=b | The labels \"A\" and \"a\" count as the same: capitals, spaces around them and the format of numbers are ignored. Keep one of them.",
            })
    void a_map_that_is_wrong(String map, String message) {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> LabelWords.winner(List.of(map)))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "accept, 1",
        "'Reject ', 0",
        "'“accept”', 1",
        "'''accept', 1",
        "n/a, 0.5",
    })
    void labels_of_values(String cell, String value) throws Exception {
        Mapping mapping = Mapping.of(value(cell), values("accept=1, reject=0, n/a=0.5, ignore=skip"));

        assertThat(mapping.told()).singleElement().asString().contains("value=" + value + ",");
    }

    @Test
    void values_beside_labels_stay_values_unless_a_number_is_a_label() throws Exception {
        assertThat(Mapping.of(value("3.5"), values("n/a=skip")).feedback()).hasSize(1);
        assertThat(Mapping.of(value("TRUE"), values("n/a=skip")).feedback()).hasSize(1);
        assertThat(Mapping.of(value("3"), values("1=0, 2=1")).only())
                .isEqualTo("ratings.csv row 2, column \"value\": found \"3\"; expected one of the labels \"1\", \"2\"."
                        + " To skip it, add --values '3=skip'; if it has a meaning, write a number, true or false in place of"
                        + " skip.");
        assertThat(Mapping.of(value("great"), values("good=1, bad=0")).only())
                .isEqualTo("ratings.csv row 2, column \"value\": found \"great\"; expected one of the labels \"good\","
                        + " \"bad\", or a value. To skip it, add --values 'great=skip'; if it has a meaning, write a"
                        + " number, true or false in place of skip.");
        assertThat(Mapping.of(value("n/a"), values("n/a=skip")).only())
                .isEqualTo("ratings.csv row 2 skipped: skipped: \"value\" is \"n/a\", which means skip");
    }

    private static String value(String cell) {
        return "completion_id,metric,value\n" + Mapping.ID + ",m," + cell + "\n";
    }

    static MappingOptions winner(String map) throws MappingException {
        return options(LabelWords.winner(List.of(map)), Labels.none());
    }

    private static MappingOptions values(String map) throws MappingException {
        return options(Labels.none(), LabelWords.values(List.of(map)));
    }

    private static MappingOptions options(Labels<WinnerMeaning> winner, Labels<Optional<Value>> values) {
        return new MappingOptions(null, Map.of(), Map.of(), List.of(), winner, values, NumberStyle.PLAIN, Users.NONE);
    }
}
