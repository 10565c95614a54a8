package feedbackuploader.server;

import feedbackuploader.feedback.Kind;
import java.util.UUID;

/** Where a server shows whether it recorded a submission. */
public sealed interface Trace {

    /**
     * Among the feedback of this kind on this completion, as something that looks so.
     *
     * @param isTied which side is preferred has no meaning, so that a server may show them swapped
     */
    record At(Kind kind, UUID completion, Likeness likeness, boolean isTied) implements Trace {

        /** Not a tie. */
        public At(Kind kind, UUID completion, Likeness likeness) {
            this(kind, completion, likeness, false);
        }

        /** Whether {@code seen} is all that was sent, but for who rated. */
        public boolean isShownAs(Likeness seen) {
            return likeness.withoutUser().equals(seen.withoutUser())
                    || (isTied && seen instanceof Likeness.OfPreference pair && likeness.equals(pair.swapped()));
        }
    }

    /** Nowhere; {@code why} is a whole sentence for the user. */
    record Nowhere(String why) implements Trace {}
}
