package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Message;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.Value;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AllOrNoneTest {

    private static final Problem PROBLEM = new Problem("score", "\"x\"", "a number", null);
    private static final Mapped INVALID = new Mapped.Invalid(List.of(PROBLEM), null);
    private static final Mapped RATING =
            new Mapped.Valid(new MetricFeedback("csat", UUID.randomUUID(), new Value.Bool(true), null, null));
    private static final Mapped INTERACTION =
            new Mapped.Valid(Interaction.ofText("Hello", List.of(new Message("user", "Hi?")), null));

    @Test
    void a_row_that_creates_a_completion_is_invalid_as_a_whole_if_a_rating_is() {
        assertThat(AllOrNone.of(List.of(INTERACTION, RATING, INVALID))).containsExactly(INVALID);
    }

    @Test
    void ratings_alone_are_each_their_own() {
        assertThat(AllOrNone.of(List.of(RATING, INVALID))).containsExactly(RATING, INVALID);
        assertThat(AllOrNone.of(List.of(INTERACTION, RATING))).containsExactly(INTERACTION, RATING);
    }
}
