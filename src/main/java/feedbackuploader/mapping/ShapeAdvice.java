package feedbackuploader.mapping;

import feedbackuploader.support.Shell;
import java.util.Locale;

/**
 * How a file from another tool is read.
 *
 * @param export what the file looks like
 * @param options that read it, as they are typed
 * @param more what else helps, a sentence with a space before it, or nothing
 * @param isWarning whether the file may pass for valid and mean something else: a discarded answer, a model's score
 * @param isScored whether a {@link KnownShapes#SCORE} in such a file is the model's own, and nobody said that it is the value
 * @param lacksId whether nothing stands where such an export has the ids of the completions
 */
record ShapeAdvice(String export, String options, String more, boolean isWarning, boolean isScored, boolean lacksId) {

    /** Whether no option makes feedback of the file. */
    boolean isHopeless(LikelyColumns likely) {
        return lacksId && likely.ids().isEmpty() && !likely.isEmpty();
    }

    /**
     * Whole sentences.
     *
     * @param creates whether completions are created from their texts
     */
    String text(LikelyColumns likely, String noun, boolean creates) {
        String looks = "This looks like " + export;
        if (isHopeless(likely)) {
            String texts = likely.texts().advice(noun, creates);
            return texts.isEmpty()
                    ? looks + "." + LikelyAdvice.noIds(noun)
                    : looks + ": add " + options + "." + more + (creates ? "" : LikelyAdvice.noIdsButTexts(noun))
                            + texts;
        }
        if (!lacksId) {
            return looks + ": add " + options + "." + more;
        }
        String add = looks + ": add " + options + " --map " + Field.COMPLETION_ID.label() + "=";
        return likely.isEmpty()
                ? add + noun.toUpperCase(Locale.ROOT) + "." + more
                : add + Shell.word(likely.ids().get(0)) + " (if "
                        + Names.quoted(likely.ids().get(0)) + " holds the ids of the completions)." + more;
    }
}
