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
    record At(Kind kind, UUID completion, MatchKey matchKey, boolean isTied) implements Trace {

        /** Not a tie. */
        public At(Kind kind, UUID completion, MatchKey matchKey) {
            this(kind, completion, matchKey, false);
        }

        /** Whether {@code seen} is all that was sent, but for who rated. */
        public boolean isShownAs(MatchKey seen) {
            return matchKey.withoutUser().equals(seen.withoutUser())
                    || (isTied && seen instanceof MatchKey.OfPreference pair && matchKey.equals(pair.swapped()));
        }
    }

    /** Nowhere; {@code why} is a whole sentence for the user. */
    record Nowhere(String why) implements Trace {}
}
