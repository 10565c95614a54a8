package feedbackuploader.mapping;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;

/** Feedback in a word: {@code quality=4}, {@code x>y}, {@code x=GOOD=y}. */
public final class Meaning {

    private Meaning() {}

    public static String of(Feedback feedback) {
        if (feedback instanceof MetricFeedback metric) {
            return metric.metric() + "=" + metric.value();
        }
        PreferenceFeedback preference = (PreferenceFeedback) feedback;
        return name(preference.preferred())
                + (preference.tied() == null ? ">" : "=" + preference.tied() + "=")
                + name(preference.other());
    }

    private static String name(CompletionRef completion) {
        return completion instanceof CompletionRef.ByText text ? text.model() : completion.toString();
    }
}
