package feedbackuploader.mapping;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ledgers of earlier uploads know about rows of a report. Asked row by row, on the thread that maps.
 *
 * @param <X> what goes wrong when a ledger is read
 */
public interface EarlierRuns<X extends Exception> {

    /** What a ledger knows of a piece of feedback. */
    enum Standing {
        RECORDED,
        /** It may have been recorded. */
        OPEN,
        /** It was not recorded, and is not on its way. */
        NOT_RECORDED,
        /** The run's ledger is not at hand: only the report tells. */
        NOT_TOLD
    }

    /**
     * Whether what a report says of {@code run} holds where these rows go.
     *
     * @param run as a report names it; blank when it does not
     * @param kind null for feedback of any kind
     */
    boolean concern(String run, @Nullable Kind kind);

    /**
     * Asked once for each piece, so that of several which are the same each stands for one.
     *
     * @param row the number under which the report has it; 0 when it does not say
     */
    Standing standing(String run, long row, Feedback feedback) throws X;

    /** The id of a completion that a run created, as far as its ledger is at hand and knows it. */
    Optional<String> completionOf(String run, long row, Interaction interaction) throws X;

    /** The digest by which our own files know a piece of feedback. */
    String keyOf(Feedback feedback);
}
