package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.MetricCatalogue.Metric;
import feedbackuploader.feedback.MetricCatalogue.MetricKind;
import feedbackuploader.feedback.SessionOutcome;
import feedbackuploader.feedback.Value;
import feedbackuploader.mapping.text.NumberStyle;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values for whole sessions. */
class OutcomeRowsTest {

    private static final UUID SESSION = UUID.fromString(Mapping.ID);
    private static final UUID USER = UUID.fromString(Mapping.ID2);
    private static final MappingOptions OUTCOMES = kind(Kind.OUTCOME);

    private static final String RATING =
            "{\"completion_id\": \"" + Mapping.ID2 + "\", \"metric\": \"quality\", \"value\": 5}\n";

    private static final String DETECTED =
            "Detected outcomes of whole sessions, since a session is named (\"session_id\")"
                    + " and no completion: %s. If completions were rated, do not send this file: it lacks their completion_id.";
    private static final String NOT_READ_BACK =
            "Outcomes cannot be read back: one whose answer is lost stays unknown and is not sent again by itself.";

    private static MappingOptions kind(@Nullable Kind kind) {
        return new MappingOptions(kind, Map.of(), Map.of());
    }

    private static final String GOOD = "{\"session_id\": \"" + SESSION + "\", \"metric\": \"quality\", \"value\": 4}\n";

    private static SessionOutcome quality(int value) {
        return new SessionOutcome("quality", SESSION, new Value.Scalar(new BigDecimal(value)), null);
    }

    @Test
    void a_table_of_sessions_and_values_is_taken_for_outcomes_and_that_is_said() {
        Mapping mapping = Mapping.of("session_id,metric,value,user,when,comment\n" + SESSION + ",quality,4," + USER
                + ",Monday,fine\n" + SESSION + ",solved,TRUE,,,\n");

        assertThat(mapping.feedback())
                .containsExactly(
                        new SessionOutcome("quality", SESSION, new Value.Scalar(new BigDecimal(4)), USER),
                        new SessionOutcome("solved", SESSION, new Value.Bool(true), null));
        assertThat(mapping.notices())
                .containsExactly(
                        DETECTED.formatted("rows 2, 3"),
                        NOT_READ_BACK,
                        "Ignored column: \"when\".",
                        "Ignored column (not part of outcome feedback): details.");
    }

    @Test
    void what_the_user_called_outcomes_is_not_explained_but_that_they_cannot_be_read_back_is_said() {
        assertThat(Mapping.of("session_id,metric,value\n" + SESSION + ",quality,4\n", OUTCOMES)
                        .notices())
                .containsExactly(NOT_READ_BACK);
    }

    @Test
    void wide_columns_give_a_session_an_outcome_each() {
        MappingOptions wide = MappingOptions.none()
                .withVariants(List.of(
                        RowVariant.ofMetric("quality", "answer_quality"), RowVariant.ofMetric("solved", "solved")));

        Mapping mapping = Mapping.of(
                "session_id,answer_quality,solved\n" + SESSION + ",4,true\n" + SESSION + ",5,\n" + SESSION + ",,\n",
                wide);

        assertThat(mapping.feedback())
                .containsExactly(
                        quality(4), new SessionOutcome("solved", SESSION, new Value.Bool(true), null), quality(5));
        assertThat(mapping.told()).last().asString().endsWith("skipped: no value in it");
        assertThat(mapping.notices()).contains(DETECTED.formatted("rows 2, 3"));
    }

