package feedbackuploader.web;

import java.util.ArrayList;
import java.util.List;

/**
 * What has to be decided before anything is sent.
 *
 * @param text what was sent before, and from where
 */
public record UploadQuestion(String text, List<Answer> answers) {

    public UploadQuestion {
        answers = List.copyOf(answers);
    }

    /**
     * @param answer a word for a program
     * @param text what it does
     */
    public record Answer(String answer, String text) {}

    static UploadQuestion of(String text, long sentBefore, long planned) {
        List<Answer> answers = new ArrayList<>();
        if (sentBefore > 0 && sentBefore < planned) {
            answers.add(new Answer(
                    "skip", "Skip the %,d sent before and send %,d".formatted(sentBefore, planned - sentBefore)));
        }
        answers.add(new Answer("again", "Send all %,d, the same a second time".formatted(planned)));
        answers.add(new Answer("stop", "Send nothing"));
        return new UploadQuestion(text, answers);
    }
}
