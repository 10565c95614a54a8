package feedbackuploader.feedback;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of feedback is about: the completion, the pair or the session, the metric and who rated. Two different pieces with
 * the same subject are a changed opinion or two opinions. A 64-bit hash: used for notices only, never to skip a row by
 * itself. A change here makes the memory of sent rows forget them.
 */
public final class Subject {

    private Subject() {}

    public static long of(Feedback feedback) {
        if (feedback instanceof MetricFeedback metric) {
            return mixed(mixed(of(metric.metric()), of(metric.completionId())), of(metric.user()));
        }
        if (feedback instanceof Interaction interaction) {
            return of(interaction.placeholder());
        }
        if (feedback instanceof SessionOutcome outcome) {
            return mixed(mixed(of(outcome.metric()), ~of(outcome.sessionId())), of(outcome.user()));
        }
        PreferenceFeedback preference = (PreferenceFeedback) feedback;
        long pair = of(preference.preferred()) + of(preference.other()); // whichever stands first
        return mixed(mixed(~of(preference.metric()), pair), of(preference.user()));
    }

    private static long of(CompletionRef completion) {
        if (completion instanceof CompletionRef.ById byId) {
            return of(byId.id());
        }
        CompletionRef.ByText byText = (CompletionRef.ByText) completion;
        return mixed(of(byText.model()), of(byText.text()));
    }

    private static long of(@Nullable UUID id) {
        return id == null ? 0 : mixed(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private static long of(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return mixed(hash, text.length());
    }

    /** The finisher of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    private static long mixed(long one, long other) {
        long z = one * 0x9e3779b97f4a7c15L + other;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
