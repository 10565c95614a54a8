package feedbackuploader.feedback;

import java.util.UUID;

/** How a preference names one of its two completions. */
public sealed interface CompletionRef {

    /** A completion that the deployment holds. */
    record ById(UUID id) implements CompletionRef {}

    /**
     * A completion that was made elsewhere.
     *
     * @param model the model's key or id
     * @param text may be empty: an empty answer is still an answer
     */
    record ByText(String model, String text) implements CompletionRef {}
}
