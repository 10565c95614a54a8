package feedbackuploader.feedback;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A choice between two completions of the same prompt.
 *
 * @param tied equally good or equally bad; which side is {@code preferred} then has no meaning, but both stay required
 * @param messages the prompt; empty only when both sides are named by id, since the server ignores it then
 */
public record PreferenceFeedback(
        String metric,
        CompletionRef preferred,
        CompletionRef other,
        @Nullable Tie tied,
        List<Message> messages,
        @Nullable UUID user)
        implements Feedback {

    public PreferenceFeedback {
        messages = List.copyOf(messages);
    }

    @Override
    public Kind kind() {
        return Kind.PREFERENCE;
    }

    @Override
    public PreferenceFeedback withMetric(String key) {
        return new PreferenceFeedback(key, preferred, other, tied, messages, user);
    }
}
