package feedbackuploader.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Message;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Project;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.feedback.Tie;
import feedbackuploader.feedback.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden bodies: a change of one byte makes every ledger forget what it uploaded. */
class BodiesTest {

    private static final UUID A = UUID.fromString("0000000A-0000-4000-8000-00000000000A");
    private static final UUID B = UUID.fromString("0000000b-0000-4000-8000-00000000000b");
    private static final UUID USER = UUID.fromString("0000000c-0000-4000-8000-00000000000c");
    private static final Project PROJECT = new Project(Project.Naming.PROJECT, "support");
    private static final Project USE_CASE = new Project(Project.Naming.USE_CASE, "support");

    private static Feedback rating(Value value) {
        return new MetricFeedback("helpful", A, value, null, null);
    }

    private static Feedback preference() {
        return new PreferenceFeedback(
                "better",
                new CompletionRef.ByText("m-1", "Paris \"é\" 😀\n/"),
                new CompletionRef.ByText("m-2", ""),
                Tie.GOOD,
                List.of(new Message("system", "Be kind."), new Message("user", "Capital?")),
                USER);
    }

    @Test
    void a_rating_with_everything() {
        Feedback feedback = new MetricFeedback("helpful", A, new Value.Bool(true), "so\tso — \"ok\"", USER);
        assertThat(Bodies.submissionOf(feedback, PROJECT))
                .isEqualTo(new Submission(
                        Kind.METRIC,
                        "{\"value\":true,\"metric\":\"helpful\",\"completion_id\":\"0000000a-0000-4000-8000-00000000000a\","
                                + "\"details\":\"so\\tso — \\\"ok\\\"\","
                                + "\"user_id\":\"0000000c-0000-4000-8000-00000000000c\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.0, 1",
        "-0.0, 0",
        "1000, 1000",
        "0.1, 0.1",
        "0.12345678901234567890123, 0.12345678901234567890123",
        "1E-9, 1E-9",
        "1E+300, 1E+300",
    })
    void a_number_keeps_every_digit(BigDecimal number, String written) {
        assertThat(Bodies.submissionOf(rating(new Value.Scalar(number)), null).body())
                .isEqualTo("{\"value\":" + written
                        + ",\"metric\":\"helpful\",\"completion_id\":\"0000000a-0000-4000-8000-00000000000a\"}");
    }

    @Test
    void a_preference_with_everything() {
        assertThat(Bodies.submissionOf(preference(), USE_CASE))
                .isEqualTo(new Submission(
                        Kind.PREFERENCE,
                        "{\"metric\":\"better\","
                                + "\"preferred_completion\":{\"text\":\"Paris \\\"é\\\" 😀\\n/\",\"model\":\"m-1\"},"
                                + "\"other_completion\":{\"text\":\"\",\"model\":\"m-2\"},"
                                + "\"tied\":\"good\","
                                + "\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},"
                                + "{\"role\":\"user\",\"content\":\"Capital?\"}],"
                                + "\"use_case\":\"support\","
                                + "\"user_id\":\"0000000c-0000-4000-8000-00000000000c\"}"));
    }

    @Test
    void a_preference_between_ids() {
        Feedback feedback = new PreferenceFeedback(
                "better", new CompletionRef.ById(A), new CompletionRef.ById(B), null, List.of(), null);
        assertThat(Bodies.submissionOf(feedback, PROJECT).body())
                .isEqualTo("{\"metric\":\"better\","
                        + "\"preferred_completion\":\"0000000a-0000-4000-8000-00000000000a\","
                        + "\"other_completion\":\"0000000b-0000-4000-8000-00000000000b\","
                        + "\"project\":\"support\"}");
    }

    /** Each field once with a value of its own, and once without any. */
    static Stream<Feedback> feedback() {
        return Stream.of(
                new MetricFeedback("helpful", A, new Value.Bool(true), "so\tso — \"ok\"", USER),
                rating(new Value.Bool(false)),
                rating(new Value.Scalar(new BigDecimal("0.12345678901234567890123"))),
                rating(new Value.Scalar(new BigDecimal("1E+300"))),
                preference(),
                new PreferenceFeedback(
                        "better",
                        new CompletionRef.ById(A),
                        new CompletionRef.ByText("m", "t"),
                        Tie.BAD,
                        List.of(new Message("user", "?")),
                        null),
                new PreferenceFeedback(
                        "better", new CompletionRef.ById(A), new CompletionRef.ById(B), null, List.of(), USER));
    }

    @ParameterizedTest
    @MethodSource("feedback")
    void what_is_written_is_read(Feedback feedback) {
        assertThat(Bodies.feedbackOf(Bodies.submissionOf(feedback, PROJECT))).isEqualTo(feedback);
    }

    @Test
    void a_preference_without_a_project_is_the_callers_mistake() {
        assertThatThrownBy(() -> Bodies.submissionOf(preference(), null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_key_of_a_row_does_not_know_the_project() {
        String withoutProject =
                Bodies.submissionOf(preference(), PROJECT).body().replace("\"project\":\"support\",", "");
        assertThat(Bodies.keyOf(preference())).isEqualTo(RowKey.of(Kind.PREFERENCE, withoutProject));
        assertThat(Bodies.keyOf(rating(new Value.Bool(true))))
                .isNotEqualTo(Bodies.keyOf(rating(new Value.Scalar(BigDecimal.ONE))));
        assertThat(Bodies.keyOf(rating(new Value.Scalar(new BigDecimal("1.0")))))
                .isEqualTo(Bodies.keyOf(rating(new Value.Scalar(BigDecimal.ONE))));
    }

    @Test
    void a_lone_surrogate_becomes_a_character_that_utf_8_has() {
        Feedback feedback =
                new MetricFeedback("m", A, new Value.Bool(true), "a\uD83D b\uDE00 \uD83D\uDE00\uD83D", null);
        assertThat(Bodies.submissionOf(feedback, null).body())
                .contains("\"details\":\"a\uFFFD b\uFFFD \uD83D\uDE00\uFFFD\"");
    }

    @Test
    void a_project_needs_a_key() {
        assertThatThrownBy(() -> new Project(Project.Naming.USE_CASE, " ")).hasMessageContaining("use case");
    }
}
