package feedbackuploader.mapping;

import feedbackuploader.feedback.Tie;
import feedbackuploader.support.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tie of a preference. */
final class Ties {

    private Ties() {}

    /** Null for no tie, and for anything else that is no tie; then a problem says so. */
    static @Nullable Tie read(RawValue given, List<Problem> problems) {
        if (given.isBlank()) {
            return null;
        }
        if (given.node() != null && given.node().isTextual()) {
            String word = Texts.bare(given.node().textValue());
            for (Tie tie : Tie.values()) {
                if (tie.label().equalsIgnoreCase(word)) {
                    return tie;
                }
            }
        }
        problems.add(given.problem("good, bad or nothing", "good: both equally good; bad: both equally bad."));
        return null;
    }
}
