package feedbackuploader.upload;

import feedbackuploader.delivery.Ending;
import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.PlanWriter;
import feedbackuploader.ledger.SameText;
import feedbackuploader.server.StopReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of interactions that have the same text, and of ratings that come after their completion.
 *
 * @param sameText what the user said; null for nothing
 */
record SameTexts(PlanWriter.Finished finished, @Nullable SameText sameText) {

    /** Behind the words that it begins with. */
    static final String TO_CHOOSE =
            "%s --same-text one to create one completion for them, which gets all their ratings,"
                    + " or --same-text each to create one for each row.";

    /** Whether the user must say first what these rows are. */
    boolean isUnclear() {
        return sameText == null && finished.sameTexts() > 0;
    }

    Ending stop() {
        return new Ending.Stopped(
                StopReason.SAME_TEXT,
                rows(finished.sameTexts()) + ". " + TO_CHOOSE.formatted("Add") + " Nothing was sent.");
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (finished.undated() > 0) {
            sentences.add(Amount.of(finished.undated(), "rating")
                    + (finished.undated() == 1 ? " takes" : " take")
                    + " the date of this upload: the server takes a date together with a new completion only.");
        }
        if (finished.otherwise() > 0) {
            sentences.add(Amount.of(finished.otherwise(), "row") + (finished.otherwise() == 1 ? " has" : " have")
                    + " another date, user or label than when the completion was created. It stays as it was created.");
        }
        if (finished.sameTexts() > 0 && sameText != null) {
            sentences.add(rows(finished.sameTexts())
                    + (sameText == SameText.ONE
                            ? ". One completion is created for them."
                            : ". A completion is created for each."));
        }
        return sentences;
    }

    static String rows(long number) {
        return Amount.of(number, "row") + (number == 1 ? " has" : " have") + " the prompt and answer of an earlier row";
    }
}
