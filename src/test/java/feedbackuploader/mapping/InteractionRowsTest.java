package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Message;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows about completions that the deployment does not hold. */
class InteractionRowsTest {

    private static final String NOW = "2026-01-01T00:00:00Z";
    private static final UUID USER = UUID.fromString(Mapping.ID2);
    private static final String RATED = "2024-02-22T13:05:00Z";

    private static final String HEADER = "prompt,completion_text,metric,value,details,rated_at,user\n";
    private static final String ROW = "Capital?,Paris.,quality,4,Short.," + RATED + "," + USER + "\n";
    private static final Interaction PARIS =
            Interaction.ofText("Paris.", List.of(new Message("user", "Capital?")), null);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"NONE, " + Mapping.ID2 + ", -, " + RATED, "DROP, -, -, " + RATED, "KEEP, -, " + Mapping.ID2 + ", -"
            })
    void a_rating_has_a_date_or_a_rater(Raters raters, UUID asked, UUID rater, String ratedAt) {
        List<Feedback> pieces = Mapping.of(HEADER + ROW, options(raters, null)).feedback();

        assertThat(pieces)
                .containsExactly(
                        by(asked),
                        new MetricFeedback(
                                "quality",
                                PARIS.placeholder(),
                                new Value.Scalar(new BigDecimal(4)),
                                "Short.",
                                ratedAt == null ? null : Instant.parse(ratedAt),
                                rater));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NONE | Ratings are sent with their completion, dated (column \"rated_at\"); column \"user\" is taken for who"
                        + " asked. A deployment takes the date of a rating or its rater, not both: if it is who rated, add"
                        + " --raters keep to send the rater, or --raters drop to send the date.",
                "DROP | Ratings are sent with their completion, dated (column \"rated_at\") and without their rater (column"
                        + " \"user\"). A deployment takes the date of a rating or its rater, not both: --raters drop says"
                        + " which.",
                "KEEP | Ratings are sent with their rater (column \"user\"), each by itself once its completion is created,"
                        + " without a date. A deployment takes the date of a rating or its rater, not both: to send column"
                        + " \"rated_at\" instead, replace --raters keep by --raters drop."
            })
    void which_of_both_is_said(Raters raters, String notice) {
        assertThat(Mapping.of(HEADER + ROW, options(raters, null)).notices()).containsExactly(notice);
    }

    @Test
    void all_that_a_row_says_of_its_completion() {
        Mapping mapping = Mapping.of(
                "prompt,completion,model,created_at,session_id,ab_campaign,label.source,label.team\nCapital?,Paris., model-a"
                        + " ,2024-02-21T09:51:03Z," + Mapping.ID + ",ab1, survey ,\n",
                options(Raters.NONE, null));

        assertThat(mapping.feedback())
                .containsExactly(new Interaction(
                        "Paris.",
                        PARIS.messages(),
                        "model-a",
                        Instant.parse("2024-02-21T09:51:03Z"),
                        null,
                        UUID.fromString(Mapping.ID),
                        new TreeMap<>(Map.of("source", "survey")),
                        "ab1"));
        assertThat(mapping.notices())
                .containsExactly("1 row has no rating: completions are created for them without one.");
    }

    @Test
    void the_vendors_dataset_line_gives_a_completion_and_each_rating() {
        Mapping mapping = Mapping.of(
                "{\"messages\": [{\"role\": \"user\", \"content\": \"Capital?\"}], \"completion\": \"Paris.\","
                        + " \"feedbacks\": {\"quality\": 4, \"helpful\": true}, \"labels\": {\"a\": \"1\"}, \"label.b\": \"2\"}\n",
                options(Raters.NONE, null));

        assertThat(mapping.feedback())
                .hasSize(3)
                .first()
                .isEqualTo(new Interaction(
                        "Paris.",
                        PARIS.messages(),
                        null,
                        null,
                        null,
                        null,
                        new TreeMap<>(Map.of("a", "1", "b", "2")),
                        null));
        assertThat(mapping.feedback().subList(1, 3))
                .extracting(piece -> ((MetricFeedback) piece).metric())
                .containsExactly("quality", "helpful");
    }

    @Test
    void an_id_is_rated_and_a_text_is_created() {
        Mapping mapping = Mapping.of(
                "prompt,completion,metric,value\nCapital?,Paris.,quality,\nCapital?," + Mapping.ID + ",quality,4\n",
                options(Raters.NONE, null));

        assertThat(mapping.feedback()).extracting(Feedback::kind).containsExactly(Kind.INTERACTION, Kind.METRIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt,completion,metric,value\nCapital?,Paris.,quality,4\n",
                "{\"prompt\": \"Capital?\", \"completion\": \"Paris.\", \"metric\": \"quality\", \"value\": 4}\n"
            })
    void without_the_option_nothing_is_created_and_it_is_named(String file) {
        Mapping mapping = Mapping.of(file);

        assertThat(mapping.feedback()).isEmpty();
        assertThat(mapping.only())
                .contains("expected a UUID")
                .endsWith("To create this completion on the deployment, add --create-completions.");
        assertThat(Mapping.of(file, options(Raters.NONE, null)).feedback()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEADER + "Capital?,Paris.,quality,4,,,\n",
                "{\"prompt\": \"Capital?\", \"completion_text\": \"Paris.\", \"metric\": \"quality\", \"value\": 4}\n"
            })
    void without_the_option_a_file_of_texts_names_it(String file) {
        assertThat(Mapping.refusal(file, MappingOptions.none()))
                .endsWith("To create completions on the deployment from their texts, add --create-completions.");
        assertThat(Mapping.of(file, options(Raters.NONE, null)).feedback()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "2024-02-21T09:51:03Z | - | 2024-02-21T09:51:03Z",
                "2024-02-21 09:51:03+01:00 | - | 2024-02-21T08:51:03Z",
                "2024-02-21T09:51:03.5-0230 | - | 2024-02-21T12:21:03.500Z",
                "2024-02-21 09:51 UTC | - | 2024-02-21T09:51:00Z",
                "2024-02-21 09:51:03 | Europe/Paris | 2024-02-21T08:51:03Z",
                "2024-07-21 | Europe/Paris | 2024-07-20T22:00:00Z",
                "2024-02-21T09:51:03Z | Europe/Paris | 2024-02-21T09:51:03Z",
                "1708509063 | - | 2024-02-21T09:51:03Z",
                "1708509063.25 | - | 2024-02-21T09:51:03.250Z",
                "1708509063123 | - | 2024-02-21T09:51:03.123Z"
            })
    void dates(String cell, @Nullable ZoneId zone, Instant moment) {
        assertThat(dated(cell, zone).feedback())
                .singleElement()
                .extracting(piece -> ((Interaction) piece).createdAt())
                .isEqualTo(moment);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "2024-02-21 09:51:03 | - | expected a date such as 2024-02-21T09:51:03Z, with its time zone. Say of which"
                        + " zone such dates are, as in --timezone UTC or --timezone Europe/Paris.",
                "2024-02-21 | - | expected a date such as 2024-02-21T09:51:03Z, with its time zone. Say of which zone such"
                        + " dates are, as in --timezone UTC or --timezone Europe/Paris.",
                "2024-02-30T09:51:03Z | - | expected a date such as 2024-02-21T09:51:03Z. There is no such date or time.",
                "03/04/2024 | UTC | expected a date such as 2024-02-21T09:51:03Z. Write year, month and day in this order,"
                        + " so that none can be taken for another.",
                "45343.41 | UTC | expected a date such as 2024-02-21T09:51:03Z. A spreadsheet's number of a date? Give the"
                        + " cells the format of a date.",
                "yesterday | UTC | expected a date such as 2024-02-21T09:51:03Z.",
                "2024-03-31 02:30 | Europe/Paris | expected a time that there was in Europe/Paris. The clocks were put"
                        + " forward then; write the time with its offset.",
                "2014-12-31T23:59:59Z | - | expected a date from 2015 on. If the date is not known, leave it blank.",
                "2026-01-01T00:00:01Z | - | expected a date that is not in the future. If the date is not known, leave it"
                        + " blank.",
                "100000000 | - | expected a date from 2015 on. If the date is not known, leave it blank."
            })
    void what_is_no_date(String cell, @Nullable ZoneId zone, String expected) {
        assertThat(dated(cell, zone).only())
                .isEqualTo("ratings.csv row 2, column \"created_at\": found \"" + cell + "\"; " + expected);
    }

    @ParameterizedTest
    @CsvSource({"1708509063, seconds, 2024-02-21T09:51:03Z", "1708509063123, milliseconds, 2024-02-21T09:51:03.123Z"})
    void what_a_number_is_taken_for_is_said(String number, String unit, String moment) {
        assertThat(dated(number, null).notices())
                .contains("Numbers in column \"created_at\" are read as " + unit + " since 1970: " + number + " is "
                        + moment + ".");
    }

    @Test
    void both_sides_of_a_preference_are_created_and_compared_by_their_ids() {
        String file =
                "metric,prompt,preferred_text,preferred_model,other_text,other_model\nacceptance,Capital?,Paris.,a,It is"
                        + " Paris.,b\n";
        Interaction first = Interaction.ofText("Paris.", PARIS.messages(), "a");
        Interaction second = Interaction.ofText("It is Paris.", PARIS.messages(), "b");

        assertThat(Mapping.of(file, options(Raters.NONE, null)).feedback())
                .containsExactly(
                        first,
                        second,
                        new PreferenceFeedback(
                                "acceptance",
                                new CompletionRef.ById(first.placeholder()),
                                new CompletionRef.ById(second.placeholder()),
                                null,
                                List.of(),
                                null));
        assertThat(Mapping.of(file).feedback())
                .singleElement()
                .extracting(piece -> ((PreferenceFeedback) piece).preferred())
                .isEqualTo(new CompletionRef.ByText("a", "Paris."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Capital?,,quality,4 | column \"completion\": found nothing; expected the text that a model wrote.",
                ",Paris.,quality,4 | A completion given as text needs a prompt or messages.",
                "Capital?,chatcmpl-9x,quality,4 | expected the text that a model wrote, or a completion's UUID. This is the id",
                "Capital?,Paris.,quality,four | column \"value\": found \"four\"",
                "Capital?,Paris.,,4 | column \"metric\": found nothing; expected a metric's key."
            })
    void what_is_wrong_creates_nothing(String row, String problem) {
        Mapping mapping = Mapping.of("prompt,completion,metric,value\n" + row + "\n", options(Raters.NONE, null));

        assertThat(mapping.feedback()).isEmpty();
        assertThat(mapping.only()).contains(problem);
    }

    @Test
    void who_rated_need_not_be_known_where_raters_are_dropped() {
        Mapping mapping = Mapping.of(
                "prompt,completion_text,metric,value,user\nCapital?,Paris.,quality,4,Ann\n",
                options(Raters.DROP, null));

        assertThat(mapping.feedback()).hasSize(2).allMatch(feedback -> feedback.user() == null);
    }

    @Test
    void what_the_user_should_know_of_ratings_is_said_before_they_are_sent() {
        assertThat(Mapping.of("prompt,completion_text\nCapital?,Paris.\n", options(Raters.NONE, null))
                        .notices())
                .contains("1 row has no rating: completions are created for them without one.");
        assertThat(Mapping.of(
                                "prompt,completion_text,created_at,metric,value\nCapital?,Paris.,2024-02-01T10:00Z,quality,4\n",
                                options(Raters.NONE, null))
                        .notices())
                .contains("Ratings have no date (rated_at): they take that of the upload.");
    }

    @Test
    void feedbacks_may_be_a_list_as_the_api_has_them() {
        String row = "{\"prompt\":\"Capital?\",\"completion_text\":\"Paris.\",\"feedbacks\":[{\"metric\":\"quality\","
                + "\"value\":4,\"details\":\"Short.\",\"created_at\":\"2024-02-22T00:00:00Z\"},{\"metric\":\"polite\","
                + "\"value\":true},{\"metric\":\"speed\",\"value\":null}]}\n";

        assertThat(Mapping.of(row, options(Raters.NONE, null)).feedback())
                .filteredOn(MetricFeedback.class::isInstance)
                .map(MetricFeedback.class::cast)
                .extracting(MetricFeedback::metric, MetricFeedback::details, MetricFeedback::ratedAt)
                .containsExactly(
                        tuple("quality", "Short.", Instant.parse("2024-02-22T00:00:00Z")), tuple("polite", null, null));
        assertThat(Mapping.of(row.replace("[{", "[4,{"), options(Raters.NONE, null))
                        .only())
                .contains(
                        "\"feedbacks[0]\": found the number 4; expected an object such as {\"metric\": \"quality\", \"value\": 4}");
    }

    private static Interaction by(@Nullable UUID user) {
        return new Interaction("Paris.", PARIS.messages(), null, null, user, null, new TreeMap<>(), null);
    }

    private static Mapping dated(String cell, @Nullable ZoneId zone) {
        return Mapping.of(
                "prompt,completion_text,created_at\nCapital?,Paris.," + cell + "\n", options(Raters.NONE, zone));
    }

    private static MappingOptions options(Raters raters, @Nullable ZoneId zone) {
        return MappingOptions.none()
                .withCompletions(new NewCompletions(
                        true, raters, zone, new TreeMap<>(), new TreeMap<>(), InstantSource.fixed(Instant.parse(NOW))));
    }

    /** As many ready mappings do. */
    @Test
    void rows_that_are_said_to_be_ratings_create_the_completions_that_they_hold_as_text() {
        MappingOptions metric = new MappingOptions(Kind.METRIC, Map.of(), Map.of());

        assertThat(Mapping.of(HEADER + ROW, options(Raters.DROP, null).and(metric))
                        .feedback())
                .hasSize(2)
                .startsWith(PARIS);
    }
}