    @Test
    void columns_that_bear_a_metric_s_key_give_a_session_an_outcome_each() {
        MetricCatalogue catalogue = new MetricCatalogue(List.of(new Metric("1", "quality", MetricKind.SCALAR)));

        assertThat(Mapping.of("session_id,quality\n" + SESSION + ",4\n", MappingOptions.none(), catalogue)
                        .feedback())
                .containsExactly(quality(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"session_id\": \"%s\", \"metric\": \"quality\", \"value\": 4}",
                "{\"sessionId\": \"%s\", \"feedbacks\": {\"quality\": 4}}",
                "{\"session_id\": \"%s\", \"metric\": \"quality\", \"value\": 4, \"user_id\": null, \"conversation_id\": \"7\"}",
            })
    void a_json_row_is_an_outcome_by_itself(String row) {
        Mapping mapping = Mapping.of(row.formatted(SESSION) + "\n");

        assertThat(mapping.feedback()).containsExactly(quality(4));
        assertThat(mapping.notices()).anyMatch(notice -> notice.startsWith("Detected outcomes"));
    }

    /** Nothing of a deployment's can be taken back, and a rating that has lost its completion looks like an outcome. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"session_id\": \"%s\", \"metric\": \"quality\", \"value\": 4, \"completion_id\": null}",
                "{\"session_id\": \"%s\", \"metric\": \"quality\", \"value\": 4, \"completion_id\": \"\"}",
                "{\"session_id\": \"%s\", \"metric\": \"quality\", \"value\": 4, \"message_id\": \"7\"}",
                "{\"session_id\": \"%s\", \"metric\": \"quality\", \"value\": 4, \"response\": \"Hi!\"}",
                "{\"session_id\": \"%s\", \"metric\": \"quality\", \"value\": 4, \"prompt\": \"Hello\"}",
            })
    void a_json_row_that_may_rate_a_completion_is_no_outcome_unless_the_user_says_so(String row) {
        String text = RATING + row.formatted(SESSION) + "\n";

        assertThat(Mapping.of(text).told().get(1))
                .startsWith("ratings.csv row 2, column \"completion_id\": found nothing; expected a UUID")
                .endsWith("If the value is for its whole session, add --kind outcome.");
        assertThat(Mapping.of(text, OUTCOMES).feedback()).containsExactly(quality(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"message_id", "answerId", "id", "trace-id", "uuid", "answer", "model_response", "output"})
    void a_table_that_may_hold_completions_is_stopped_and_the_option_named(String column) {
        String text = "session_id,metric,value," + column + "\n" + SESSION + ",quality,4,x\n";

        assertThat(Mapping.refusal(text, MappingOptions.none()))
                .startsWith("For metric feedback, the file has no column \"completion_id\".")
                .endsWith(" If each value is for a whole session (session_id), add --kind outcome.");
        assertThat(Mapping.of(text, OUTCOMES).feedback()).containsExactly(quality(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"user_id", "conversation_id", "valid", "upload_id", "project-id", "paid", "quality_of_answers_1"
            })
    void other_columns_do_not_stop_it(String column) {
        assertThat(Mapping.of("session_id,metric,value," + column + "\n" + SESSION + ",quality,4,\n")
                        .feedback())
                .containsExactly(quality(4));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "METRIC", "OUTCOME"})
    void a_row_with_a_completion_is_metric_feedback(Kind kind) {
        Mapping mapping = Mapping.of(
                "completion_id,session_id,metric,value\n" + Mapping.ID2 + "," + SESSION + ",quality,4\n", kind(kind));

        assertThat(mapping.only())
                .isEqualTo(
                        kind == Kind.OUTCOME
                                ? "ratings.csv row 2 skipped: skipped: it is metric feedback, and this upload takes another kind"
                                : "MetricFeedback[metric=quality, completionId=" + Mapping.ID2
                                        + ", value=4, details=null, ratedAt=null, user=null]");
        assertThat(mapping.notices())
                .contains(
                        kind == Kind.OUTCOME
                                ? "Skipped 1 row of metric feedback: this upload takes another kind. To upload it, run again"
                                        + " with --kind metric."
                                : "Ignored column: \"session_id\".");
    }

    @Test
    void a_cell_that_should_hold_the_completion_and_does_not_is_a_problem() {
        String text = "completion_id,session_id,metric,value\n," + SESSION + ",quality,4\n";

        assertThat(Mapping.of(text).only())
                .isEqualTo(
                        "ratings.csv row 2, column \"completion_id\": found nothing; expected " + Uuids.EXPECTED + ".");
        assertThat(Mapping.of(text, OUTCOMES).feedback()).containsExactly(quality(4));
    }

    private static final String BOTH = "{\"completion_id\": \"" + Mapping.ID2 + "\", \"session_id\": \"" + SESSION
            + "\", \"metric\": \"quality\", \"value\": 5}\n{\"session_id\": \"" + SESSION
            + "\", \"metric\": \"quality\", \"value\": 4}\n";

    @Test
    void a_file_in_which_rows_may_have_lost_their_completion_is_not_sent_at_all() {
        assertThat(Mapping.refusal(BOTH, MappingOptions.none()))
                .isEqualTo("Some rows have a session_id and no completion_id, as outcomes of whole sessions do: row 2."
                        + " Others have both: row 1. If the former are outcomes, upload them with --kind outcome, and then"
                        + " the others with --kind metric --skip-where completion_id=. If they are ratings of completions,"
                        + " give them their completion_id.");
    }

    @Test
    void the_options_that_it_is_given_then_upload_each_row_as_what_it_is() throws MappingException {
        MappingOptions ratings = kind(Kind.METRIC).withSkipWhere(List.of(SkipRule.of("completion_id=")));

        assertThat(Mapping.of(BOTH, OUTCOMES).feedback()).containsExactly(quality(4));
        assertThat(Mapping.of(BOTH, ratings).told())
                .satisfiesExactly(
                        rating -> assertThat(rating).startsWith("MetricFeedback["),
                        outcome -> assertThat(outcome).startsWith("ratings.csv row 2 skipped: "));
    }

    @Test
    void ratings_of_completions_and_outcomes_may_stand_in_one_file() {
        Mapping mapping =
                Mapping.of(RATING + "{\"session_id\": \"" + SESSION + "\", \"metric\": \"quality\", \"value\": 4}\n");

        assertThat(mapping.feedback()).extracting(one -> one.kind()).containsExactly(Kind.METRIC, Kind.OUTCOME);
        assertThat(mapping.notices()).contains(DETECTED.formatted("row 2"), NOT_READ_BACK);
    }

    /** Who says where the completion is means ratings. */
    @Test
    void a_pointer_to_a_completion_that_leads_nowhere_is_a_problem() {
        MappingOptions mapped = new MappingOptions(null, Map.of(), Map.of(Field.COMPLETION_ID, "/answer_of/ref"));

        assertThat(Mapping.of("{\"session_id\": \"" + SESSION + "\", \"metric\": \"quality\", \"value\": 4}\n", mapped)
                        .only())
                .contains("column \"/answer_of/ref\"", "found nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"session_id\": \"7\", \"metric\": \"quality\", \"value\": 4} | column \"session_id\": found \"7\"; expected a UUID (8-4-4-4-12 hexadecimal digits).",
                "{\"session_id\": \"\", \"metric\": \"quality\", \"value\": 4} | column \"session_id\": found nothing; expected a UUID (8-4-4-4-12 hexadecimal digits).",
                "{\"metric\": \"quality\", \"value\": 4} | column \"session_id\": found no such key among \"metric\", \"value\"; expected a UUID (8-4-4-4-12 hexadecimal digits). Name its key: --map session_id=KEY.",
                "{\"session_id\": \"" + Mapping.ID
                        + "\", \"value\": 4} | column \"metric\": found nothing; expected a metric's key. For one metric in all rows, add --metric KEY.",
                "{\"session_id\": \"" + Mapping.ID
                        + "\", \"metric\": \"quality\", \"value\": \"good\"} | column \"value\": found \"good\"; expected a number, true or false.",
            })
    void what_is_wrong_with_an_outcome_is_said_at_its_place(String row, String told) {
        assertThat(Mapping.of(GOOD + row + "\n", OUTCOMES).told().get(1)).isEqualTo("ratings.csv row 2, " + told);
    }

    @Test
    void a_table_without_sessions_is_no_table_of_outcomes() {
        assertThat(Mapping.refusal("session,metric,value\n" + SESSION + ",quality,4\n", OUTCOMES))
                .isEqualTo("For outcome feedback, the file has no column \"session_id\". Its columns: \"session\","
                        + " \"metric\", \"value\". Is \"session\" the session_id? Then add --map session_id=session.");
    }

    @ParameterizedTest
    @CsvSource({"SCALAR, true, a number", "BOOL, 4, 'true, false, 0 or 1'"})
    void a_metric_takes_values_of_its_kind_alone(MetricKind kind, String value, String expected) {
        MetricCatalogue catalogue = new MetricCatalogue(List.of(new Metric("1", "quality", kind)));

        assertThat(Mapping.of("session_id,metric,value\n" + SESSION + ",quality," + value + "\n", OUTCOMES, catalogue)
                        .only())
                .contains("found \"" + value + "\"; expected " + expected);
    }

    @Test
    void a_label_that_means_skip_leaves_an_outcome_out() throws MappingException {
        MappingOptions labels = new MappingOptions(
                Kind.OUTCOME,
                Map.of(),
                Map.of(),
                List.of(),
                Labels.none(),
                LabelWords.values(List.of("n/a=skip")),
                NumberStyle.PLAIN,
                Users.NONE);

        assertThat(Mapping.of("session_id,metric,value\n" + SESSION + ",quality,n/a\n", labels)
                        .only())
                .contains("which means skip");
    }
}
