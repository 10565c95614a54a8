package feedbackuploader.web;

import java.util.List;

/**
 * Choices that a message advises, ready to be made.
 *
 * @param text the sentence that advises them
 */
public record AdvisedChoices(String text, List<Choice> choices) {

    public AdvisedChoices {
        choices = List.copyOf(choices);
    }
}
