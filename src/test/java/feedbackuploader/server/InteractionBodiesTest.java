package feedbackuploader.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Message;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.Project;
import feedbackuploader.feedback.SessionOutcome;
import feedbackuploader.feedback.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InteractionBodiesTest {

    private static final UUID USER = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID SESSION = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final Project USE_CASE = new Project(Project.Naming.USE_CASE, "support");
    private static final Project PROJECT = new Project(Project.Naming.PROJECT, "support");
    private static final List<Message> PROMPT = List.of(new Message("user", "Hi?"));
    private static final Interaction FULL = new Interaction(
            "Hello",
            PROMPT,
            "gpt-4",
            Instant.parse("2024-02-21T09:51:03Z"),
            USER,
            SESSION,
            new TreeMap<>(Map.of("ticket", "T-1", "source", "zendesk")),
            "spring");

    private static final String FULL_BODY =
            "{\"completion\":\"Hello\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi?\"}],"
                    + "\"model_service\":\"gpt-4\",\"created_at\":\"2024-02-21T09:51:03Z\",\"user\":\"" + USER
                    + "\",\"session_id\":\"" + SESSION + "\",\"ab_campaign\":\"spring\",\"use_case\":\"support\","
                    + "\"labels\":{\"source\":\"zendesk\",\"ticket\":\"T-1\"}}";

    @Test
    void an_interaction_stands_on_the_wire_as_the_api_has_it() {
        assertThat(Bodies.submissionOf(FULL, USE_CASE)).isEqualTo(new Submission(Kind.INTERACTION, FULL_BODY));
        assertThat(Bodies.submissionOf(FULL, PROJECT).body())
                .contains("\"project\":\"support\"")
                .doesNotContain("use_case");
        assertThat(Bodies.submissionOf(Interaction.ofText("Hello", PROMPT, null), USE_CASE)
                        .body())
                .isEqualTo("{\"completion\":\"Hello\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi?\"}],"
                        + "\"use_case\":\"support\"}");
    }

    @Test
    void an_interaction_is_read_as_it_was_written_without_the_programs_own_label() {
        String labelled = InteractionBodies.withRatings(FULL_BODY, "abc", List.of());

        assertThat(Bodies.feedbackOf(new Submission(Kind.INTERACTION, FULL_BODY)))
                .isEqualTo(FULL);
        assertThat(Bodies.feedbackOf(new Submission(Kind.INTERACTION, labelled)))
                .isEqualTo(FULL);
        assertThat(InteractionBodies.labelOf(new Submission(Kind.INTERACTION, labelled)))
                .isEqualTo("abc");
        assertThat(InteractionBodies.labelOf(new Submission(Kind.INTERACTION, FULL_BODY)))
                .isNull();
    }

    @Test
    void its_ratings_travel_with_it_dated_and_digit_by_digit() {
        Interaction interaction = Interaction.ofText("Hello", PROMPT, null);
        Feedback dated = new MetricFeedback(
                "csat",
                interaction.placeholder(),
                new Value.Scalar(new BigDecimal("4.25")),
                "quick",
                Instant.parse("2024-02-22T00:00:00Z"),
                null);
        Feedback plain = new MetricFeedback("helpful", interaction.placeholder(), new Value.Bool(true), null, null);

        assertThat(InteractionBodies.withRatings(
                        Bodies.submissionOf(interaction, USE_CASE).body(),
                        "abc",
                        List.of(
                                Bodies.submissionOf(dated, null).body(),
                                Bodies.submissionOf(plain, null).body())))
                .isEqualTo("{\"completion\":\"Hello\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi?\"}],"
                        + "\"use_case\":\"support\",\"labels\":{\"feedback_uploader\":\"abc\"},\"feedbacks\":["
                        + "{\"value\":4.25,\"metric\":\"csat\",\"details\":\"quick\",\"created_at\":\"2024-02-22T00:00:00Z\"},"
                        + "{\"value\":true,\"metric\":\"helpful\"}]}");
        assertThat(Bodies.feedbackOf(Bodies.submissionOf(dated, null))).isEqualTo(dated);
    }

    @Test
    void an_outcome_names_its_project_to_deployments_that_have_projects() {
        SessionOutcome outcome = new SessionOutcome("solved", SESSION, new Value.Bool(true), USER);
        String start = "{\"value\":true,\"metric\":\"solved\",\"session_id\":\"" + SESSION + "\"";
        String end = ",\"user_id\":\"" + USER + "\"}";

        assertThat(Bodies.submissionOf(outcome, USE_CASE)).isEqualTo(new Submission(Kind.OUTCOME, start + end));
        assertThat(Bodies.submissionOf(outcome, null).body()).isEqualTo(start + end);
        assertThat(Bodies.submissionOf(outcome, PROJECT).body()).isEqualTo(start + ",\"project_id\":\"support\"" + end);
        assertThat(Bodies.feedbackOf(Bodies.submissionOf(outcome, PROJECT))).isEqualTo(outcome);
    }

    @Test
    void an_interaction_needs_a_project() {
        assertThatThrownBy(() -> Bodies.submissionOf(FULL, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_placeholder_is_the_same_for_the_same_text_alone_and_is_no_id_that_a_server_gives() {
        UUID placeholder = FULL.placeholder();

        assertThat(FULL.text().placeholder()).isEqualTo(placeholder);
        assertThat(placeholder.version()).isEqualTo(8);
        assertThat(placeholder.variant()).isEqualTo(2);
        assertThat(Interaction.ofText("Hello", PROMPT, null).placeholder()).isNotEqualTo(placeholder);
        assertThat(Interaction.ofText("Hell", List.of(new Message("user", "oHi?")), "gpt-4")
                        .placeholder())
                .isNotEqualTo(placeholder);
    }
}
